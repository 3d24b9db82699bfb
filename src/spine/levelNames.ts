/** Names of vertebrae and discs in order from head to feet, for every variant of the lumbar spine. */
import type { LevelKind, LevelName, Variant } from './level.ts';

const CERVICAL = 7;
const SACRAL = 5;

const counted = (letter: string, count: number): readonly LevelName[] => Array.from({ length: count }, (_, index) => letter + (index + 1));

/** C1 to S5. */
export const vertebraeOf = ({ thoracic, lumbar }: Variant): readonly LevelName[] => [
  ...counted('C', CERVICAL),
  ...counted('T', thoracic),
  ...counted('L', lumbar),
  ...counted('S', SACRAL),
];

/** "L4" above "L5" -> "L4/5"; "T12" above "L1" -> "T12/L1". */
const discBetween = (upper: LevelName, lower: LevelName): LevelName => `${upper}/${upper[0] === lower[0] ? lower.slice(1) : lower}`;

/** Vertebrae and discs in turn. C1 and C2 have no disc between them; below S1/2 the sacrum is fused. */
export function sequenceOf(variant: Variant): readonly LevelName[] {
  const vertebrae = vertebraeOf(variant);
  const lastDiscAbove = vertebrae.indexOf('S2');
  return vertebrae.flatMap((name, index) =>
    index < 2 || index > lastDiscAbove ? [name] : [discBetween(vertebrae[index - 1]!, name), name],
  );
}

/** 'L4/5' is a disc, 'L4' a vertebra. */
export const kindOf = (name: LevelName): LevelKind => (name.includes('/') ? 'disc' : 'vertebra');

/** "L4/5 disc", "L5 body": what an image of that level says. */
export const levelWords = (name: LevelName): string => `${name} ${kindOf(name) === 'disc' ? 'disc' : 'body'}`;

/** Place in `sequenceOf`, rising towards the feet; -1 for a name that this variant does not have. */
export const rankOf = (name: LevelName, variant: Variant): number => sequenceOf(variant).indexOf(name);

/** The nearest level of this kind above; null at the top, or when the variant has no such name. */
export function nextUp(name: LevelName, kind: LevelKind, variant: Variant): LevelName | null {
  const above = sequenceOf(variant).slice(0, Math.max(0, rankOf(name, variant)));
  return above.findLast((each) => kindOf(each) === kind) ?? null;
}

/** The nearest level of this kind below; null at the bottom, or when the variant has no such name. */
export function nextDown(name: LevelName, kind: LevelKind, variant: Variant): LevelName | null {
  const rank = rankOf(name, variant);
  if (rank < 0) return null;
  return (
    sequenceOf(variant)
      .slice(rank + 1)
      .find((each) => kindOf(each) === kind) ?? null
  );
}

/** Names of one kind strictly between two others, from head to feet. */
export function namesBetween(upper: LevelName, lower: LevelName, kind: LevelKind, variant: Variant): readonly LevelName[] {
  const [from, to] = [rankOf(upper, variant), rankOf(lower, variant)];
  if (from < 0 || to < 0) return [];
  return sequenceOf(variant)
    .slice(from + 1, to)
    .filter((each) => kindOf(each) === kind);
}

/** The discs a lumbar reader goes through, from the one above L1 to the one above S1: six in the usual spine. */
export function lumbarDiscs(variant: Variant): readonly LevelName[] {
  const last = nextUp('S1', 'disc', variant)!;
  const first = nextUp('L1', 'disc', variant)!;
  return [first, ...namesBetween(first, last, 'disc', variant), last];
}

/** L1 to S1. */
export const lumbarVertebrae = (variant: Variant): readonly LevelName[] => [...counted('L', variant.lumbar), 'S1'];
