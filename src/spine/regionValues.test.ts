import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelPoint } from '#geometry/points.ts';
import { regionsOf, regionValues } from './regionValues.ts';

const image = (rows: number, columns: number, value: (column: number, row: number) => number) => ({
  rows,
  columns,
  values: Float32Array.from({ length: rows * columns }, (_, at) => value(at % columns, Math.floor(at / columns))),
});

test('a rectangle takes the pixels whose centres it holds: worked by hand', () => {
  // Columns 2..4 and rows 1..2: values column + 10 * row.
  const region = [pixelPoint(1.5, 0.6), pixelPoint(4.4, 0.6), pixelPoint(4.4, 2.4), pixelPoint(1.5, 2.4)];
  const { mean, deviation, count } = regionValues(
    region,
    image(5, 8, (column, row) => column + 10 * row),
  );
  expect(count).toBe(6);
  expect(mean).toBeCloseTo(18, 10);
  expect(deviation).toBeCloseTo(Math.sqrt((2 * (1 + 0 + 1) + 6 * 25) / 6), 10);
});

test('a region beside the image has no pixels', () => {
  expect(
    regionValues(
      [pixelPoint(-9, -9), pixelPoint(-2, -9), pixelPoint(-2, -2)],
      image(4, 4, () => 7),
    ),
  ).toEqual({ mean: 0, deviation: 0, count: 0 });
});

test('an ellipse counts the pixels that the equation of the ellipse counts', () => {
  const inside = (column: number, row: number) => ((column - 20) / 12.3) ** 2 + ((row - 15) / 7.7) ** 2 <= 1;
  const [outline] = regionsOf('ellipse', [pixelPoint(7.7, 15), pixelPoint(32.3, 15), pixelPoint(20, 7.3), pixelPoint(20, 22.7)]);
  const all = image(30, 40, () => 1);
  const expected = all.values.filter((_, at) => inside(at % 40, Math.floor(at / 40))).length;
  expect(Math.abs(regionValues(outline!, all).count - expected)).toBeLessThanOrEqual(2);
});

test('two ellipses for a signal ratio, none for a length', () => {
  const points = Array.from({ length: 8 }, (_, i) => pixelPoint(i, i * 2));
  expect(regionsOf('signalRatio', points)).toHaveLength(2);
  expect(regionsOf('length', points.slice(0, 2))).toEqual([]);
});

test('the mean lies between the least and the greatest value, and moving the outline by whole pixels moves what it takes', () => {
  // Off the grid by amounts that keep corners and edges away from pixel centres, where rounding would decide.
  const off = (by: number) => fc.integer({ min: 16, max: 160 }).map((eighths) => eighths / 8 + by);
  const corner = fc.tuple(off(0.0311), off(0.0137));
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), (corners) => {
      const outline = corners.map(([column, row]) => pixelPoint(column, row));
      const moved = corners.map(([column, row]) => pixelPoint(column + 5, row + 3));
      const here = regionValues(
        outline,
        image(30, 30, (column, row) => (column * 7 + row * 13) % 29),
      );
      const there = regionValues(
        moved,
        image(30, 30, (column, row) => ((((column - 5) * 7 + (row - 3) * 13) % 29) + 29) % 29),
      );
      expect(there.count).toBe(here.count);
      expect(there.mean).toBeCloseTo(here.mean, 6);
      expect(here.mean).toBeGreaterThanOrEqual(0);
      expect(here.mean).toBeLessThanOrEqual(28);
    }),
  );
});
