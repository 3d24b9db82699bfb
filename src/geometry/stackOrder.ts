/**
 * Which slices of a series belong together, and in which order a reader scrolls through them: from positions and orientations
 * only (PS3.3 C.7.6.2), never from Instance Number or file order.
 */
import { anatomicalPlane } from './orientation.ts';
import { planeCentre, type SlicePlane } from './plane.ts';
import type { Vec3 } from './points.ts';
import { readingDirection, readingOrder } from './readingOrder.ts';
import { angleDeg, dot, length, scale, subtract } from './vector.ts';

/** Slices whose axes differ more never share a stack. */
const ONE_ORIENTATION_DEG = 2;
/** Slices of one acquired block agree this well; a greater difference is a block angled on purpose, if its spacing says so too. */
const ONE_BLOCK_DEG = 0.5;
/** Positions nearer than this are the same slice measured again; MR slices lie at least a few tenths of a millimetre apart. */
const SAME_POSITION_MM = 0.05;
/** Neighbours of one stack are shifted sideways by less than this share of the field of view; stations of a long spine by more. */
const MAX_SIDEWAYS_SHARE = 0.25;
/** A step longer than this many median steps ends a block ... */
const BLOCK_GAP = 1.5;
/** ... unless it is twice the median within this share: a single slice missing from an even stack. */
const EVEN_SHARE = 0.05;

type Placed = { readonly index: number; readonly plane: SlicePlane; readonly centre: Vec3; readonly positionMm: number };

/**
 * Groups the planes' indexes into stacks: parallel, at different positions, without a gap. Repeated positions (dynamic series)
 * become one stack per repetition, the n-th given being the n-th repetition. Each stack is in reading direction (sagittal right to
 * left, axial head to feet, coronal front to back) and the stacks are in reading order. Slices without a plane come last, as given.
 */
export function splitByGeometry(planes: readonly (SlicePlane | undefined)[]): readonly (readonly number[])[] {
  const indexes = planes.map((_, index) => index);
  const unplaced = indexes.filter((index) => planes[index] === undefined);
  const stacks = orientationGroups(planes, indexes, ONE_ORIENTATION_DEG).flatMap((group) => {
    const together = place(planes, group);
    const blocks = orientationGroups(planes, group, ONE_BLOCK_DEG);
    if (blocks.length === 1 || isEven(together)) return splitByPosition(together);
    return blocks.flatMap((block) => splitByPosition(place(planes, block)));
  });
  const ordered = readingOrder(stacks.map((stack) => stack.map(({ plane }) => plane))).map((at) => stacks[at]!.map(({ index }) => index));
  return unplaced.length > 0 ? [...ordered, unplaced] : ordered;
}

/** Median distance in mm between neighbours of an ordered stack, from positions; undefined when its slices lie at one position. */
export function medianSpacingMm(ordered: readonly SlicePlane[]): number | undefined {
  const sorted = stepsMm(ordered).toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return median > SAME_POSITION_MM ? median : undefined;
}

/** Distances in mm between neighbours along the first slice's normal. Centres, so that a trace of tilt does not swing the corner. */
export function stepsMm(ordered: readonly SlicePlane[]): number[] {
  const normal = ordered[0]?.normal;
  if (!normal) return [];
  const positions = ordered.map((plane) => dot(normal, planeCentre(plane)));
  return positions.slice(1).map((position, before) => Math.abs(position - positions[before]!));
}

/** Leader clustering by all three axes: in-plane turns and mirrored images count as another orientation. */
function orientationGroups(planes: readonly (SlicePlane | undefined)[], indexes: readonly number[], withinDeg: number): number[][] {
  const groups: { readonly leader: SlicePlane; readonly members: number[] }[] = [];
  for (const index of indexes) {
    const plane = planes[index];
    if (!plane) continue;
    const home = groups.find(({ leader }) => sameOrientation(leader, plane, withinDeg));
    if (home) home.members.push(index);
    else groups.push({ leader: plane, members: [index] });
  }
  return groups.map(({ members }) => members);
}

const sameOrientation = (a: SlicePlane, b: SlicePlane, withinDeg: number): boolean =>
  angleDeg(a.normal, b.normal) <= withinDeg && angleDeg(a.right, b.right) <= withinDeg && angleDeg(a.down, b.down) <= withinDeg;

