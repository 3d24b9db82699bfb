/** Planted slices for tests: oblique stacks from random rotations, and the planes of the real studies as pydicom lists them. */
import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { planeFromDicom, type SlicePlane } from './plane.ts';
import { patientPoint, type PatientPoint, type Vec3 } from './points.ts';
import { cross, moveAlong, normalise, vec3 } from './vector.ts';

export type PlaneShape = { readonly rows: number; readonly columns: number; readonly rowStepMm: number; readonly columnStepMm: number };

/** A plane around its centre. `down` is made perpendicular to `right`. */
export function planeAround(centre: PatientPoint, right: Vec3, down: Vec3, shape: PlaneShape): SlicePlane {
  const r = normalise(right);
  const normal = normalise(cross(r, down));
  const d = cross(normal, r);
  const { rows, columns, rowStepMm, columnStepMm } = shape;
  const corner = moveAlong(moveAlong(centre, r, (-(columns - 1) / 2) * columnStepMm), d, (-(rows - 1) / 2) * rowStepMm);
  return { origin: corner, right: r, down: d, normal, ...shape };
}

/** The plane moved along its normal. */
export const shifted = (plane: SlicePlane, distanceMm: number): SlicePlane => ({
  ...plane,
  origin: moveAlong(plane.origin, plane.normal, distanceMm),
});

/** `count` slices from `first` on, one every `stepMm` along the normal. */
export const stackFrom = (first: SlicePlane, count: number, stepMm: number): SlicePlane[] =>
  Array.from({ length: count }, (_, i) => shifted(first, i * stepMm));

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

export const anyPoint = (withinMm: number): fc.Arbitrary<PatientPoint> =>
  fc.tuple(number(-withinMm, withinMm), number(-withinMm, withinMm), number(-withinMm, withinMm)).map(([x, y, z]) => patientPoint(x, y, z));

/** Any rotation, from a unit quaternion. */
const anyAxes: fc.Arbitrary<{ right: Vec3; down: Vec3 }> = fc
  .tuple(number(-1, 1), number(-1, 1), number(-1, 1), number(-1, 1))
  .filter((q) => Math.hypot(...q) > 0.1)
  .map((q) => {
    const size = Math.hypot(...q);
    const [w, x, y, z] = q.map((part) => part / size) as [number, number, number, number];
    return {
      right: vec3(1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
      down: vec3(2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
    };
  });

/** An oblique plane within 100 mm of the centre of the patient space, pixels not always square. */
export const anyPlane: fc.Arbitrary<SlicePlane> = fc
  .record({
    centre: anyPoint(100),
    axes: anyAxes,
    rows: fc.integer({ min: 8, max: 512 }),
    columns: fc.integer({ min: 8, max: 512 }),
    rowStepMm: number(0.2, 2),
    columnStepMm: number(0.2, 2),
  })
  .map(({ centre, axes, ...shape }) => planeAround(centre, axes.right, axes.down, shape));

/** An even oblique stack. */
export const anyStack: fc.Arbitrary<SlicePlane[]> = fc
  .tuple(anyPlane, fc.integer({ min: 1, max: 30 }), number(0.5, 8))
  .map(([first, count, stepMm]) => stackFrom(first, count, stepMm));

const listing = `${process.env['CONUS_DATA'] ?? '../shared/data'}/expected.csv`;
/** Why tests on the real studies are skipped; undefined when their listing is there. */
export const realMissing: string | undefined = existsSync(listing) ? undefined : `no real studies: ${listing} not found (set CONUS_DATA)`;

export type RealSlice = { readonly file: string; readonly plane: SlicePlane };

const numbers = (text: string): number[] => text.split('\\').map(Number);

/** The slices of one real series in the order of its files, from pydicom's reading of the headers. */
export function realSeries(study: 'lumbar-hitachi-0.3t' | 'lumbar-toshiba-1.5t', seriesNumber: string): RealSlice[] {
  const [head = '', ...lines] = readFileSync(listing, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.flatMap((line) => {
    // The columns needed stand before any that may hold a comma inside quotes.
    const cells = line.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    if (!cell('path').startsWith(study) || cell('SeriesNumber') !== seriesNumber) return [];
    const plane = planeFromDicom(
      numbers(cell('ImagePositionPatient')),
      numbers(cell('ImageOrientationPatient')),
      numbers(cell('PixelSpacing')),
      Number(cell('Rows')),
      Number(cell('Columns')),
    );
    return 'problem' in plane ? [] : [{ file: cell('path').split('/').at(-1) ?? '', plane }];
  });
}
