import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgeLetters, standardTurn, type AnatomicalPlane } from './orientation.ts';
import { patientToPixel, pixelToPatient, signedDistanceMm, type SlicePlane } from './plane.ts';
import { patientPoint, pixelPoint } from './points.ts';
import { obliquePlane, orthogonalReformat } from './reformat.ts';
import { reformatFitness } from './reformatFitness.ts';
import { splitByGeometry } from './stackOrder.ts';
import { anyPlane, anyPoint, anyStack, planeAround, realMissing, realSeries, shifted, stackFrom } from './testStacks.ts';
import { dot, length, subtract, vec3 } from './vector.ts';

const [L, P, F] = [vec3(1, 0, 0), vec3(0, 1, 0), vec3(0, 0, -1)];
const PLANES: readonly AnatomicalPlane[] = ['sagittal', 'axial', 'coronal'];
/** 15 sagittal slices every 4.8 mm from x = 33.6 to -33.6, 498 rows x 448 columns of 0.6 mm around (0, 20, 100). */
const sagittal = stackFrom(
  planeAround(patientPoint(33.6, 20, 100), P, F, { rows: 498, columns: 448, rowStepMm: 0.6, columnStepMm: 0.6 }),
  15,
  4.8,
);
const atSteps = (...positions: number[]): SlicePlane[] => positions.map((mm) => shifted(sagittal[0]!, mm));
const reasonOf = (planes: readonly (SlicePlane | undefined)[], stacks = 1): string => {
  const fitness = reformatFitness(planes, stacks);
  return fitness.fit ? 'fit' : fitness.reason;
};

describe('fitness', () => {
  test('an even stack is fit with its spacing from positions, either way round', () => {
    for (const stack of [sagittal, sagittal.toReversed()])
      expect(reformatFitness(stack, 1)).toEqual({ fit: true, spacingMm: expect.closeTo(4.8, 9), unevenShare: 0 });
    expect(reformatFitness(atSteps(0, 4, 8.1, 12, 16), 1)).toMatchObject({ fit: true, unevenShare: 0 });
  });
  test('uneven but without a hole is fit, and says how uneven', () => {
    expect(reformatFitness(atSteps(0, 4, 8, 13, 17, 21), 1)).toEqual({
      fit: true,
      spacingMm: expect.closeTo(4, 9),
      unevenShare: expect.closeTo(0.25, 9),
    });
  });
  test.each([
    ['blocks', sagittal, 5, 'this series holds 5 separate stacks of slices'],
    ['few', sagittal.slice(0, 4), 1, 'only 4 slices'],
    ['one', sagittal.slice(0, 1), 1, 'only 1 slice'],
    ['nothing', [], 1, 'its slices have no position'],
    ['lost position', [...sagittal, undefined], 1, '1 of its 16 slices have no position'],
    ['hole', atSteps(0, 4, 8, 16, 20, 24), 1, 'there is a gap of 8.0 mm between slices 4.0 mm apart'],
    ['repeated', atSteps(0, 4, 8, 8, 12, 16), 1, 'slices lie at the same position'],
    ['back and forth', atSteps(0, 4, 8, 5, 9, 13), 1, 'slices lie at the same position'],
    ['matrix', [...sagittal.slice(1), { ...sagittal[0]!, rows: 256 }], 1, 'its slices differ in matrix or pixel size'],
    ['pixel', [...sagittal.slice(1), { ...sagittal[0]!, rowStepMm: 0.61 }], 1, 'its slices differ in matrix or pixel size'],
  ] as const)('refused: %s', (_, planes, stacks, reason) => expect(reasonOf(planes, stacks)).toBe(reason));
  test('refused: tilted, turned and sheared slices', () => {
    const shape = { rows: 99, columns: 99, rowStepMm: 1, columnStepMm: 1 };
    const tilted = [0, 4, 8, 12, 16].map((x, i) => planeAround(patientPoint(x, 0, 0), vec3(0.004 * i, 1, 0), F, shape));
    expect(reasonOf(tilted)).toBe('its slices differ in angle by 0.9 degrees');
    const turned = [0, 4, 8, 12, 16].map((x, i) => planeAround(patientPoint(x, 0, 0), vec3(0, 1, 0.004 * i), F, shape));
    expect(reasonOf(turned)).toBe('its slices differ in angle by 0.9 degrees');
    const sheared = [0, 4, 8, 12, 16].map((x) => planeAround(patientPoint(x, x / 4, 0), P, F, shape));
    expect(reasonOf(sheared)).toBe('its slices are shifted sideways by 4.0 mm');
  });
});

