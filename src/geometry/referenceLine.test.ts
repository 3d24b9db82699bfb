import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipLineToRectangle } from './line.ts';
import { patientToPixel, pixelToPatient, rectangleContains, signedDistanceMm, type SlicePlane } from './plane.ts';
import { patientPoint, pixelPoint, type PatientPoint } from './points.ts';
import { referenceLine } from './referenceLine.ts';
import { anyPlane, planeAround, realMissing, realSeries } from './testStacks.ts';
import { acuteAngleDeg, length, moveAlong, normalise, subtract, vec3 } from './vector.ts';

const shape = { rows: 90, columns: 90, rowStepMm: 2, columnStepMm: 2 };
const at = (x: number, y: number, z: number) => patientPoint(x, y, z);
const [L, P, F] = [vec3(1, 0, 0), vec3(0, 1, 0), vec3(0, 0, -1)];
const sagittalAt = (x: number): SlicePlane => planeAround(at(x, 0, 0), P, F, shape);
const axialAt = (z: number, deg = 0): SlicePlane => {
  const a = (deg * Math.PI) / 180;
  return planeAround(at(0, 0, z), L, vec3(0, Math.cos(a), Math.sin(a)), shape);
};
/** Ends in order of y, rounded to a nanometre. */
const ends = (line: readonly PatientPoint[] | null) =>
  line?.map(({ x, y, z }) => [x, y, z].map((v) => Math.round(v * 1e6) / 1e6 + 0)).toSorted((a, b) => a[1]! - b[1]!) ?? null;

/** How far in mm a pixel coordinate lies beyond the image's edges; negative within. */
const beyond = (v: number, count: number, step: number) => Math.max(-0.5 - v, v - (count - 0.5)) * step;

describe('clipping a line', () => {
  const plane = axialAt(0);
  test('to the image with half a pixel around it', () => {
    expect(clipLineToRectangle(plane, at(0, 0, 0), L)).toEqual([-90, 90]);
    expect(clipLineToRectangle(plane, at(10, 85, 0), normalise(vec3(1, 1, 0)))?.map((t) => t / Math.SQRT2)).toEqual([
      expect.closeTo(-100, 9),
      expect.closeTo(5, 9),
    ]);
    expect(clipLineToRectangle(plane, at(0, 90.5, 0), L)).toBeNull();
    // Enters at the corner's left edge and leaves through the bottom, where y = 98 + x / 10 reaches 90.
    expect(clipLineToRectangle(plane, at(0, 98, 0), normalise(vec3(1, 0.1, 0)))?.map((t) => t / Math.sqrt(1.01))).toEqual([
      expect.closeTo(-90, 9),
      expect.closeTo(-80, 9),
    ]);
  });
  test('the tolerance moves the edge beside the line, not the ends of the line', () => {
    expect(clipLineToRectangle(plane, at(0, 93, 0), L, 4)).toEqual([-90, 90]);
    expect(clipLineToRectangle(plane, at(0, 95, 0), L, 4)).toBeNull();
    expect(clipLineToRectangle(plane, at(-93, 0, 0), P, 4)).toEqual([-90, 90]);
  });
});

describe('reference lines', () => {
  test('an axial slice crosses the sagittal one from front to back', () => {
    const expected = [
      [3, -90, 7],
      [3, 90, 7],
    ];
    expect(ends(referenceLine(sagittalAt(3), axialAt(7), 4))).toEqual(expected);
    expect(ends(referenceLine(axialAt(7), sagittalAt(3), 4))).toEqual(expected);
  });
  test('a smaller image draws a shorter line', () => {
    const small = planeAround(at(0, 10, 7), L, P, { ...shape, rows: 20 });
    expect(ends(referenceLine(sagittalAt(3), small, 4))).toEqual([
      [3, -10, 7],
      [3, 30, 7],
    ]);
  });
  test('a tilted slice keeps its own length, not that of the image below it', () => {
    const line = referenceLine(sagittalAt(0), axialAt(0, 30), 4)!;
    expect(length(subtract(line[1], line[0]))).toBeCloseTo(180, 9);
    expect(Math.abs(line[1].z - line[0].z)).toBeCloseTo(90, 9);
  });
  test('an edge slice within one thickness keeps its whole line', () => {
    expect(ends(referenceLine(sagittalAt(0), axialAt(93), 4))).toEqual([
      [0, -90, 93],
      [0, 90, 93],
    ]);
    expect(ends(referenceLine(axialAt(0), sagittalAt(93), 4))).toEqual([
      [93, -90, 0],
      [93, 90, 0],
    ]);
    expect(referenceLine(sagittalAt(0), axialAt(95), 4)).toBeNull();
    expect(referenceLine(sagittalAt(0), axialAt(91), 0)).toBeNull();
    const tilted = referenceLine(axialAt(0), planeAround(at(91, 0, 0), vec3(0.01, 1, 0), F, shape), 4)!;
    expect(length(subtract(tilted[1], tilted[0]))).toBeCloseTo(180, 1);
  });
  test('none within 10 degrees of parallel, nor between images that do not meet', () => {
    expect(referenceLine(axialAt(0), axialAt(0, 9.9), 4)).toBeNull();
    expect(referenceLine(axialAt(0), axialAt(0, 10.1), 4)).not.toBeNull();
    expect(referenceLine(axialAt(0), { ...axialAt(0, 0), normal: vec3(0, 0, -1) }, 4)).toBeNull();
    const elsewhere = planeAround(at(0, 300, 0), P, F, shape);
    expect(referenceLine(axialAt(0), elsewhere, 4)).toBeNull();
  });
});

