/** An engine without canvas, for tests of features: remembers what it was told and lets a test play the hands and the decoder. */
import type { Slice, SliceId, SourceId } from '#dicom/study.ts';
import { pictureKey, type Engine, type EngineReports, type Intent, type PaneId, type PrimaryTool, type Show } from './engine.ts';

export type FakeEngine = Engine & {
  /** What each pane shows now. */
  readonly shown: ReadonlyMap<PaneId, Show>;
  readonly attachedPanes: ReadonlySet<PaneId>;
  readonly sources: ReadonlySet<SourceId>;
  plan(): readonly Slice[];
  tool(): PrimaryTool;
  /** As if a hand did it. */
  intend(intent: Intent): void;
  /** As if the pane's picture had been drawn; throws when it shows none. */
  draw(pane: PaneId): void;
  /** As if the pane's picture could not be drawn. */
  fail(pane: PaneId, reason: string): void;
  load(results: ReadonlyMap<SliceId, string | null>): void;
};

export function createFakeEngine(reports: EngineReports): FakeEngine {
  const shown = new Map<PaneId, Show>();
  const attachedPanes = new Set<PaneId>();
  const sources = new Set<SourceId>();
  let planned: readonly Slice[] = [];
  let chosen: PrimaryTool = 'cursor';
  const keyOn = (pane: PaneId): string => {
    const show = shown.get(pane);
    if (!show) throw new Error(`the pane ${pane} shows nothing`);
    return pictureKey(show.picture);
  };
  const clear = () => {
    shown.clear();
    sources.clear();
    planned = [];
  };
  return {
    shown,
    attachedPanes,
    sources,
    plan: () => planned,
    tool: () => chosen,
    intend: (intent) => reports.onIntent(intent),
    draw: (pane) => reports.onDrawn(pane, keyOn(pane), []),
    fail: (pane, reason) => reports.onFailed(pane, keyOn(pane), reason),
    load: (results) => reports.onLoaded(results),
    attach: (pane) => void attachedPanes.add(pane),
    detach: (pane) => void attachedPanes.delete(pane),
    addSources: (added) => added.forEach((_blob, id) => sources.add(id)),
    show: (pane, show) => void (show ? shown.set(pane, show) : shown.delete(pane)),
    setTool: (tool) => void (chosen = tool),
    prefetch: (order) => void (planned = order),
    valueAt: () => null,
    valuesOf: () => null,
    autoWindow: () => null,
    thumbnail: () => Promise.resolve(null),
    clear,
    dispose() {
      clear();
      attachedPanes.clear();
    },
  };
}
