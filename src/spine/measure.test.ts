/** Truth is construction: points are placed at known millimetres on oblique planes whose pixels are not square. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planeAround, anyPlane } from '#geometry/testStacks.ts';
import { patientPoint, pixelPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import type { AnnotationKind } from './annotation.ts';
import { measure } from './measure.ts';
import { valueText, type MeasuredRow } from './measurement.ts';
import { BY_ONE_CLICK } from './regionGrow.ts';
import { drawnAt, drawnInMm, NOTHING_KNOWN } from './testAnnotations.ts';

type Places = readonly (readonly [number, number])[];
const SHAPE = { rows: 320, columns: 280, rowStepMm: 0.9, columnStepMm: 0.55 };
/** Sagittal, tilted by 20 and 10 degrees or so: rows run to the back, columns to the feet. */
const SAGITTAL = planeAround(patientPoint(5, -20, 40), vec3(0.17, 1, 0.1), vec3(0.05, 0.2, -1), SHAPE);
const AXIAL = planeAround(patientPoint(0, 0, 0), vec3(1, 0, 0), vec3(0, 1, 0), SHAPE);

const valuesOf = (kind: AnnotationKind, places: Places, plane = SAGITTAL) =>
  Object.fromEntries(measure(drawnInMm(kind, plane, places), NOTHING_KNOWN).rows.map((row): [string, MeasuredRow] => [row.label, row]));
const first = (kind: AnnotationKind, places: Places, plane = SAGITTAL): MeasuredRow =>
  measure(drawnInMm(kind, plane, places), NOTHING_KNOWN).rows[0]!;
/** A point at a distance and a direction (degrees from the row's direction, turning down). */
const polar = (fromX: number, fromY: number, sizeMm: number, deg: number): readonly [number, number] => [
  fromX + sizeMm * Math.cos((deg * Math.PI) / 180),
  fromY + sizeMm * Math.sin((deg * Math.PI) / 180),
];

describe('lengths within 0.1 mm and angles within 0.1 degree of construction', () => {
  const place = fc.tuple(fc.double({ min: -60, max: 60, noNaN: true }), fc.double({ min: -60, max: 60, noNaN: true }));
  const sizeMm = fc.double({ min: 1, max: 90, noNaN: true });
  const deg = fc.double({ min: -180, max: 180, noNaN: true });

  test('length, on any plane', () => {
    fc.assert(
      fc.property(anyPlane, place, sizeMm, deg, (plane, [x, y], size, direction) => {
        for (const kind of ['length', 'canalAp', 'lateralRecess'] as const) {
          const { value, unit } = first(kind, [[x, y], polar(x, y, size, direction)], plane);
          expect(Math.abs(value - size)).toBeLessThan(0.1);
          expect(unit).toBe('mm');
        }
      }),
    );
  });

  test('angle, on any plane', () => {
    fc.assert(
      fc.property(
        anyPlane,
        place,
        sizeMm,
        sizeMm,
        deg,
        fc.double({ min: 0, max: 180, noNaN: true }),
        (plane, [x, y], a, b, start, angle) => {
          const { value } = first('angle', [polar(x, y, a, start), [x, y], polar(x, y, b, start + angle)], plane);
          expect(Math.abs(value - angle)).toBeLessThan(0.1);
        },
      ),
    );
  });

  test('Cobb angle, whichever way the lines were drawn', () => {
    fc.assert(
      fc.property(anyPlane, fc.double({ min: 0, max: 80, noNaN: true }), fc.boolean(), fc.boolean(), (plane, angle, turnA, turnB) => {
        const upper = [polar(0, -60, -20, angle / 2), polar(0, -60, 20, angle / 2)];
        const lower = [polar(0, 60, -20, -angle / 2), polar(0, 60, 20, -angle / 2)];
        const places = [...(turnA ? upper.toReversed() : upper), ...(turnB ? lower.toReversed() : lower)];
        expect(Math.abs(first('cobb', places, plane).value - angle)).toBeLessThan(0.1);
      }),
    );
  });

  test('lordosis opens to the front; kyphosis is negative', () => {
    // Anterior is at the left. The upper endplate falls to the back by 20 degrees, the lower one rises by 25.
    const places: Places = [polar(-15, -50, 0, 0), polar(-15, -50, 30, 20), polar(-15, 50, 0, 0), polar(-15, 50, 30, -25)];
    expect(first('lordosis', places).value).toBeCloseTo(45, 1);
    const kyphosis: Places = [polar(-15, -50, 0, 0), polar(-15, -50, 30, -4), polar(-15, 50, 0, 0), polar(-15, 50, 30, 3)];
    expect(first('segmentalAngle', kyphosis).value).toBeCloseTo(-7, 1);
  });
});

