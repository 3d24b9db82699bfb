import { expect, test } from 'vitest';
import { pixelPoint } from '#geometry/points.ts';
import { planeFromDicom } from '#geometry/plane.ts';
import { pixelToCanvas } from '#geometry/viewTransform.ts';
import { squareFrame, testSlice } from './testSlices.ts';
import { thumbnailFrame } from './thumbnails.ts';

const pixels = squareFrame(Int16Array.of(0, 10, 20, 30));

test('the image fits its square, turned as a reader expects it', () => {
  // Stored feet up: row 0 is the lowest, so the standard display turns it over.
  const plane = planeFromDicom([0, 0, 0], [0, 1, 0, 0, 0, 1], [1, 1], 2, 2);
  if ('problem' in plane) throw new Error(plane.problem);
  const slice = testSlice(0);
  const { view } = thumbnailFrame({ ...slice, frame: { ...slice.frame, plane } }, pixels, 100);
  expect(pixelToCanvas(view, pixelPoint(0, 0))).toEqual({ x: 25, y: 75 });
  expect(pixelToCanvas(view, pixelPoint(1, 1))).toEqual({ x: 75, y: 25 });
});

test('pixels that are not square keep their shape; without spacing they are taken as square', () => {
  const slice = testSlice(0);
  const { plane: _plane, spacingMm: _spacing, ...bare } = slice.frame;
  const tall = thumbnailFrame({ ...slice, frame: { ...bare, spacingMm: [2, 1] } }, pixels, 100).view;
  expect([tall.a, tall.d]).toEqual([25, 50]);
  const unknown = thumbnailFrame({ ...slice, frame: bare }, pixels, 100).view;
  expect([unknown.a, unknown.d]).toEqual([50, 50]);
});