describe('orthogonal planes', () => {
  test('coronal from sagittal: 448 planes front to back, 120 x 498 square pixels', () => {
    const planes = orthogonalReformat(sagittal, 'coronal');
    expect(planes).toHaveLength(448);
    expect(planes[0]).toMatchObject({ rows: 498, columns: 120, rowStepMm: 0.6, columnStepMm: 0.6 });
    // 72 mm wide: pixel centres from -35.7 to 35.7. Rows from 100 + 248.5 * 0.6 down. Columns of the source from 20 - 223.5 * 0.6.
    const { origin } = planes[0]!;
    expect([origin.x, origin.y, origin.z]).toEqual([expect.closeTo(-35.7, 9), expect.closeTo(-114.1, 9), expect.closeTo(249.1, 9)]);
    expect(planes.at(-1)!.origin.y).toBeCloseTo(154.1, 9);
    expect(edgeLetters(planes[0]!, standardTurn(planes[0]!))).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
  });
  test('axial from sagittal: 498 planes head to feet', () => {
    const planes = orthogonalReformat(sagittal, 'axial');
    expect(planes).toHaveLength(498);
    expect(planes[0]).toMatchObject({ rows: 448, columns: 120 });
    expect(planes[0]!.origin.z).toBeCloseTo(249.1, 9);
    expect(planes[1]!.origin.z).toBeCloseTo(248.5, 9);
  });
  test('no planes from less than two slices', () => {
    expect(orthogonalReformat([], 'axial')).toEqual([]);
    expect(orthogonalReformat(sagittal.slice(0, 1), 'axial')).toEqual([]);
  });
  const nearlyStraight = fc
    .tuple(
      anyPlane,
      anyPoint(0.25),
      anyPoint(0.25),
      fc.constantFrom([P, F], [L, P], [L, F], [F, P], [P, L]),
      fc.integer({ min: 2, max: 30 }),
    )
    .map(([{ origin, rows, columns, rowStepMm, columnStepMm }, a, b, [right, down], count]) =>
      stackFrom(
        planeAround(origin, vec3(right.x + a.x, right.y + a.y, right.z + a.z), vec3(down.x + b.x, down.y + b.y, down.z + b.z), {
          rows,
          columns,
          rowStepMm,
          columnStepMm,
        }),
        count,
        3,
      ),
    );
  test('stand upright as they are, one pixel apart, and cover every corner of the volume', () => {
    fc.assert(
      fc.property(nearlyStraight, fc.constantFrom(...PLANES), (stack, anatomical) => {
        const planes = orthogonalReformat(stack, anatomical);
        const [first] = planes;
        expect(standardTurn(first!)).toEqual({ transpose: false, mirrorX: false, mirrorY: false });
        const step = Math.min(stack[0]!.rowStepMm, stack[0]!.columnStepMm);
        const reading = { sagittal: L, axial: F, coronal: P }[anatomical];
        for (const [i, plane] of planes.slice(1).entries()) {
          const move = subtract(plane.origin, planes[i]!.origin);
          expect(length(move)).toBeCloseTo(step, 6);
          expect(dot(move, reading)).toBeGreaterThan(0);
        }
        for (const source of [stack[0]!, stack.at(-1)!])
          for (const column of [0, source.columns - 1])
            for (const row of [0, source.rows - 1]) {
              const corner = pixelToPatient(source, pixelPoint(column, row));
              const at = patientToPixel(first!, corner);
              expect(at.column).toBeGreaterThan(-1.01);
              expect(at.row).toBeGreaterThan(-1.01);
              expect(at.column).toBeLessThan(first!.columns + 0.01);
              expect(at.row).toBeLessThan(first!.rows + 0.01);
              const depths = planes.map((plane) => Math.abs(signedDistanceMm(plane, corner)));
              expect(Math.min(...depths)).toBeLessThan(1.01 * step);
            }
      }),
      { numRuns: 40 },
    );
  });
});

describe('oblique planes', () => {
  test('pass through the point and cover the volume', () => {
    fc.assert(
      fc.property(anyStack, anyPlane, anyPoint(40), (stack, { right, down }, point) => {
        const plane = obliquePlane(stack, point, right, down);
        expect(signedDistanceMm(plane, point)).toBeCloseTo(0, 6);
        expect(dot(plane.right, right)).toBeCloseTo(1, 9);
        expect(dot(plane.down, down)).toBeCloseTo(1, 9);
        for (const source of stack) {
          const { column, row } = patientToPixel(plane, source.origin);
          expect(column > -1 && column < plane.columns && row > -1 && row < plane.rows).toBe(true);
        }
      }),
    );
  });
});

describe.skipIf(realMissing)(`the real studies${realMissing ? ` (${realMissing})` : ''}`, () => {
  test.each([
    ['lumbar-hitachi-0.3t', '6', 4.5],
    ['lumbar-hitachi-0.3t', '12', 4.5],
    ['lumbar-toshiba-1.5t', '3001', 8],
    ['lumbar-toshiba-1.5t', '4001', 4.8],
    ['lumbar-toshiba-1.5t', '8002', 1.6],
  ] as const)('%s %s is fit, %f mm apart', (study, series, spacingMm) => {
    const planes = realSeries(study, series).map(({ plane }) => plane);
    const [stack = []] = splitByGeometry(planes);
    const ordered = stack.map((index) => planes[index]!);
    expect(reformatFitness(ordered, 1)).toEqual({ fit: true, spacingMm: expect.closeTo(spacingMm, 2), unevenShare: 0 });
  });
  test.each([
    ['lumbar-hitachi-0.3t', '8', 5],
    ['lumbar-toshiba-1.5t', '6001', 5],
    ['lumbar-toshiba-1.5t', '9003', 19],
  ] as const)('%s %s is refused: %i stacks', (study, series, count) => {
    const planes = realSeries(study, series).map(({ plane }) => plane);
    const stacks = splitByGeometry(planes);
    const first = stacks[0]!.map((index) => planes[index]!);
    expect(reasonOf(first, stacks.length)).toBe(`this series holds ${count} separate stacks of slices`);
    expect(reasonOf(first)).toMatch(/^only \d slices?$/);
  });
});