describe('areas within 0.5 %', () => {
  test('an ellipse of 12 x 8 mm half axes is pi a b, at any turn', () => {
    fc.assert(
      fc.property(anyPlane, fc.double({ min: 0, max: 180, noNaN: true }), (plane, deg) => {
        const ends = [polar(0, 0, -12, deg), polar(0, 0, 12, deg), polar(0, 0, -8, deg + 90), polar(0, 0, 8, deg + 90)];
        expect(Math.abs(first('ellipse', ends, plane).value / (Math.PI * 96) - 1)).toBeLessThan(0.005);
      }),
    );
  });

  test('polygons: a square of 10 mm, an L, a circle of 200 corners', () => {
    const square: Places = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    const ell: Places = [
      [0, 0],
      [20, 0],
      [20, 5],
      [5, 5],
      [5, 15],
      [0, 15],
    ];
    const circle = Array.from({ length: 200 }, (_, i) => polar(3, 4, 9, i * 1.8));
    for (const kind of ['freehand', 'sacArea'] as const) {
      expect(first(kind, square, AXIAL)).toMatchObject({ value: expect.closeTo(100, 6), unit: 'mm²' });
      expect(first(kind, ell).value).toBeCloseTo(20 * 5 + 5 * 10, 6);
      expect(Math.abs(first(kind, circle).value / (Math.PI * 81) - 1)).toBeLessThan(0.005);
    }
    expect(valuesOf('freehand', square)['Perimeter']!.value).toBeCloseTo(40, 6);
  });

  test('an outline that crosses itself says so', () => {
    const bow: Places = [
      [0, 0],
      [10, 10],
      [10, 0],
      [0, 10],
    ];
    expect(measure(drawnInMm('freehand', AXIAL, bow), NOTHING_KNOWN).warnings).toEqual([expect.stringContaining('crosses itself')]);
    const plain: Places = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    expect(measure(drawnInMm('freehand', AXIAL, plain), NOTHING_KNOWN).warnings).toEqual([]);
  });
});

