import { expect, test } from 'vitest';
import { planeFromDicom } from '#geometry/plane.ts';
import type { SliceId } from '#dicom/study.ts';
import type { DecodedFrame, Problem } from '#engine/decode/decodedFrame.ts';
import { squareFrame, testSlice, testStack } from '#engine/testSlices.ts';
import { createPixelCache } from './pixelCache.ts';
import { createReformats, type Reformat } from './reformats.ts';

/** Axial row through the middle of the first image row's centres: one pixel per slice at x = 0, 1, 2 and one in between at 0.5, 1.5. */
const plane = planeFromDicom([0, 0, 0], [1, 0, 0, 0, 1, 0], [1, 0.5], 1, 5);
if ('problem' in plane) throw new Error(plane.problem);

function made(outcomes: readonly (DecodedFrame | Problem)[], traits: Parameters<typeof testSlice>[1][] = []) {
  const slices = outcomes.map((_, n) => testSlice(n, traits[n]));
  const cache = createPixelCache(1e6, () => false);
  outcomes.forEach((outcome, n) => cache.put(`${n}` as SliceId, outcome));
  const reformats = createReformats(cache);
  const picture: Reformat = { kind: 'reformat', stack: testStack(slices), plane: plane as Reformat['plane'], key: 'r' };
  const image = reformats.make(picture);
  return { image, found: reformats.find(picture) };
}
const flat = (value: number) => squareFrame(Int16Array.of(value, value, value, value));
const output = (image: ReturnType<typeof made>['image']): number[] => {
  if ('problem' in image) throw new Error(image.problem);
  return Array.from(image.frame.values, (stored) => stored * image.rescale.slope + image.rescale.intercept);
};

test('values between slices are interpolated, and the image is kept', () => {
  const { image, found } = made([flat(-100), flat(0), flat(300)]);
  expect(output(image)).toEqual([-100, -50, 0, 150, 300]);
  expect(found).toBe(image);
});

test('slices scaled one by one meet in output values', () => {
  const scaled = [
    { rescale: { slope: 1, intercept: 0 } },
    { rescale: { slope: 10, intercept: 5 } },
    { rescale: { slope: 0.5, intercept: 0 } },
  ];
  expect(output(made([flat(0), flat(10), flat(10)], scaled).image)).toEqual([0, 52.5, 105, 55, 5]);
});

test('slices of one scale keep it', () => {
  const rescale = { slope: 2, intercept: -10 };
  const { image } = made([flat(0), flat(10), flat(20)], [{ rescale }, { rescale }, { rescale }]);
  expect(output(image)).toEqual([-10, 0, 10, 20, 30]);
  expect('rescale' in image && image.rescale).toEqual(rescale);
});

test('a failed slice leaves ground where it was needed, and is named', () => {
  const { image } = made([flat(100), flat(200), { problem: 'cut short' }]);
  expect(output(image)).toEqual([100, 150, 200, 100, 100]);
  expect('gaps' in image && image.gaps).toEqual(['2']);
});

test('ground is dark in MONOCHROME1 too', () => {
  const photometric = 'MONOCHROME1';
  const { image } = made([flat(100), flat(200), { problem: 'cut short' }], [{ photometric }, { photometric }, { photometric }]);
  expect(output(image)).toEqual([100, 150, 200, 200, 200]);
});

test('a stack with nothing to show says why', () => {
  expect(made([{ problem: 'cut short' }, { problem: 'cut short' }, { problem: 'cut short' }]).image).toEqual({
    problem: 'none of its slices could be decoded (cut short)',
  });
  expect(made([flat(1), flat(2)], [{}, { photometric: 'MONOCHROME1' }]).image).toEqual({
    problem: 'its slices store light and dark differently',
  });
});
