import { expect, test } from 'vitest';
import { median, percentile, randomFrom, table } from './figures.ts';

test('percentiles interpolate between ranks, whatever the order', () => {
  // 1..11: numpy.percentile gives 6 and 10.5.
  const values = [11, 3, 5, 7, 9, 1, 2, 4, 6, 8, 10];
  expect(median(values)).toBe(6);
  expect(percentile(values, 0.95)).toBeCloseTo(10.5, 12);
  expect(percentile([], 0.5)).toBeNaN();
});

test('the table says what was reached and what was not', () => {
  const rows = table([
    { name: 'first image', unit: 'ms', values: [250, 240, 400], atMost: 300 },
    { name: 'heap', unit: 'MB', values: [31.26], atMost: 20 },
    { name: 'nothing measured', unit: 'ms', values: [], atMost: 20 },
  ]);
  expect(rows.split('\n').map((row) => row.trim().split(/ {2,}/))).toEqual([
    ['figure', 'median', 'min .. max', 'asked, at most', 'reached'],
    ['-'.repeat(16), '-'.repeat(7), '-'.repeat(10), '-'.repeat(14), '-'.repeat(7)],
    ['first image', '250 ms', '240 .. 400', '300 ms', 'yes'],
    ['heap', '31.3 MB', '20 MB', 'no'],
    ['nothing measured', '- ms', '20 ms', 'no'],
  ]);
});

test('the same seed tells the same run', () => {
  const draw = (seed: number): number[] => Array.from({ length: 4 }, randomFrom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
});
