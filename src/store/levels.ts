/** Levels as panes need them: in each frame of reference, for each slice. Derived, and remembered while labels and links stay. */
import type { LevelLabel, LevelName, LevelSet } from '#spine/level.ts';
import { findSlab, levelOfPlane, levelOfPoint, spineOf, type Slab, type Spine } from '#spine/levelOf.ts';
import { anatomicalPlane } from '#geometry/orientation.ts';
import type { Store } from './store.ts';
import type { PaneView } from './paneView.ts';
import { cursorIn } from './sync.ts';
import type { Cursor, ViewState } from './view.ts';

export type FrameLevels = { readonly labels: readonly LevelLabel[]; readonly spine: Spine };

type Remembered = { readonly levels: LevelSet; readonly links: ViewState['frameLinks']; readonly frames: Map<string, FrameLevels> };
let remembered: Remembered | undefined;

/** Labels of a frame, and its spine. A frame without labels of its own has those of frames that the reader linked to it. */
export function levelsIn(state: Pick<Store, 'marks' | 'frameLinks'>, frame: string): FrameLevels {
  const { levels } = state.marks;
  const links = state.frameLinks;
  if (remembered?.levels !== levels || remembered.links !== links) remembered = { levels, links, frames: new Map() };
  const known = remembered.frames.get(frame);
  if (known) return known;
  const own = levels.labels.filter((label) => label.frame === frame);
  const labels = own.length > 0 ? own : levels.labels.flatMap((label) => linkedLabel(label, frame, links));
  const made: FrameLevels = { labels, spine: spineOf(labels, levels.variant) };
  remembered.frames.set(frame, made);
  return made;
}

function linkedLabel(label: LevelLabel, frame: string, links: ViewState['frameLinks']): LevelLabel[] {
  const point = cursorIn(label, frame, links);
  return point ? [{ ...label, point }] : [];
}

/** Selectors ask at every change of the store: what was worked out for an object is kept with it. */
function once<Key extends object>(work: (spine: Spine, key: Key) => Slab | null): (spine: Spine, key: Key) => Slab | null {
  const known = new WeakMap<Key, { readonly spine: Spine; readonly slab: Slab | null }>();
  return (spine, key) => {
    const before = known.get(key);
    if (before?.spine === spine) return before.slab;
    const slab = work(spine, key);
    known.set(key, { spine, slab });
    return slab;
  };
}

const ofView = once<PaneView>((spine, { stop, cursor }) => {
  if (!stop?.plane) return null;
  if (anatomicalPlane(stop.plane.normal) === 'axial') return levelOfPlane(spine, stop.plane);
  return cursor && levelOfPoint(spine, cursor);
});
const ofCursor = once<Cursor>((spine, { point }) => levelOfPoint(spine, point));

/** The level a pane shows: where an axial slice crosses the spine; on other planes, where the cursor is. */
export const levelOfPane = (state: Pick<Store, 'marks' | 'frameLinks'>, view: PaneView): Slab | null =>
  view.frame === null || state.marks.levels.labels.length === 0 ? null : ofView(levelsIn(state, view.frame).spine, view);

/** The level the cursor is at. */
export const levelOfCursor = (state: Pick<Store, 'marks' | 'frameLinks' | 'cursor'>): Slab | null =>
  state.cursor && ofCursor(levelsIn(state, state.cursor.frame).spine, state.cursor);

/** Where a level lies: in the cursor's frame where it is labelled there, else in any. */
export function placeOfLevel(
  state: Pick<Store, 'marks' | 'frameLinks' | 'cursor'>,
  name: LevelName,
): { readonly slab: Slab; readonly frame: string } | null {
  const frames = new Set([...(state.cursor ? [state.cursor.frame] : []), ...state.marks.levels.labels.map((label) => label.frame)]);
  for (const frame of frames) {
    const slab = findSlab(levelsIn(state, frame).spine, name);
    if (slab) return { slab, frame };
  }
  return null;
}
