import { describe, expect, test } from 'vitest';
import { canvasPoint } from '#geometry/points.ts';
import { POINT_COUNTS, type AnnotationKind } from '#spine/annotation.ts';
import { distanceTo, pathOf, sketchOf } from './sketch.ts';

const c = canvasPoint;

describe('every kind draws', () => {
  test.each(Object.keys(POINT_COUNTS) as AnnotationKind[])('%s, from its first point to its last', (kind) => {
    const count = POINT_COUNTS[kind] === 'polygon' ? 6 : POINT_COUNTS[kind];
    for (let points = 0; points <= count; points += 1) {
      const sketch = sketchOf(
        kind,
        Array.from({ length: points }, (_, i) => c(100 + 40 * Math.cos(i * 2.1), 100 + 40 * Math.sin(i * 1.3))),
      );
      expect(sketch.handles).toHaveLength(points);
      expect(pathOf([...sketch.lines, ...sketch.thin])).not.toMatch(/NaN|Infinity/);
      expect(sketch.lines.flat().length > 1 || points < count).toBe(true);
    }
  });
});

test('distance to a line, beyond its end, and to the outline of an ellipse, not its inside', () => {
  const line = sketchOf('angle', [c(0, 0), c(100, 0), c(100, 50)]);
  expect(distanceTo(line, c(50, 7))).toBe(7);
  expect(distanceTo(line, c(100, 60))).toBe(10);
  const ellipse = sketchOf('ellipse', [c(0, 50), c(100, 50), c(50, 20), c(50, 80)]);
  expect(distanceTo(ellipse, c(50, 50))).toBeCloseTo(30, 0);
  expect(distanceTo(ellipse, c(50, 18))).toBeCloseTo(2, 1);
});

test('a slip shows its offset along the lower endplate', () => {
  const { thin } = sketchOf('slip', [c(0, 0), c(40, 0), c(6, 20), c(46, 20)]);
  expect(thin).toEqual([[c(40, 0), c(40, 20), c(46, 20)]]);
});

test('a closed outline ends where it began', () => {
  const [outline] = sketchOf('freehand', [c(0, 0), c(10, 0), c(10, 10)]).lines;
  expect(outline!.at(-1)).toEqual(outline![0]);
  expect(pathOf([outline!])).toBe('M0.0 0.0L10.0 0.0L10.0 10.0L0.0 0.0');
});
