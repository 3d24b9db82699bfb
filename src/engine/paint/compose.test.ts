import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canvasPoint, pixelPoint } from '#geometry/points.ts';
import { canvasToPixel, pixelToCanvas, viewTransform } from '#geometry/viewTransform.ts';
import { imageMatrix, magnified, smallestScale } from './compose.ts';

const views = fc
  .record({
    rows: fc.integer({ min: 1, max: 900 }),
    columns: fc.integer({ min: 1, max: 900 }),
    rowStepMm: fc.double({ min: 0.1, max: 5, noNaN: true }),
    columnStepMm: fc.double({ min: 0.1, max: 5, noNaN: true }),
    turn: fc.record({ transpose: fc.boolean(), mirrorX: fc.boolean(), mirrorY: fc.boolean() }),
    pxPerMm: fc.double({ min: 0.2, max: 20, noNaN: true }),
    x: fc.integer({ min: -200, max: 200 }),
  })
  .map(({ turn, pxPerMm, x, ...image }) => viewTransform(image, turn, { pxPerMm, panMm: { x, y: -x } }, { widthPx: 700, heightPx: 500 }));

test('the centre of every pixel lands where the view says, in device pixels', () => {
  fc.assert(
    fc.property(views, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (view, column, row) => {
      const [a, b, c, d, e, f] = imageMatrix(view, 2, 1.5);
      // drawImage puts the centre of pixel (column, row) at (column + 0.5, row + 0.5) of the transformed space.
      const x = a * (column + 0.5) + c * (row + 0.5) + e;
      const y = b * (column + 0.5) + d * (row + 0.5) + f;
      const at = pixelToCanvas(view, pixelPoint(column, row));
      expect(x).toBeCloseTo(at.x * 2, 4);
      expect(y).toBeCloseTo(at.y * 1.5, 4);
    }),
  );
});

test('the lens enlarges about its centre', () => {
  fc.assert(
    fc.property(views, (view) => {
      const centre = canvasPoint(123, 45);
      const lens = magnified(view, 2.5, centre);
      const under = canvasToPixel(view, centre);
      expect(canvasToPixel(lens, centre).column).toBeCloseTo(under.column, 4);
      expect(canvasToPixel(lens, centre).row).toBeCloseTo(under.row, 4);
      const aside = canvasToPixel(lens, canvasPoint(123 + 25, 45));
      const same = canvasToPixel(view, canvasPoint(123 + 10, 45));
      expect(aside.column).toBeCloseTo(same.column, 4);
      expect(aside.row).toBeCloseTo(same.row, 4);
    }),
  );
});

test('the smallest scale is the direction in which most pixels are thrown away', () => {
  expect(smallestScale([0, 3, 0.5, 0, 9, 9])).toBe(0.5);
});
