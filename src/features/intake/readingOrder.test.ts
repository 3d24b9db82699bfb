import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readingOrder, strideOrder } from './readingOrder.ts';

test('strides halve: ends, middle, quarters, eighths', () => {
  expect(strideOrder(8)).toEqual([0, 4, 2, 6, 1, 3, 5, 7]);
  expect(strideOrder(5)).toEqual([0, 4, 2, 1, 3]);
  expect(strideOrder(1)).toEqual([0]);
  expect(strideOrder(0)).toEqual([]);
});

test('every position comes once, whatever the length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (length) => {
      expect(strideOrder(length).toSorted((a, b) => a - b)).toEqual(Array.from({ length }, (_, at) => at));
    }),
    { numRuns: 100 },
  );
});

test('six series in one folder are all met within the first 24 of 112 files', () => {
  const lengths = [5, 15, 15, 19, 39, 19];
  const files = lengths
    .flatMap((length, series) => Array.from({ length }, () => series))
    .map((series, at) => ({ path: `a/IM${String(at).padStart(6, '0')}`, series }));
  expect(
    new Set(
      readingOrder(files)
        .slice(0, 24)
        .map(({ series }) => series),
    ).size,
  ).toBe(6);
  expect(new Set(files.slice(0, 24).map(({ series }) => series)).size).toBe(3);
});

test('folders take turns, and the order in which files were found does not matter', () => {
  const files = ['s2/b', 's1/a', 's1/b', 's1/c', 's2/a', 'loose'].map((path) => ({ path }));
  const expected = ['loose', 's1/a', 's2/a', 's1/c', 's2/b', 's1/b'];
  expect(readingOrder(files).map(({ path }) => path)).toEqual(expected);
  expect(readingOrder(files.toReversed()).map(({ path }) => path)).toEqual(expected);
});

test('nothing is lost or doubled', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ path: fc.stringMatching(/^[ab/]{0,6}$/), id: fc.nat() })), (files) => {
      const order = readingOrder(files);
      expect(order).toHaveLength(files.length);
      expect(new Set(order)).toEqual(new Set(files));
    }),
  );
});
