import { expect, test } from 'vitest';
import { defaultWindow, isUsable } from './defaultWindow.ts';
import { frameOf } from './decode/decodedFrame.ts';
import type { PictureImage } from './surface.ts';

/** Stored 0..1000 in equal numbers, output -1000..1000. */
const image: PictureImage = {
  key: 'k',
  frame: frameOf(
    Int16Array.from({ length: 1001 }, (_, i) => i),
    1,
    1001,
    1,
  ),
  rescale: { slope: 2, intercept: -1000 },
  photometric: 'MONOCHROME2',
};

test('the header speaks first', () => {
  expect(defaultWindow(image, { center: 40, width: 400 })).toEqual({ center: 40, width: 400 });
});

test('a header window that shows none of the values is of no use', () => {
  expect(isUsable(undefined, image)).toBe(false);
  expect(isUsable({ center: 0, width: 0 }, image)).toBe(false);
  expect(isUsable({ center: Number.NaN, width: 100 }, image)).toBe(false);
  expect(isUsable({ center: 5000, width: 100 }, image)).toBe(false);
  expect(isUsable({ center: -1040, width: 100 }, image)).toBe(true);
});

test('without one, the 1st to 99th percentile in output values', () => {
  // 11 of 1001 values are at most stored 10 (1.1 %), 991 at most stored 990 (99.0 %): output -980 and 980.
  const { center, width } = defaultWindow(image, undefined);
  expect(center - 0.5 - (width - 1) / 2).toBe(-980);
  expect(center - 0.5 + (width - 1) / 2).toBe(980);
});
