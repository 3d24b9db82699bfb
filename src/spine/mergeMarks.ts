/**
 * Two sources of marks on one study become one: by id, the higher revision stands. The answer does not depend on which is asked first, nor how often.
 * Nothing is ever left out: what only one side has stays. (Deletions are the journal's business; see features/saving.)
 */
import type { LevelSet } from './level.ts';
import { NO_MARKS, type Marks } from './marks.ts';

export type Item = { readonly id: string; readonly revision: number };

/** JSON with sorted keys: equal content gives equal text, whatever built it. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** Of two contents of one id: the higher revision; at a tie the greater text, so that both sides choose alike. */
const standing = <T extends Item>(a: T, b: T): T => {
  if (a === b) return a;
  if (a.revision !== b.revision) return a.revision > b.revision ? a : b;
  return canonicalText(a) >= canonicalText(b) ? a : b;
};

/** In the order of `mine`, then what only `theirs` has. */
function mergeItems<T extends Item>(mine: readonly T[], theirs: readonly T[]): readonly T[] {
  const items = new Map(mine.map((item) => [item.id, item]));
  for (const item of theirs) {
    const own = items.get(item.id);
    items.set(item.id, own ? standing(own, item) : item);
  }
  return [...items.values()];
}

type Numbering = Omit<LevelSet, 'labels'>;
const numberingText = ({ numbering, variant }: Numbering): string => canonicalText([numbering, variant]);
const assumed = numberingText(NO_MARKS.levels);

/** A numbering that somebody chose stands over the assumption that every study starts with. */
function mergeNumbering(mine: Numbering, theirs: Numbering): Numbering {
  const [a, b] = [numberingText(mine), numberingText(theirs)];
  if (a === b || b === assumed) return mine;
  return a === assumed || b > a ? theirs : mine;
}

export function mergeMarks(mine: Marks, theirs: Marks): Marks {
  const { numbering, variant } = mergeNumbering(mine.levels, theirs.levels);
  return {
    levels: { labels: mergeItems(mine.levels.labels, theirs.levels.labels), numbering, variant },
    annotations: mergeItems(mine.annotations, theirs.annotations),
    keyImages: mergeItems(mine.keyImages, theirs.keyImages),
  };
}

/** What changed in a list of items between two moments. */
type ItemsChange<T> = { readonly added: readonly T[]; readonly changed: ReadonlyMap<string, T>; readonly removed: ReadonlySet<string> };

function changeOf<T extends Item>(from: readonly T[], to: readonly T[]): ItemsChange<T> {
  const before = new Map(from.map((item) => [item.id, item]));
  const after = new Set(to.map((item) => item.id));
  return {
    added: to.filter((item) => !before.has(item.id)),
    changed: new Map(to.filter((item) => before.has(item.id) && before.get(item.id) !== item).map((item) => [item.id, item])),
    removed: new Set(from.filter((item) => !after.has(item.id)).map((item) => item.id)),
  };
}

function applyChange<T extends Item>(items: readonly T[], { added, changed, removed }: ItemsChange<T>): readonly T[] {
  if (added.length + changed.size + removed.size === 0) return items;
  const kept = items.filter((item) => !removed.has(item.id)).map((item) => changed.get(item.id) ?? item);
  const known = new Set(kept.map((item) => item.id));
  return [...kept, ...added.filter((item) => !known.has(item.id))];
}

/**
 * Makes to other marks the change that led from one to another: how the steps of undo learn what came from another tab or from the journal,
 * so that undoing one's own work never undoes anybody else's.
 */
export function changeBetween(from: Marks, to: Marks): (marks: Marks) => Marks {
  const labels = changeOf(from.levels.labels, to.levels.labels);
  const annotations = changeOf(from.annotations, to.annotations);
  const keyImages = changeOf(from.keyImages, to.keyImages);
  const renumbered = numberingText(from.levels) !== numberingText(to.levels);
  return (marks) => {
    const { numbering, variant } = renumbered ? to.levels : marks.levels;
    return {
      levels: { labels: applyChange(marks.levels.labels, labels), numbering, variant },
      annotations: applyChange(marks.annotations, annotations),
      keyImages: applyChange(marks.keyImages, keyImages),
    };
  };
}
