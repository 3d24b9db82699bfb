/** State -> engine. The engine is told what each visible pane shows; it never decides. */
import { createEngine, type Engine, type EngineReports, type Intent, type Picture, type Show } from '#engine/index.ts';
import { handleLabelIntent } from '#features/levels/index.ts';
import { handleIntent, type AttachPane } from '#features/viewing/index.ts';
import type { SliceId, SourceId } from '#dicom/study.ts';
import { paneView, toPatient, type PaneView } from '#store/paneView.ts';
import { shallow } from 'zustand/shallow';
import { activeStudy } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { FIT, visiblePanes, type PaneId } from '#store/view.ts';
import { isPhone } from '#ui/usePhone.ts';
import { takeLinkRequest } from './linkHere.ts';
import { prefetchOrder } from './prefetchOrder.ts';

function pictureOf(view: PaneView): Picture | null {
  const { stop, stack } = view;
  if (!stop) return null;
  if (stop.slice) return { kind: 'acquired', slice: stop.slice };
  return stack && stop.plane ? { kind: 'reformat', stack, plane: stop.plane, key: stop.key } : null;
}

/** All that a pane's picture depends on, flat, so that what did not change is not drawn again. */
function factsOf(state: Store, view: PaneView): Record<string, unknown> {
  const uid = view.series?.uid;
  const window = uid && state.windows[uid]?.window;
  return {
    key: view.stop?.key,
    ...view.view,
    sized: state.paneSizes[view.id] !== undefined,
    center: window?.center,
    width: window?.width,
    invert: uid ? (state.inverted[uid] ?? false) : false,
    smooth: state.smooth,
    // Slices that arrive later change a stack, and with it what a reformat is made of.
    stack: view.stop?.slice ? undefined : view.stack,
  };
}

function showOf(state: Store, view: PaneView, moved: boolean): Show | null {
  const picture = pictureOf(view);
  const uid = view.series?.uid;
  if (!picture || !view.view || !uid || !state.paneSizes[view.id]) return null;
  const window = state.windows[uid]?.window;
  return {
    picture,
    invert: state.inverted[uid] ?? false,
    smooth: state.smooth,
    view: view.view,
    sliceNumber: view.index + 1,
    ...(window ? { window } : {}),
    ...(moved && state.inputAt ? { inputAt: state.inputAt } : {}),
  };
}

/** Intents go to viewing, but for the one click that links a plane by hand, and points while levels are labelled. */
function act(intent: Intent, engine: Engine): void {
  const pane = intent.pane as PaneId;
  const links = intent.kind === 'point' && intent.phase === 'start' && takeLinkRequest(pane);
  const point = links && toPatient(paneView(useStore.getState(), pane), intent.at);
  if (point) useStore.getState().linkFrames(pane, point);
  else if (handleLabelIntent(intent, paneView(useStore.getState(), pane), (slice) => engine.valuesOf(slice))) return;
  // A phone shows one plane already: there a double tap fits the image.
  else if (intent.kind === 'maximise' && isPhone()) useStore.getState().setFraming(pane, FIT);
  else handleIntent(intent);
}

export type BoundEngine = { readonly engine: Engine; readonly attach: AttachPane; unbind(): void };

/** Creates the engine with the bytes known so far and keeps it told. One at a time; `unbind` disposes it. Tests bring their own `create`. */
export function bindEngine(sources: ReadonlyMap<SourceId, Blob>, create: (reports: EngineReports) => Engine = createEngine): BoundEngine {
  const told = new Map<PaneId, Record<string, unknown>>();
  const { getState } = useStore;

  const engine: Engine = create({
    onIntent: (intent) => act(intent, engine),
    onDrawn: (pane, key, gaps) => getState().setDrawn(pane as PaneId, { key, problem: null, gaps: gaps.length }),
    onFailed: (pane, key, problem) => getState().setDrawn(pane as PaneId, { key, problem, gaps: 0 }),
    onWindow: (pane, key, window) => {
      const view = paneView(getState(), pane as PaneId);
      if (view.series && view.stop?.key === key) getState().startWindow(view.series.uid, window);
    },
    onLoaded: (results: ReadonlyMap<SliceId, string | null>) => getState().addLoaded(results),
  });

  // Before anything is asked for: a slice whose bytes are not here counts as failed.
  engine.addSources(sources);

  const tell = (state: Store): void => {
    for (const id of visiblePanes(state)) {
      const view = paneView(state, id);
      const facts = factsOf(state, view);
      const last = told.get(id);
      if (shallow(last, facts)) continue;
      told.set(id, facts);
      engine.show(id, showOf(state, view, last?.['key'] !== facts['key']));
    }
  };

  const unsubscribes = [
    useStore.subscribe((state) => state, tell),
    useStore.subscribe(
      (state) => state.tool,
      (tool) => engine.setTool(tool),
      { fireImmediately: true },
    ),
    useStore.subscribe(
      (state) => (state.indexed ? activeStudy(state) : undefined),
      (study) => {
        if (study) engine.prefetch(prefetchOrder(getState()));
      },
      { fireImmediately: true },
    ),
  ];
  /** Observes the element's size, tells the store, and shows what is due again after a remount. */
  const attach: AttachPane = (pane, element) => {
    engine.attach(pane, element);
    told.delete(pane);
    const report = () => {
      const { clientWidth: widthPx, clientHeight: heightPx } = element;
      const known = getState().paneSizes[pane];
      const same = known?.widthPx === widthPx && known.heightPx === heightPx;
      if (widthPx && heightPx && !same) getState().setPaneSize(pane, { widthPx, heightPx });
    };
    report();
    tell(getState());
    const observer = new ResizeObserver(report);
    observer.observe(element);
    return () => {
      observer.disconnect();
      engine.detach(pane);
      told.delete(pane);
    };
  };
  return {
    engine,
    attach,
    unbind() {
      for (const unsubscribe of unsubscribes) unsubscribe();
      engine.dispose();
    },
  };
}
