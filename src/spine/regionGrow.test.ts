/** Planted sacs: bright discs and ellipses of known area on a dark ground, with roots, fat, gaps and noise. */
import { describe, expect, test } from 'vitest';
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { polygonArea } from './figures.ts';
import { growSac } from './regionGrow.ts';

const SIZE = 160;
type Steps = readonly [number, number];
const SQUARE: Steps = [0.5, 0.5];
const centre = pixelPoint(80, 80);

/** `brightness` at mm from the middle of the image. The noise repeats, so that a failure does too. */
function planted(brightness: (xMm: number, yMm: number) => number, [rowStep, columnStep]: Steps = SQUARE, noise = 0) {
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5;
  const values = Float32Array.from({ length: SIZE * SIZE }, (_, at) => {
    const [column, row] = [at % SIZE, Math.floor(at / SIZE)];
    return brightness((column - 80) * columnStep, (row - 80) * rowStep) + noise * random();
  });
  return { rows: SIZE, columns: SIZE, values };
}
const areaMm2 = (outline: readonly PixelPoint[], [rowStep, columnStep]: Steps): number =>
  polygonArea(outline.map(({ column, row }) => vec3(column * columnStep, row * rowStep, 0)));
const inEllipse = (x: number, y: number, a: number, b: number, cx = 0, cy = 0): boolean => ((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 <= 1;
const grown = (image: ReturnType<typeof planted>, seed = centre, steps = SQUARE) => {
  const found = growSac(image, seed, steps);
  if ('problem' in found) throw new Error(found.problem);
  return found;
};

describe('a sac of known area', () => {
  test.each<[string, Steps]>([
    ['square pixels', SQUARE],
    ['pixels twice as tall as wide', [0.8, 0.4]],
  ])('an ellipse of 9 x 6 mm half axes within 4 %%, %s', (_, steps) => {
    const image = planted((x, y) => (inEllipse(x, y, 9, 6) ? 1000 : 150), steps, 120);
    const { outline, areaMm2: area } = grown(image, centre, steps);
    expect(Math.abs(areaMm2(outline, steps) / (Math.PI * 54) - 1)).toBeLessThan(0.04);
    expect(Math.abs(area / (Math.PI * 54) - 1)).toBeLessThan(0.04);
  });

  test('dark roots inside belong to it', () => {
    const roots = [
      [-4, 2],
      [-1, 3],
      [2, 3],
      [5, 1],
      [0, -2],
    ] as const;
    const image = planted(
      (x, y) => (roots.some(([cx, cy]) => inEllipse(x, y, 0.8, 0.8, cx, cy)) ? 250 : inEllipse(x, y, 9, 6) ? 1000 : 150),
      SQUARE,
      100,
    );
    expect(Math.abs(grown(image, pixelPoint(80, 76)).areaMm2 / (Math.PI * 54) - 1)).toBeLessThan(0.05);
  });

  test('fat nearly as bright behind a dark line stays outside, and so does fat through a gap in it', () => {
    const fat = (x: number, y: number) => y > 7.5 && y < 16 && Math.abs(x) < 12;
    const gap = (x: number, y: number) => Math.abs(x) < 0.5 && y > 5 && y < 8;
    const image = planted((x, y) => (inEllipse(x, y, 9, 6) ? 1000 : fat(x, y) || gap(x, y) ? 850 : 150), SQUARE, 60);
    expect(Math.abs(grown(image).areaMm2 / (Math.PI * 54) - 1)).toBeLessThan(0.06);
  });
});

describe('what is not a sac is refused with the reason', () => {
  test('a region without end', () => {
    const image = planted((x, y) => (inEllipse(x, y, 20, 20) ? 1000 : 100));
    expect(growSac(image, centre, SQUARE)).toEqual({ problem: 'It grew past 600 mm²' });
  });
  test('a band', () => {
    const image = planted((x, y) => (Math.abs(y) < 2.5 && Math.abs(x) < 20 ? 1000 : 100));
    expect(growSac(image, centre, SQUARE)).toEqual({ problem: 'It leaked along a narrow gap' });
  });
  test('a click on dark tissue, on a speck, or beside the image', () => {
    const image = planted((x, y) => (inEllipse(x, y, 9, 6) ? 1000 : 150), SQUARE, 100);
    expect(growSac(image, pixelPoint(20, 20), SQUARE)).toHaveProperty('problem');
    const speck = planted((x, y) => (inEllipse(x, y, 1.5, 1.5) ? 1000 : 150), SQUARE, 100);
    expect(growSac(speck, centre, SQUARE)).toEqual({ problem: 'No bright sac was found under the click' });
    expect(growSac(image, pixelPoint(-3, 5), SQUARE)).toEqual({ problem: 'The click is beside the image' });
  });
});
