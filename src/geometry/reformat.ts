/** The planes that a reformat offers (handbook geometry, "Reformats"); `reformatFitness.ts` says whether a stack can be reformatted at all. */
import { anatomicalPlane, STANDARD_AXES, type AnatomicalPlane } from './orientation.ts';
import { finerStepMm, pixelToPatient, signedDistanceMm, type SlicePlane } from './plane.ts';
import { patientPoint, pixelPoint, type PatientPoint, type Vec3 } from './points.ts';
import { readingDirection } from './readingOrder.ts';
import { cross, dot, moveAlong, negate, normalise } from './vector.ts';

/**
 * The planes to offer when a stack fit to reformat (ordered, two slices at least) is shown as `anatomical`: along the stack's own
 * axes, one in-plane pixel apart with square pixels, covering its volume, in reading order and standard display (so that their
 * `right` and `down` are the viewer's). Empty for fewer than two slices.
 */
export function orthogonalReformat(planes: readonly SlicePlane[], anatomical: AnatomicalPlane): readonly SlicePlane[] {
  const [first] = planes;
  if (!first || planes.length < 2) return [];
  const wanted = STANDARD_AXES[anatomical];
  const right = ownAxis(first, wanted.right);
  const down = ownAxis(first, wanted.down);
  const normal = cross(right, down);
  const along = dot(normal, readingDirection(anatomical)) < 0 ? negate(normal) : normal;
  const corners = volumeCorners(planes);
  const step = finerStepMm(first);
  const across = centres(corners, along, step);
  const middle = coveringPlane(corners, right, down, step, corners[0]!);
  const start = dot(middle.origin, along);
  return Array.from({ length: across.count }, (_, i) => ({
    ...middle,
    origin: moveAlong(middle.origin, along, across.first + i * step - start),
  }));
}

/** The plane through `point` facing along right x down that covers the whole volume, square pixels of the stack's in-plane step. */
export function obliquePlane(planes: readonly SlicePlane[], point: PatientPoint, right: Vec3, down: Vec3): SlicePlane {
  const first = planes[0];
  if (!first) throw new RangeError('no slices to cut through');
  const across = normalise(right);
  const normal = normalise(cross(across, down));
  return coveringPlane(volumeCorners(planes), across, cross(normal, across), finerStepMm(first), point);
}

/** How well three axes stand for left-right, front-back and head-feet. */
const likeness = ([x, y, z]: readonly [Vec3, Vec3, Vec3]): number => Math.abs(x.x) + Math.abs(y.y) + Math.abs(z.z);

/** The stack's axis standing for a patient axis, pointing the same way; the three axes stand for three different ones. */
function ownAxis(plane: SlicePlane, patientAxis: Vec3): Vec3 {
  const { right: r, down: d, normal: n } = plane;
  const orders: readonly (readonly [Vec3, Vec3, Vec3])[] = [
    [r, d, n],
    [r, n, d],
    [d, r, n],
    [d, n, r],
    [n, r, d],
    [n, d, r],
  ];
  const [x, y, z] = orders.reduce((best, order) => (likeness(order) > likeness(best) + 1e-9 ? order : best));
  const axis = { sagittal: x, coronal: y, axial: z }[anatomicalPlane(patientAxis)];
  return dot(axis, patientAxis) < 0 ? negate(axis) : axis;
}

/** The corners of the stack's volume: half a pixel around the images, half a step beyond the end slices. */
function volumeCorners(planes: readonly SlicePlane[]): readonly PatientPoint[] {
  const ends = [
    { plane: planes[0]!, next: planes[1] },
    { plane: planes.at(-1)!, next: planes.at(-2) },
  ];
  return ends.flatMap(({ plane, next }) =>
    [-0.5, plane.columns - 0.5].flatMap((column) =>
      [-0.5, plane.rows - 0.5].map((row) => {
        const beyondMm = next ? -signedDistanceMm(plane, next.origin) / 2 : 0;
        return moveAlong(pixelToPatient(plane, pixelPoint(column, row)), plane.normal, beyondMm);
      }),
    ),
  );
}

/** Pixel centres `step` apart that cover the corners' extent along an axis, the remainder left equally at both ends. */
function centres(corners: readonly PatientPoint[], axis: Vec3, step: number): { first: number; count: number } {
  const along = corners.map((corner) => dot(corner, axis));
  const low = Math.min(...along);
  const extent = Math.max(...along) - low;
  const count = Math.max(1, Math.round(extent / step));
  return { first: low + (extent - (count - 1) * step) / 2, count };
}

function coveringPlane(corners: readonly PatientPoint[], right: Vec3, down: Vec3, step: number, through: PatientPoint): SlicePlane {
  const normal = cross(right, down);
  const u = centres(corners, right, step);
  const v = centres(corners, down, step);
  const w = dot(through, normal);
  const at = (axis: 'x' | 'y' | 'z'): number => right[axis] * u.first + down[axis] * v.first + normal[axis] * w;
  const origin = patientPoint(at('x'), at('y'), at('z'));
  return { origin, right, down, normal, rows: v.count, columns: u.count, rowStepMm: step, columnStepMm: step };
}
