/** The stacks of a series: what was measured more than once is told apart, then geometry decides (handbook geometry, "Stacks"). */
import { anatomicalPlane } from '#geometry/orientation.ts';
import { planeCentre, type SlicePlane } from '#geometry/plane.ts';
import { readingDirection } from '#geometry/readingOrder.ts';
import { medianSpacingMm, splitByGeometry } from '#geometry/stackOrder.ts';
import { dot, negate } from '#geometry/vector.ts';
import { optional } from './optional.ts';
import type { Slice, Stack } from './study.ts';

/** A slice and what its instance says of repetition. */
export type Member = { readonly slice: Slice; readonly acquisitionNumber: number | undefined };

/**
 * Stacks of one series in reading order. `members` are in the order of their instance numbers, which only decides where headers leave
 * nothing better: between repetitions at one position, and among slices without geometry.
 */
export function stacksOf(members: readonly Member[]): readonly Stack[] {
  return groupBy(members, ({ slice }) => slice.frameOfReferenceUid ?? '')
    .flatMap((group) => separate(group, REPETITIONS))
    .flatMap((group) =>
      splitByGeometry(group.map(({ slice }) => slice.frame.plane)).map((indexes) =>
        stackOf(
          indexes.map((index) => group[index]!.slice),
          indexes,
        ),
      ),
    );
}

/** What tells images at one position apart, in the order in which a reader thinks of them. */
const REPETITIONS: readonly ((member: Member) => string)[] = [
  ({ slice: { frame } }) => `${frame.acquisition.echoNumber ?? ''} ${Math.round((frame.acquisition.echoTimeMs ?? 0) * 10)}`,
  ({ slice: { frame } }) => frame.acquisition.imageType.join('\\'),
  ({ slice: { frame } }) => String(frame.acquisition.bValue ?? ''),
  ({ slice: { frame } }) => String(frame.temporalPosition ?? ''),
  ({ acquisitionNumber }) => String(acquisitionNumber ?? ''),
];

/** Splits by the first feature that differs, as long as positions repeat; a feature that differs on every slice tells nothing. */
function separate(members: readonly Member[], features: readonly ((member: Member) => string)[]): readonly (readonly Member[])[] {
  const [feature, ...rest] = features;
  if (!feature || !positionsRepeat(members)) return [members];
  const groups = groupBy(members, feature);
  return groups.length === members.length ? separate(members, rest) : groups.flatMap((group) => separate(group, rest));
}

/** Whether some orientation has several positions, and one of them more than once; one place imaged over and over is a film. */
function positionsRepeat(members: readonly Member[]): boolean {
  const orientations = new Map<string, { readonly positions: Set<string>; count: number }>();
  for (const { slice } of members) {
    const { plane } = slice.frame;
    if (!plane) continue;
    const key = orientationKey(plane);
    const known = orientations.get(key) ?? { positions: new Set<string>(), count: 0 };
    known.positions.add(positionKey(plane));
    known.count++;
    orientations.set(key, known);
  }
  return [...orientations.values()].some(({ positions, count }) => positions.size > 1 && count > positions.size);
}

const orientationKey = ({ normal: { x, y, z } }: SlicePlane): string => [x, y, z].map((value) => Math.round(value * 50)).join(' ');
/** To 0.05 mm: repetitions of one position are given alike but for rounding. */
function positionKey(plane: SlicePlane): string {
  const { x, y, z } = planeCentre(plane);
  return [x, y, z].map((value) => Math.round(value * 20)).join(' ');
}

function stackOf(slices: readonly Slice[], indexes: readonly number[]): Stack {
  const planes = slices.flatMap(({ frame }) => (frame.plane ? [frame.plane] : []));
  // Named after its earliest slice, so that the name stays while later files arrive.
  const earliest = indexes.reduce((best, index, at) => (index < indexes[best]! ? at : best), 0);
  const id = `stack ${slices[earliest]!.id}`;
  const [first] = planes;
  if (!first || planes.length < slices.length) return { id, slices };
  const anatomical = anatomicalPlane(first.normal);
  const normal = dot(first.normal, readingDirection(anatomical)) < 0 ? negate(first.normal) : first.normal;
  return { id, slices, normal, anatomical, ...optional('spacingMm', medianSpacingMm(planes)) };
}

/** Groups in order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()];
}
