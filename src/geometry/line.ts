/** Straight lines against image rectangles. */
import type { SlicePlane } from './plane.ts';
import type { PatientPoint, Vec3 } from './points.ts';
import { dot, subtract } from './vector.ts';

/** Stretch of a line, as distances in mm from its starting point along its direction. */
export type Stretch = readonly [number, number];

const edges = (count: number, stepMm: number, toleranceMm: number): Stretch => [
  -0.5 * stepMm - toleranceMm,
  (count - 0.5) * stepMm + toleranceMm,
];

/**
 * The stretch of the line from `p` along `direction` (unit length, lying in the plane) that is on the image, half a pixel around
 * the outer centres included. A line that runs beside the image by no more than `toleranceMm` counts as on its edge; the ends of a
 * line that crosses it stay where the image ends. Null when it misses.
 */
export function clipLineToRectangle(plane: SlicePlane, p: PatientPoint, direction: Vec3, toleranceMm = 0): Stretch | null {
  const from = subtract(p, plane.origin);
  const along = { x: dot(direction, plane.right), y: dot(direction, plane.down) };
  const acrossX = Math.abs(along.x) < Math.abs(along.y);
  const x = stretchWithin(dot(from, plane.right), along.x, edges(plane.columns, plane.columnStepMm, acrossX ? toleranceMm : 0));
  const y = stretchWithin(dot(from, plane.down), along.y, edges(plane.rows, plane.rowStepMm, acrossX ? 0 : toleranceMm));
  const start = Math.max(x[0], y[0]);
  const end = Math.min(x[1], y[1]);
  return start < end ? [start, end] : null;
}

/** The values of t for which start + t * step lies between `low` and `high`; empty (end before start) when never. */
export function stretchWithin(start: number, step: number, [low, high]: Stretch): Stretch {
  // So nearly parallel to the edge that it leaves it by less than a nanometre per metre.
  if (Math.abs(step) < 1e-12) return start >= low && start <= high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const a = (low - start) / step;
  const b = (high - start) / step;
  return a < b ? [a, b] : [b, a];
}
