/** Values on any plane through a stack, interpolated between its slices. */
import { stretchWithin, type Stretch } from './line.ts';
import { planeCentre, signedDistanceMm, type SlicePlane } from './plane.ts';
import type { Vec3 } from './points.ts';
import { dot, subtract } from './vector.ts';

/** A stack found fit to reformat. `slices[i]` are the values of `planes[i]`, row by row; undefined when that slice failed. */
export type ReformatSource = {
  readonly planes: readonly SlicePlane[];
  readonly slices: readonly (ArrayLike<number> | undefined)[];
  /** Drawn where the volume has no value; the lowest value of the data. */
  readonly outsideValue: number;
};

/** Weights below this are rounding: a target lying on a slice must not ask for its neighbour. */
const ON_SLICE = 1e-6;

/**
 * Fills `out` (target.rows x target.columns, row by row) with trilinear values at the target's pixel centres, using the slices' real
 * positions. Half a pixel around the images and half a step beyond the end slices repeat the nearest value; farther out, and
 * wherever a failed slice would be needed, stands `outsideValue`. Returns the indexes of the failed slices that were needed.
 * Throws for fewer than two slices, or positions that do not advance (see reformatFitness).
 */
export function sampleReformat(
  source: ReformatSource,
  target: SlicePlane,
  out: Float32Array | Int16Array | Uint16Array,
): readonly number[] {
  const { planes, slices, outsideValue } = source;
  const first = planes[0];
  const { positions, inverseGaps, reach } = throughPlane(planes);
  if (!first || out.length < target.rows * target.columns) throw new RangeError('no slices, or too little room for the target');
  const lastPosition = positions.length - 1;
  const sign = Math.sign(signedDistanceMm(first, planeCentre(planes.at(-1)!)));
  const { rows, columns } = first;
  const u = affine(first, target, first.right, 1 / first.columnStepMm);
  const v = affine(first, target, first.down, 1 / first.rowStepMm);
  const w = affine(first, target, first.normal, sign);
  const whole = !(out instanceof Float32Array);
  const missing = new Set<number>();
  const maxU = columns - 1;
  const maxV = rows - 1;
  const maxW = positions[lastPosition]!;
  let k = 0;
  out.fill(outsideValue, 0, target.rows * target.columns);

  for (let row = 0; row < target.rows; row++) {
    const u0 = u.start + row * u.perRow;
    const v0 = v.start + row * v.perRow;
    const w0 = w.start + row * w.perRow;
    const [from, to] = columnsWithin(
      target.columns,
      stretchWithin(u0, u.perColumn, [-0.5, columns - 0.5]),
      stretchWithin(v0, v.perColumn, [-0.5, rows - 0.5]),
      stretchWithin(w0, w.perColumn, reach),
    );
    const rowStart = row * target.columns;
    for (let column = from; column <= to; column++) {
      const wAt = Math.min(maxW, Math.max(0, w0 + column * w.perColumn));
      while (k < lastPosition - 1 && wAt >= positions[k + 1]!) k++;
      while (k > 0 && wAt < positions[k]!) k--;
      const wPart = (wAt - positions[k]!) * inverseGaps[k]!;
      const a = slices[k];
      const b = slices[k + 1];
      const needA = wPart < 1 - ON_SLICE;
      const needB = wPart > ON_SLICE;
      if ((needA && !a) || (needB && !b)) {
        if (needA && !a) missing.add(k);
        if (needB && !b) missing.add(k + 1);
        continue;
      }
      const uAt = Math.min(maxU, Math.max(0, u0 + column * u.perColumn));
      const vAt = Math.min(maxV, Math.max(0, v0 + column * v.perColumn));
      const left = uAt | 0;
      const top = vAt | 0;
      const uPart = uAt - left;
      const vPart = vAt - top;
      const corner = top * columns + left;
      const toRight = left < maxU ? 1 : 0;
      const toBelow = top < maxV ? columns : 0;
      const inA = needA ? bilinear(a!, corner, toRight, toBelow, uPart, vPart) : 0;
      const inB = needB ? bilinear(b!, corner, toRight, toBelow, uPart, vPart) : 0;
      const value = !needB ? inA : needA ? inA + (inB - inA) * wPart : inB;
      out[rowStart + column] = whole ? Math.round(value) : value;
    }
  }
  return [...missing].toSorted((a, b) => a - b);
}

function bilinear(values: ArrayLike<number>, corner: number, toRight: number, toBelow: number, uPart: number, vPart: number): number {
  const upperLeft = values[corner]!;
  const lowerLeft = values[corner + toBelow]!;
  const upper = upperLeft + (values[corner + toRight]! - upperLeft) * uPart;
  const lower = lowerLeft + (values[corner + toBelow + toRight]! - lowerLeft) * uPart;
  return upper + (lower - upper) * vPart;
}

/** Slice positions in mm from the first slice on, and how far beyond the end slices their slabs reach. */
function throughPlane(planes: readonly SlicePlane[]): { positions: Float64Array; inverseGaps: Float64Array; reach: Stretch } {
  const positions = Float64Array.from(planes, (plane) => Math.abs(signedDistanceMm(planes[0]!, planeCentre(plane))));
  const gaps = positions.subarray(1).map((position, before) => position - positions[before]!);
  if (gaps.length === 0 || gaps.some((gap) => !(gap > 0))) throw new RangeError('slice positions do not advance');
  return { positions, inverseGaps: gaps.map((gap) => 1 / gap), reach: [-gaps[0]! / 2, positions.at(-1)! + gaps.at(-1)! / 2] };
}

/** A source coordinate as start + row * perRow + column * perColumn of the target. */
function affine(first: SlicePlane, target: SlicePlane, axis: Vec3, perMm: number): { start: number; perColumn: number; perRow: number } {
  return {
    start: dot(subtract(target.origin, first.origin), axis) * perMm,
    perColumn: dot(target.right, axis) * target.columnStepMm * perMm,
    perRow: dot(target.down, axis) * target.rowStepMm * perMm,
  };
}

/** First and last column inside all stretches; a pixel centre on an edge counts as inside in spite of rounding. */
function columnsWithin(columns: number, a: Stretch, b: Stretch, c: Stretch): Stretch {
  const from = Math.ceil(Math.max(0, a[0], b[0], c[0]) - ON_SLICE);
  const to = Math.floor(Math.min(columns - 1, a[1], b[1], c[1]) + ON_SLICE);
  return [from, to];
}
