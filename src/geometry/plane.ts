import { patientPoint, pixelPoint, type PatientPoint, type PixelPoint, type Vec3 } from './points.ts';
import { cross, dot, length, normalise, subtract, vec3 } from './vector.ts';

/**
 * One image's plane and rectangle in patient space (PS3.3 C.7.6.2.1.1).
 * `origin` is the centre of the first pixel (ImagePositionPatient); `right` points along a row (increasing column index),
 * `down` along a column (increasing row index); `normal` = right x down. All three have unit length.
 * `rowStepMm` separates rows (PixelSpacing[0]), `columnStepMm` separates columns (PixelSpacing[1]).
 */
export type SlicePlane = {
  readonly origin: PatientPoint;
  readonly right: Vec3;
  readonly down: Vec3;
  readonly normal: Vec3;
  readonly rows: number;
  readonly columns: number;
  readonly rowStepMm: number;
  readonly columnStepMm: number;
};

/** Why header values give no plane, in words for a reader. */
export type PlaneProblem = { readonly problem: string };

const UNIT_TOLERANCE = 0.02;
const RIGHT_ANGLE_TOLERANCE = 0.01;
const isUnit = (v: Vec3): boolean => Math.abs(length(v) - 1) <= UNIT_TOLERANCE;

/**
 * Plane from ImagePositionPatient (3), ImageOrientationPatient (6) and PixelSpacing (row step, column step) in mm.
 * Returns a problem for missing, non-finite, non-unit or non-perpendicular values; cosines within tolerance are normalised.
 */
export function planeFromDicom(
  position: readonly number[] | undefined,
  orientation: readonly number[] | undefined,
  spacing: readonly number[] | undefined,
  rows: number,
  columns: number,
): SlicePlane | PlaneProblem {
  if (position?.length !== 3 || !position.every(Number.isFinite)) return { problem: 'no image position' };
  if (orientation?.length !== 6 || !orientation.every(Number.isFinite)) return { problem: 'no image orientation' };
  if (spacing?.length !== 2 || !spacing.every((step) => Number.isFinite(step) && step > 0)) return { problem: 'no pixel spacing' };
  const [px, py, pz] = position as [number, number, number];
  const [rx, ry, rz, cx, cy, cz] = orientation as [number, number, number, number, number, number];
  const rawRight = vec3(rx, ry, rz);
  const rawDown = vec3(cx, cy, cz);
  if (!isUnit(rawRight) || !isUnit(rawDown) || Math.abs(dot(rawRight, rawDown)) > RIGHT_ANGLE_TOLERANCE)
    return { problem: 'image orientation is not two perpendicular unit vectors' };
  const right = normalise(rawRight);
  const normal = normalise(cross(right, rawDown));
  const [rowStepMm, columnStepMm] = spacing as [number, number];
  return { origin: patientPoint(px, py, pz), right, down: cross(normal, right), normal, rows, columns, rowStepMm, columnStepMm };
}

/** Signed distance in mm from the plane to `p`, positive on the side that `normal` points to. */
export const signedDistanceMm = (plane: SlicePlane, p: PatientPoint): number => dot(plane.normal, subtract(p, plane.origin));

/** Pixel coordinates of the projection of `p` along the normal. Fractional; may lie outside the image. */
export function patientToPixel(plane: SlicePlane, p: PatientPoint): PixelPoint {
  const d = subtract(p, plane.origin);
  return pixelPoint(dot(plane.right, d) / plane.columnStepMm, dot(plane.down, d) / plane.rowStepMm);
}

/** Patient position of a (fractional) pixel coordinate on the plane. */
export function pixelToPatient(plane: SlicePlane, { column, row }: PixelPoint): PatientPoint {
  const { origin: o, right: r, down: d } = plane;
  const u = column * plane.columnStepMm;
  const v = row * plane.rowStepMm;
  return patientPoint(o.x + r.x * u + d.x * v, o.y + r.y * u + d.y * v, o.z + r.z * u + d.z * v);
}

/** Whether the projection of `p` falls on the image, pixel edges included (half a pixel beyond the centres). */
export function rectangleContains(plane: SlicePlane, p: PatientPoint): boolean {
  const { column, row } = patientToPixel(plane, p);
  return column >= -0.5 && column <= plane.columns - 0.5 && row >= -0.5 && row <= plane.rows - 0.5;
}

/** The point of the plane nearest to `p`. */
export function projectOnto(plane: SlicePlane, p: PatientPoint): PatientPoint {
  const distance = signedDistanceMm(plane, p);
  const { x, y, z } = plane.normal;
  return patientPoint(p.x - x * distance, p.y - y * distance, p.z - z * distance);
}

/** Centre of the image rectangle. */
export const planeCentre = (plane: SlicePlane): PatientPoint =>
  pixelToPatient(plane, pixelPoint((plane.columns - 1) / 2, (plane.rows - 1) / 2));

/** Distance between neighbouring pixels along the finer direction. */
export const finerStepMm = (plane: SlicePlane): number => Math.min(plane.rowStepMm, plane.columnStepMm);
