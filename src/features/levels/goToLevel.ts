/** From level to level: every linked plane comes along. */
import type { LevelName } from '#spine/level.ts';
import { kindOf } from '#spine/levelNames.ts';
import type { Slab } from '#spine/levelOf.ts';
import { levelOfCursor, levelsIn, placeOfLevel } from '#store/levels.ts';
import { useStore } from '#store/store.ts';

/** Brings all planes to a level; false when it is not labelled. */
export function goToLevel(name: LevelName, inputAt = 0): boolean {
  const state = useStore.getState();
  const place = placeOfLevel(state, name);
  if (!place) return false;
  state.goTo(place.slab.centre, place.frame, place.slab.canal, inputAt);
  return true;
}

/** Levels that stepping visits, head to feet: discs where there are any, else vertebrae. */
function stations(): readonly Slab[] {
  const { cursor, marks, frameLinks } = useStore.getState();
  const frame = cursor?.frame ?? marks.levels.labels[0]?.frame;
  if (frame === undefined) return [];
  const { slabs } = levelsIn({ marks, frameLinks }, frame).spine;
  const discs = slabs.filter(({ name }) => kindOf(name) === 'disc');
  return discs.length > 0 ? discs : slabs;
}

/** The level one up (-1) or down (+1) from the cursor; null at the ends. */
export function nextLevel(step: 1 | -1): LevelName | null {
  const all = stations();
  const here = levelOfCursor(useStore.getState());
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return null;
  if (!here) {
    // Off the labelled part: the end that lies in that direction from the cursor, if it does.
    const z = useStore.getState().cursor?.point.z ?? first.centre.z;
    if (step > 0) return z > first.centre.z ? first.name : null;
    return z < last.centre.z ? last.name : null;
  }
  const ahead = step > 0 ? all.find(({ atMm }) => atMm > here.atMm) : all.findLast(({ atMm }) => atMm < here.atMm);
  return ahead?.name ?? null;
}
