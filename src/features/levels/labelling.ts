/** The label tool's hand: press to put down or take hold of a label, drag, release. One press to release is one step of undo. */
import type { Intent } from '#engine/index.ts';
import type { CanvasPoint } from '#geometry/points.ts';
import type { LevelKind, LevelLabel, LevelName } from '#spine/level.ts';
import { kindOf } from '#spine/levelNames.ts';
import { moveLabel, putLabel, suggestLabel } from '#spine/levels.ts';
import { newId } from '#spine/newId.ts';
import { toPatient, type PaneView } from '#store/paneView.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { nameNext, useNaming } from './naming.ts';
import { proposeGaps, type ValuesOf } from './propose.ts';
import { tagsOf } from './tags.ts';

/** A press this near to a label's point takes hold of it. */
const GRAB_PX = 14;

let held: string | null = null;

/** Kind of level that clicks label now; null while the label tool is not in hand. */
export function labellingKind(): LevelKind | null {
  const { drawing } = useStore.getState();
  return drawing !== null && typeof drawing === 'object' ? drawing.label : null;
}

/** Takes the label tool in hand, or puts it down when it already is. */
export function toggleLabelling(kind: LevelKind): void {
  const { setDrawing, changeSettings } = useStore.getState();
  const stops = labellingKind() === kind;
  stopLabelling();
  if (stops) return;
  // Only the cursor's hand reports points.
  changeSettings({ tool: 'cursor' });
  setDrawing({ label: kind });
}

export function stopLabelling(): void {
  const { marks, setDrawing, setLevels } = useStore.getState();
  // A label still in hand stays where it is.
  if (held !== null) setLevels(marks.levels);
  held = null;
  nameNext(null);
  setDrawing(null);
}

function labelUnder(view: PaneView, at: CanvasPoint): LevelLabel | undefined {
  const near = tagsOf(useStore.getState(), view)
    .map(({ label, dot }) => ({ label, px: Math.hypot(dot.x - at.x, dot.y - at.y) }))
    .filter(({ px }) => px <= GRAB_PX)
    .toSorted((a, b) => a.px - b.px);
  return near[0]?.label;
}

/** The label that a press takes hold of or puts down, by name; null where the spine ends. */
function nameFor(kind: LevelKind, view: PaneView, at: CanvasPoint): LevelName | null {
  const state = useStore.getState();
  const point = toPatient(view, at);
  const chosen = useNaming.getState().next;
  if (chosen) return chosen;
  const under = labelUnder(view, at);
  if (under) return under.name;
  const suggestion = point && view.frame !== null ? suggestLabel(state.marks.levels, kind, point, view.frame) : null;
  if (!suggestion) return null;
  return 'name' in suggestion ? suggestion.name : suggestion.moves.name;
}

function begin(kind: LevelKind, view: PaneView, at: CanvasPoint): void {
  const { marks, dragLevels, say } = useStore.getState();
  const point = toPatient(view, at);
  if (!point || view.frame === null) {
    say({ id: 'levels', tone: 'caution', text: 'This image has no position in the patient, so levels cannot be labelled on it.' });
    return;
  }
  const name = nameFor(kind, view, at);
  if (name === null) {
    say({
      id: 'levels',
      tone: 'note',
      text: 'The spine ends there: no further level to name. Rename the labels if they are counted wrongly.',
    });
    return;
  }
  const levels = putLabel(marks.levels, name, point, view.frame, newId);
  held = levels.labels.find((label) => label.name === name && label.frame === view.frame)!.id;
  dragLevels(levels);
}

function drag(view: PaneView, at: CanvasPoint): void {
  const { marks, dragLevels } = useStore.getState();
  const point = toPatient(view, at);
  if (held !== null && point) dragLevels(moveLabel(marks.levels, held, point));
}

function end(view: PaneView, valuesOf: ValuesOf): void {
  const state = useStore.getState();
  const label = state.marks.levels.labels.find(({ id }) => id === held);
  held = null;
  if (!label) return;
  nameNext(null);
  const { levels, problem } = proposeGaps(state.marks.levels, kindOf(label.name), label.frame, activeStudy(state), valuesOf);
  state.setLevels(levels);
  state.dismiss('levels');
  if (problem) state.say({ id: 'levels', tone: 'note', text: problem });
  // The other planes come to what was labelled, so that it can be checked in all of them.
  if (view.frame === label.frame) state.pointAt(view.id, label.point);
}

/** Acts on a point intent while the label tool is in hand; false: not for this tool. */
export function handleLabelIntent(intent: Intent, view: PaneView, valuesOf: ValuesOf): boolean {
  const kind = labellingKind();
  if (intent.kind !== 'point' || kind === null) return false;
  if (intent.phase === 'start') begin(kind, view, intent.at);
  else if (intent.phase === 'move') drag(view, intent.at);
  else end(view, valuesOf);
  return true;
}