describe('numbers do not depend on where the image lies in the patient', () => {
  const kinds = { slip: 4, discHeight: 6, vertebralHeight: 6, bidirectional: 4, ellipse: 4, lordosis: 4, freehand: 7, angle: 3 } as const;
  test.each(Object.entries(kinds))('%s', (kind, count) => {
    const places = fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })), {
      minLength: count,
      maxLength: count,
    });
    fc.assert(
      fc.property(anyPlane, anyPlane, places, (one, other, points) => {
        const [a, b] = [one, other].map((plane) => measure(drawnInMm(kind as AnnotationKind, plane, points), NOTHING_KNOWN).rows);
        a!.forEach((row, index) =>
          expect(Math.abs(Math.abs(row.value) - Math.abs(b![index]!.value))).toBeLessThan(1e-3 * Math.max(1, Math.abs(row.value))),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('composed measurements, worked by hand', () => {
  test('a slip of 6 mm on an endplate of 30 mm is 20 %, Meyerding I, anterior', () => {
    const places: Places = [
      [-21, 0],
      [9, 0],
      [-15, 10],
      [15, 10],
    ];
    const { rows, grade } = measure(drawnInMm('slip', SAGITTAL, places), NOTHING_KNOWN);
    expect(rows.map(({ label, value, unit }) => [label, Number(value.toFixed(3)), unit])).toEqual([
      ['Slip', 6, 'mm'],
      ['Of endplate', 20, '%'],
      ['Endplate depth', 30, 'mm'],
    ]);
    expect(grade).toBe('Meyerding I, anterior');
  });
  test.each([
    [7.4, 'Meyerding I, anterior'],
    [7.6, 'Meyerding II, anterior'],
    [-15.1, 'Meyerding III, posterior'],
    [30, 'Meyerding IV, anterior'],
    [30.2, 'Meyerding V, anterior'],
    [0.1, null],
  ])('a slip of %f mm on 30 mm: %s', (offset, grade) => {
    const places: Places = [
      [-15 - offset, 0],
      [15 - offset, 0],
      [-15, 10],
      [15, 10],
    ];
    expect(measure(drawnInMm('slip', SAGITTAL, places), NOTHING_KNOWN).grade).toBe(grade);
  });

  test('disc height: three heights, their mean over the depth of the endplates', () => {
    const rows = valuesOf('discHeight', [
      [-17, 0],
      [-17, 12],
      [0, -1],
      [0, 10],
      [17, 0],
      [17, 7],
    ]);
    expect(rows['Mean height']!.value).toBeCloseTo(10, 6);
    expect([rows['Anterior']!.value, rows['Middle']!.value, rows['Posterior']!.value].map((value) => value.toFixed(3))).toEqual([
      '12.000',
      '11.000',
      '7.000',
    ]);
    expect(rows['Height index']!.value).toBeCloseTo(10 / ((34 + Math.hypot(34, 5)) / 2), 6);
  });

  test('height loss: own posterior height without neighbours, their mean with them', () => {
    const body = (top: number, anterior: number, middle: number, posterior: number): Places => [
      [-17, top],
      [-17, top + anterior],
      [0, top],
      [0, top + middle],
      [17, top],
      [17, top + posterior],
    ];
    const broken = drawnInMm('vertebralHeight', SAGITTAL, body(0, 18, 24, 28), 'L1');
    const alone = measure(broken, NOTHING_KNOWN);
    expect(alone.rows[0]!.value).toBeCloseTo((1 - 18 / 28) * 100, 6);
    expect(alone.grade).toBe('Genant 2, wedge');
    expect(alone.warnings).toEqual([expect.stringContaining('Measure a neighbour')]);
    const above = drawnInMm('vertebralHeight', SAGITTAL, body(-38, 27, 26, 28), 'T12');
    const below = drawnInMm('vertebralHeight', SAGITTAL, body(38, 29, 28, 30), 'L2');
    const beside = measure(broken, { ...NOTHING_KNOWN, all: [broken, above, below] });
    expect(beside.rows[0]!.value).toBeCloseTo((1 - 18 / 28) * 100, 6);
    expect(beside.warnings).toEqual([]);
    const crush = drawnInMm('vertebralHeight', SAGITTAL, body(0, 24, 23, 17), 'L1');
    expect(measure(crush, { ...NOTHING_KNOWN, all: [crush, above, below] }).grade).toBe('Genant 3, crush');
  });

  test('signal ratio from the values taken when drawn; without them it says why', () => {
    const drawn = drawnInMm(
      'signalRatio',
      SAGITTAL,
      Array.from({ length: 8 }, (_, i): [number, number] => [i, i]),
    );
    const region = (mean: number) => ({ mean, deviation: 1, count: 40 });
    const { rows } = measure({ ...drawn, values: [region(310), region(500)] }, { ...NOTHING_KNOWN, weighting: 'T2' });
    expect(rows[0]).toEqual({ label: 'Nucleus to CSF', value: 0.62, unit: 'ratio' });
    expect(measure(drawn, NOTHING_KNOWN)).toMatchObject({ rows: [], warnings: [expect.stringContaining('No pixel values')] });
    expect(measure({ ...drawn, values: [region(1), region(2)] }, { ...NOTHING_KNOWN, weighting: 'T1' }).warnings[0]).toMatch(/T2.*T1/);
  });

  test('the conus is read against the labels', () => {
    const conus = drawnInMm('conusLevel', SAGITTAL, [[0, 0]]);
    expect(measure(conus, { ...NOTHING_KNOWN, level: 'L1/2 disc' })).toMatchObject({ grade: 'L1/2 disc', warnings: [] });
    expect(measure(conus, NOTHING_KNOWN)).toMatchObject({ grade: null, warnings: [expect.stringContaining('Label the levels')] });
  });
});

describe('warnings where the plane or the image makes a number unfit', () => {
  const sac = drawnInMm('sacArea', AXIAL, [
    [0, 0],
    [12, 0],
    [12, 10],
    [0, 10],
  ]);
  const tilted = (deg: number) => vec3(0, Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180));

  test('a sac area oblique to the canal by more than 15 degrees', () => {
    expect(measure(sac, { ...NOTHING_KNOWN, canal: tilted(14) }).warnings).toEqual([]);
    expect(measure(sac, { ...NOTHING_KNOWN, canal: tilted(22) }).warnings).toEqual([expect.stringContaining('22° oblique to the canal')]);
    expect(measure(sac, NOTHING_KNOWN).warnings).toEqual([]);
  });
  test('a canal diameter: what counts is the line, on either plane', () => {
    const plumb = planeAround(patientPoint(0, 0, 0), vec3(0, 1, 0), vec3(0, 0, -1), SHAPE);
    const slanted = drawnInMm('canalAp', plumb, [[0, 0], polar(0, 0, 15, 25)]);
    expect(measure(slanted, { ...NOTHING_KNOWN, canal: tilted(0) }).warnings).toEqual([expect.stringContaining('25° oblique')]);
    const level = drawnInMm('canalAp', plumb, [
      [0, 0],
      [15, 0],
    ]);
    expect(measure(level, { ...NOTHING_KNOWN, canal: tilted(0) }).warnings).toEqual([]);
  });
  test('lordosis on an axial plane, an area on a sagittal one', () => {
    const lines: Places = [
      [0, 0],
      [20, 0],
      [0, 30],
      [20, 30],
    ];
    expect(measure(drawnInMm('lordosis', AXIAL, lines), NOTHING_KNOWN).warnings).toEqual([
      'Drawn on an axial plane, but defined on sagittal planes.',
    ]);
    expect(
      measure(
        drawnInMm('sacArea', SAGITTAL, [
          [0, 0],
          [9, 0],
          [0, 9],
        ]),
        NOTHING_KNOWN,
      ).warnings[0],
    ).toMatch(/sagittal plane, but defined on axial/);
    expect(measure(drawnInMm('lordosis', SAGITTAL, lines), NOTHING_KNOWN).warnings).toEqual([]);
  });
  test('an outline found from one click warns until the reader has shaped or named it', () => {
    expect(measure({ ...sac, text: BY_ONE_CLICK }, NOTHING_KNOWN).warnings).toEqual([expect.stringContaining('roots at its edge')]);
    expect(measure({ ...sac, text: 'L4/5' }, NOTHING_KNOWN).warnings).toEqual([]);
  });
  test('without spacing lengths are pixels, never millimetres, and no range is shown', () => {
    const drawn = drawnAt('canalAp', null, [pixelPoint(10, 10), pixelPoint(13, 14)]);
    const blind = measure(drawn, NOTHING_KNOWN);
    expect(blind.rows.map(valueText)).toEqual(['5.0 px']);
    expect(blind.reference).toBeNull();
    expect(blind.warnings).toEqual([expect.stringContaining('no pixel spacing')]);
    const scaled = measure(drawn, { ...NOTHING_KNOWN, spacingMm: [2, 1] });
    expect(scaled.rows[0]).toMatchObject({ value: Math.hypot(3, 8), unit: 'mm' });
    expect(scaled.reference).not.toBeNull();
  });
  test('on a reconstruction, and off one slice', () => {
    expect(measure({ ...sac, on: { ...sac.on, sliceId: null } }, NOTHING_KNOWN).warnings).toEqual(['Measured on a reconstructed plane.']);
    const apart = { ...sac, on: { ...sac.on, plane: { ...AXIAL, origin: patientPoint(0, 0, 4) } } };
    expect(measure(apart, NOTHING_KNOWN).warnings).toEqual(['The points do not lie on one slice.']);
  });
});

test('numbers are written with their units, and no minus before a zero', () => {
  expect(valueText({ value: 12.44, unit: 'mm' })).toBe('12.4 mm');
  expect(valueText({ value: -0.04, unit: 'mm' })).toBe('0.0 mm');
  expect(valueText({ value: 30.96, unit: '°' })).toBe('31.0°');
  expect(valueText({ value: 148.4, unit: 'mm²' })).toBe('148 mm²');
  expect(valueText({ value: 0.6249, unit: 'ratio' })).toBe('0.62');
});
