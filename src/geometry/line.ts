/** Straight lines against image rectangles. */
import type { SlicePlane } from './plane.ts';
import type { PatientPoint, Vec3 } from './points.ts';
import { dot, subtract } from './vector.ts';

/** Stretch of a line, as distances in mm from its starting point along its direction. */
export type Stretch = readonly [number, number];

/**
 * The stretch of the line from `p` along `direction` (unit length, lying in the plane) that is on the image, half a pixel around
 * the outer centres included. A line that runs beside the image by no more than `toleranceMm` counts as on its edge; the ends of a
 * line that crosses it stay where the image ends. Null when it misses.
 */
export function clipLineToRectangle(plane: SlicePlane, p: PatientPoint, direction: Vec3, toleranceMm = 0): Stretch | null {
  const from = subtract(p, plane.origin);
  const along = { x: dot(direction, plane.right), y: dot(direction, plane.down) };
  const acrossX = Math.abs(along.x) < Math.abs(along.y);
  const x = clip(dot(from, plane.right), along.x, plane.columns, plane.columnStepMm, acrossX ? toleranceMm : 0);
  const y = clip(dot(from, plane.down), along.y, plane.rows, plane.rowStepMm, acrossX ? 0 : toleranceMm);
  const start = Math.max(x[0], y[0]);
  const end = Math.min(x[1], y[1]);
  return start < end ? [start, end] : null;
}

/** Where start + t * step stays between the edges of `count` pixels; empty (end before start) when never. */
function clip(start: number, step: number, count: number, pixelMm: number, toleranceMm: number): Stretch {
  const low = -0.5 * pixelMm - toleranceMm;
  const high = (count - 0.5) * pixelMm + toleranceMm;
  // So nearly parallel to the edge that it leaves it by less than a nanometre per metre.
  if (Math.abs(step) < 1e-12) return start >= low && start <= high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const a = (low - start) / step;
  const b = (high - start) / step;
  return a < b ? [a, b] : [b, a];
}
