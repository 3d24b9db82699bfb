import { expect, test } from 'vitest';
import { frameOf, type StoredValues } from '#engine/decode/decodedFrame.ts';
import type { PictureImage } from '#engine/surface.ts';
import { paintPixels } from './paintPixels.ts';

const picture = (values: StoredValues, over: Partial<PictureImage> = {}, samples: 1 | 3 = 1): PictureImage => ({
  key: 'k',
  frame: frameOf(values, 1, values.length / samples, samples),
  rescale: { slope: 1, intercept: 0 },
  photometric: 'MONOCHROME2',
  ...over,
});

/** [red, green, blue, alpha] of every pixel, as a canvas reads them. */
function painted(image: PictureImage, window = { center: 50, width: 101 }, invert = false): number[][] {
  const target = new Uint32Array(image.frame.columns);
  paintPixels(image, window, invert, target);
  const bytes = new Uint8ClampedArray(target.buffer);
  return Array.from(target, (_, i) => [...bytes.subarray(4 * i, 4 * i + 4)]);
}
const greys = (...args: Parameters<typeof painted>): (number | undefined)[] => painted(...args).map(([red]) => red);

// PS3.3 C.11.2.1.2.1 with c = 50, w = 101: y = ((x - 49.5) / 100 + 0.5) * 255, so -0.5 -> 0, 49.5 -> 127.5, 99.5 -> 255.
test('a window runs from black to white in output values', () => {
  expect(painted(picture(Int16Array.of(-900, 0, 49, 50, 99, 100, 3000)))).toEqual(
    [0, 1, 126, 129, 254, 255, 255].map((grey) => [grey, grey, grey, 255]),
  );
});

test('rescale comes before the window, negative stored values included', () => {
  const image = picture(Int16Array.of(-500, -475, -450), { rescale: { slope: 2, intercept: 1000 } });
  expect(greys(image)).toEqual([1, 129, 255]);
});

test('MONOCHROME1 shows low values white, and inverted shows them black again', () => {
  const image = picture(Uint16Array.of(0, 50, 100), { photometric: 'MONOCHROME1' });
  expect(greys(image)).toEqual([254, 126, 0]);
  expect(greys(image, undefined, true)).toEqual([1, 129, 255]);
  expect(greys(picture(Uint16Array.of(0, 50, 100)), undefined, true)).toEqual([254, 126, 0]);
});

test('32-bit and fractional values are painted like the same 16-bit values', () => {
  const expected = greys(picture(Int16Array.of(-900, 0, 50, 100)));
  expect(greys(picture(Int32Array.of(-900, 0, 50, 100)))).toEqual(expected);
  expect(greys(picture(Int32Array.of(-2_000_000, 0, 50, 2_000_000)))).toEqual(expected);
  expect(greys(picture(Float32Array.of(-900, 0, 50, 100)))).toEqual(expected);
});

test('colour passes through whatever the window, and inverts', () => {
  const image = picture(Uint8Array.of(255, 0, 10, 1, 2, 3), {}, 3);
  expect(painted(image)).toEqual([
    [255, 0, 10, 255],
    [1, 2, 3, 255],
  ]);
  expect(painted(image, undefined, true)[0]).toEqual([0, 255, 245, 255]);
});
