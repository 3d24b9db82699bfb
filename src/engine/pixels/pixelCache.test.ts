import { expect, test } from 'vitest';
import type { SliceId } from '#dicom/study.ts';
import { squareFrame } from '#engine/testSlices.ts';
import { createPixelCache } from './pixelCache.ts';

const id = (n: number) => `${n}` as SliceId;
/** Eight bytes. */
const frame = () => squareFrame(Int16Array.of(1, 2, 3, 4));

test('the longest unused slice makes room, and counts are kept', () => {
  const cache = createPixelCache(24, () => false);
  for (const n of [1, 2, 3]) cache.put(id(n), frame());
  cache.get(id(1));
  cache.put(id(4), frame());
  expect([1, 2, 3, 4].map((n) => cache.has(id(n)))).toEqual([true, false, true, true]);
  expect(cache.bytes()).toBe(24);
  cache.put(id(4), frame());
  expect(cache.bytes()).toBe(24);
});

test('what is on the screen stays, even beyond the cap', () => {
  const cache = createPixelCache(8, (which) => which !== id(3));
  for (const n of [1, 2, 3, 4]) cache.put(id(n), frame());
  expect([1, 2, 3, 4].map((n) => cache.has(id(n)))).toEqual([true, true, false, true]);
});

test('failures are remembered at no cost until forgotten', () => {
  const cache = createPixelCache(8, () => false);
  cache.put(id(1), { problem: 'cut short' });
  cache.put(id(2), frame());
  cache.put(id(3), frame());
  expect(cache.get(id(1))).toEqual({ problem: 'cut short' });
  cache.forget(id(1));
  expect(cache.has(id(1))).toBe(false);
  cache.clear();
  expect(cache.bytes()).toBe(0);
});