/** Sorted in reading direction along the group's first normal; equal positions stay as given. */
function place(planes: readonly (SlicePlane | undefined)[], indexes: readonly number[]): Placed[] {
  const normal = planes[indexes[0]!]!.normal;
  const reading = readingDirection(anatomicalPlane(normal));
  const along = dot(normal, reading) < 0 ? scale(normal, -1) : normal;
  return indexes
    .map((index) => {
      const plane = planes[index]!;
      const centre = planeCentre(plane);
      return { index, plane, centre, positionMm: dot(along, centre) };
    })
    .toSorted((a, b) => a.positionMm - b.positionMm || a.index - b.index);
}

/** One chain of neighbours, all steps alike. */
function isEven(sorted: readonly Placed[]): boolean {
  const steps = sorted.slice(1).map(({ positionMm }, before) => positionMm - sorted[before]!.positionMm);
  const typical = lowerMedian(steps);
  return typical > SAME_POSITION_MM && steps.every((step) => Math.abs(step - typical) <= EVEN_SHARE * typical);
}

const splitByPosition = (sorted: readonly Placed[]): Placed[][] => {
  const first = sorted[0]!;
  // One place imaged over and over is a film, not as many stacks of one slice.
  if (
    sorted.at(-1)!.positionMm - first.positionMm <= SAME_POSITION_MM &&
    sorted.every((slice) => sidewaysMm(first, slice) <= SAME_POSITION_MM)
  )
    return [sorted.toSorted((a, b) => a.index - b.index)];
  return repetitions(sorted).flatMap(splitAtGaps);
};

/** Chains in which no position occurs twice and neighbours lie over each other. */
function repetitions(sorted: readonly Placed[]): Placed[][] {
  const chains: Placed[][] = [];
  for (const slice of atSamePositionAsGiven(sorted)) {
    let home: Placed[] | undefined;
    let nearestMm = MAX_SIDEWAYS_SHARE * fieldOfViewMm(slice.plane);
    for (const chain of chains) {
      const last = chain.at(-1)!;
      const shiftMm = sidewaysMm(last, slice);
      // Chains equally well placed are repetitions of one another: the earliest takes the slice.
      if (slice.positionMm - last.positionMm <= SAME_POSITION_MM || shiftMm > nearestMm - (home ? SAME_POSITION_MM : 0)) continue;
      home = chain;
      nearestMm = shiftMm;
    }
    if (home) home.push(slice);
    else chains.push([slice]);
  }
  return chains;
}

/** Rounding in the headers must not decide which repetition a slice belongs to, so one position's slices return to given order. */
function atSamePositionAsGiven(sorted: readonly Placed[]): Placed[] {
  const buckets: Placed[][] = [];
  for (const slice of sorted) {
    const bucket = buckets.at(-1);
    if (bucket && slice.positionMm - bucket[0]!.positionMm <= SAME_POSITION_MM) bucket.push(slice);
    else buckets.push([slice]);
  }
  return buckets.flatMap((bucket) => bucket.toSorted((a, b) => a.index - b.index));
}

function sidewaysMm(a: Placed, b: Placed): number {
  const shift = subtract(b.centre, a.centre);
  return length(subtract(shift, scale(a.plane.normal, dot(shift, a.plane.normal))));
}

const fieldOfViewMm = (plane: SlicePlane): number => Math.min(plane.rows * plane.rowStepMm, plane.columns * plane.columnStepMm);

function splitAtGaps(chain: Placed[]): Placed[][] {
  const typical = lowerMedian(chain.slice(1).map(({ positionMm }, before) => positionMm - chain[before]!.positionMm));
  const blocks: Placed[][] = [];
  for (const slice of chain) {
    const block = blocks.at(-1);
    const step = block ? slice.positionMm - block.at(-1)!.positionMm : 0;
    const oneMissing = Math.abs(step - 2 * typical) <= EVEN_SHARE * typical;
    if (block && (step <= BLOCK_GAP * typical || oneMissing)) block.push(slice);
    else blocks.push([slice]);
  }
  return blocks;
}

/** The lower of the two middle values, so that one long gap among few steps counts as a gap; 0 for none. */
const lowerMedian = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