describe('by property', () => {
  const crossing = fc
    .tuple(anyPlane, anyPlane, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .filter(([a, b]) => acuteAngleDeg(a.normal, b.normal) > 10.001)
    .map(([a, b, s, t]) => {
      // Move b so that a point of its image lies on a point of a's.
      const target = pixelToPatient(a, pixelPoint(s * (a.columns - 1), t * (a.rows - 1)));
      const from = pixelToPatient(b, pixelPoint(t * (b.columns - 1), s * (b.rows - 1)));
      const shift = subtract(target, from);
      return [a, { ...b, origin: moveAlong(b.origin, shift, 1) }] as const;
    });
  test('images that meet have a line; it lies on both and could not be longer', () => {
    fc.assert(
      fc.property(crossing, ([a, b]) => {
        const [start, end] = referenceLine(a, b, 0)!;
        const along = normalise(subtract(end, start));
        for (const plane of [a, b]) {
          expect(signedDistanceMm(plane, start)).toBeCloseTo(0, 6);
          expect(signedDistanceMm(plane, end)).toBeCloseTo(0, 6);
        }
        const onBoth = (p: PatientPoint) => rectangleContains(a, p) && rectangleContains(b, p);
        const inside = Math.min(1e-6, length(subtract(end, start)) / 2);
        expect(onBoth(moveAlong(start, along, inside))).toBe(true);
        expect(onBoth(moveAlong(end, along, -inside))).toBe(true);
        expect(onBoth(moveAlong(start, along, -1e-5))).toBe(false);
        expect(onBoth(moveAlong(end, along, 1e-5))).toBe(false);
      }),
    );
  });
  test('is the same line both ways, and never beyond the images by more than the thickness', () => {
    fc.assert(
      fc.property(anyPlane, anyPlane, fc.double({ min: 0, max: 8, noNaN: true }), (a, b, thickness) => {
        const one = referenceLine(a, b, thickness);
        const other = referenceLine(b, a, thickness);
        expect(one === null).toBe(other === null);
        if (!one || !other) return;
        const same = Math.min(length(subtract(one[0], other[1])), length(subtract(one[0], other[0])));
        expect(same).toBeLessThan(1e-5);
        for (const plane of [a, b]) {
          for (const p of one) {
            const { column, row } = patientToPixel(plane, p);
            expect(beyond(column, plane.columns, plane.columnStepMm)).toBeLessThan(thickness + 1e-6);
            expect(beyond(row, plane.rows, plane.rowStepMm)).toBeLessThan(thickness + 1e-6);
          }
        }
      }),
    );
  });
});

/** Expected ends found by walking down the axial image's columns and testing both rectangles, apart from this code. */
describe.skipIf(realMissing)(`the real studies${realMissing ? ` (${realMissing})` : ''}`, () => {
  test.each([
    ['lumbar-hitachi-0.3t', '6', 'D0000005', '8', 'D0000022', [-17.56, -76.93, 78.93], [-9.87, 202.83, 89.0]],
    ['lumbar-hitachi-0.3t', '6', 'D0000005', '8', 'D0000038', [-20.4, -53.0, -108.29], [-11.54, 209.02, -9.84]],
    ['lumbar-toshiba-1.5t', '4001', 'MR000013', '6001', 'MR000054', [-13.18, -18.64, -137.13], [-18.53, 175.27, -88.44]],
  ] as const)('%s: series %s %s cut by series %s %s', (study, sagittal, shown, axial, other, front, back) => {
    const planeOf = (series: string, name: string) => realSeries(study, series).find(({ file }) => file === name)!.plane;
    const found = ends(referenceLine(planeOf(sagittal, shown), planeOf(axial, other), 0))!;
    for (const [i, expected] of [front, back].entries())
      for (const k of [0, 1, 2]) expect(Math.abs(found[i]![k]! - expected[k]!)).toBeLessThan(0.03);
  });
});
