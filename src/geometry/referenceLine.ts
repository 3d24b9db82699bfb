import { clipLineToRectangle } from './line.ts';
import { planeCentre, signedDistanceMm, type SlicePlane } from './plane.ts';
import type { PatientPoint } from './points.ts';
import { acuteAngleDeg, cross, dot, moveAlong, normalise } from './vector.ts';

/** Planes closer to parallel than this meet in no line that a reader could use. */
const LEAST_ANGLE_DEG = 10;

/**
 * The line on which the image of `other` cuts the image of `shown`: intersection of the two rectangles in patient space, half a pixel
 * added. An image that misses the other by no more than one slice thickness still gives its line, so edge slices never lose theirs.
 * Null when the planes are within 10 degrees of parallel or the images do not meet. From geometry alone: turns, zoom and pan
 * cannot change it.
 */
export function referenceLine(shown: SlicePlane, other: SlicePlane, thicknessMm: number): readonly [PatientPoint, PatientPoint] | null {
  if (acuteAngleDeg(shown.normal, other.normal) < LEAST_ANGLE_DEG) return null;
  const direction = normalise(cross(shown.normal, other.normal));
  // From the middle of the shown image straight to the other plane, so that distances along the line stay small.
  const towards = cross(direction, shown.normal);
  const middle = planeCentre(shown);
  const start = moveAlong(middle, towards, -signedDistanceMm(other, middle) / dot(other.normal, towards));
  const onShown = clipLineToRectangle(shown, start, direction, thicknessMm);
  const onOther = clipLineToRectangle(other, start, direction, thicknessMm);
  if (!onShown || !onOther) return null;
  const from = Math.max(onShown[0], onOther[0]);
  const to = Math.min(onShown[1], onOther[1]);
  return from < to ? [moveAlong(start, direction, from), moveAlong(start, direction, to)] : null;
}
