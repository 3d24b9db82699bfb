/** Levels as panes need them: in each frame of reference, for each slice. Derived, and remembered while labels and links stay. */
import type { LevelLabel, LevelName, LevelSet } from '#spine/level.ts';
import { findSlab, levelOfPlane, levelOfPoint, spineOf, type Slab, type Spine } from '#spine/levelOf.ts';
import { anatomicalPlane } from '#geometry/orientation.ts';
import type { Store } from './store.ts';
import type { PaneView } from './paneView.ts';
import { cursorIn } from './sync.ts';
import type { ViewState } from './view.ts';

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

/** The level a pane shows: where an axial slice crosses the spine; on other planes, where the cursor is. */
export function levelOfPane(state: Pick<Store, 'marks' | 'frameLinks'>, view: PaneView): Slab | null {
  const plane = view.stop?.plane;
  if (!plane || view.frame === null || state.marks.levels.labels.length === 0) return null;
  const { spine } = levelsIn(state, view.frame);
  if (anatomicalPlane(plane.normal) === 'axial') return levelOfPlane(spine, plane);
  return view.cursor ? levelOfPoint(spine, view.cursor) : null;
}

/** The level the cursor is at. */
export function levelOfCursor(state: Pick<Store, 'marks' | 'frameLinks' | 'cursor'>): Slab | null {
  return state.cursor ? levelOfPoint(levelsIn(state, state.cursor.frame).spine, state.cursor.point) : null;
}

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
