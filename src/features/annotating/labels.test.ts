import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canvasPoint } from '#geometry/points.ts';
import { labelSize, placeLabels, type Box } from './labels.ts';

const PANE = { widthPx: 800, heightPx: 600 };
const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
const bounds = (points: readonly { x: number; y: number }[]): Box => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
  };
};

test('a label never covers what it measures, and stays in the pane', () => {
  const place = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
  fc.assert(
    fc.property(place(0, 800), place(0, 600), place(0, 250), place(0, 250), (x, y, dx, dy) => {
      const mark = [canvasPoint(x, y), canvasPoint(Math.min(800, x + dx), Math.min(600, y + dy))];
      const size = labelSize(['Dural sac 148 mm²', 'Caution: see Marks']);
      const [placed] = placeLabels([mark], [size], PANE);
      const { box } = placed!;
      expect(overlaps(box, bounds(mark))).toBe(false);
      expect(box.left >= 0 && box.top >= 0 && box.left + box.width <= 800 && box.top + box.height <= 600).toBe(true);
    }),
  );
});

test('two measurements side by side get two labels that do not touch', () => {
  const marks = [
    [canvasPoint(300, 300), canvasPoint(340, 310)],
    [canvasPoint(300, 318), canvasPoint(340, 326)],
  ];
  const size = labelSize(['Length 40.0 mm']);
  const [a, b] = placeLabels(marks, [size, size], PANE);
  expect(overlaps(a!.box, b!.box)).toBe(false);
});

test("a text stands at its arrow's tail, off the arrow, whichever way it points", () => {
  for (const tip of [canvasPoint(300, 250), canvasPoint(500, 350)]) {
    const arrow = [tip, canvasPoint(400, 300)];
    const [placed] = placeLabels([arrow], [labelSize(['high signal'])], PANE, [arrow.slice(1)]);
    expect(overlaps(placed!.box, bounds(arrow))).toBe(false);
    expect(placed!.leader[0]).toEqual(arrow[1]);
  }
});

test('a label stands beside its mark, with a leader from the nearest point', () => {
  const [placed] = placeLabels([[canvasPoint(300, 300), canvasPoint(340, 300)]], [labelSize(['Length 40.0 mm'])], PANE);
  expect(placed!.box.left).toBeGreaterThan(340);
  expect(placed!.leader[0]).toEqual(canvasPoint(340, 300));
  expect(placeLabels([[]], [labelSize(['x'])], PANE)).toEqual([null]);
});
