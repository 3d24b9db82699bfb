import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import { POINT_COUNTS, type AnnotationKind } from '#spine/annotation.ts';
import { KINDS, pressesOf, promptOf } from './kinds.ts';
import { pointsOf, simplified, withHandle } from './shapes.ts';

const p = pixelPoint;
const number = fc.double({ min: 5, max: 300, noNaN: true });

test('as many presses as a kind asks for make as many points as it takes', () => {
  for (const kind of Object.keys(POINT_COUNTS) as AnnotationKind[]) {
    if (POINT_COUNTS[kind] === 'polygon') continue;
    const pressed = Array.from({ length: pressesOf(kind) }, (_, i) => p(i * 7, i * 5));
    expect(pointsOf(kind, pressed)).toHaveLength(POINT_COUNTS[kind]);
    expect(KINDS[kind].presses).toHaveLength(pressed.length);
  }
});

test('the prompt names the next point and counts', () => {
  expect(promptOf('discHeight', 0)).toBe('Disc height: anterior upper corner of the disc (1 of 6)');
  expect(promptOf('discHeight', 5)).toBe('Disc height: posterior lower corner of the disc (6 of 6)');
  expect(promptOf('sacArea', 3)).toBe('Dural sac area: trace the sac, or click along it');
  expect(promptOf('conusLevel', 0)).toBe('Conus level: tip of the conus');
});

test('a box becomes the ends of the ellipse that touches its sides', () => {
  expect(pointsOf('ellipse', [p(10, 20), p(30, 60)])).toEqual([p(10, 40), p(30, 40), p(20, 20), p(20, 60)]);
  expect(pointsOf('ellipse', [p(10, 20)])).toEqual([]);
});

describe('handles', () => {
  const steps = { rowStepMm: 0.8, columnStepMm: 0.5 };
  const mm = (a: PixelPoint, b: PixelPoint) => [(b.column - a.column) * steps.columnStepMm, (b.row - a.row) * steps.rowStepMm] as const;

  test('a corner moves alone', () => {
    expect(withHandle('slip', [p(0, 0), p(1, 0), p(0, 1), p(1, 1)], 2, p(5, 5), steps)).toEqual([p(0, 0), p(1, 0), p(5, 5), p(1, 1)]);
  });

  test('an ellipse keeps the other end, the other axis its length in mm, and a right angle in mm', () => {
    fc.assert(
      fc.property(number, number, fc.integer({ min: 0, max: 3 }), (column, row, index) => {
        const before = pointsOf('ellipse', [p(100, 100), p(160, 130)]);
        const after = withHandle('ellipse', before, index, p(column, row), steps);
        expect(after[index]).toEqual(p(column, row));
        expect(after[index ^ 1]).toEqual(before[index ^ 1]);
        const [a, b] = [mm(after[0]!, after[1]!), mm(after[2]!, after[3]!)];
        expect(Math.abs(a[0] * b[0] + a[1] * b[1])).toBeLessThan(1e-6 * Math.hypot(...a) * Math.hypot(...b) + 1e-9);
        const other = index < 2 ? 2 : 0;
        expect(Math.hypot(...mm(after[other]!, after[other + 1]!))).toBeCloseTo(Math.hypot(...mm(before[other]!, before[other + 1]!)), 6);
      }),
    );
  });

  test('the second ellipse of a signal ratio leaves the first', () => {
    const before = pointsOf('signalRatio', [p(0, 0), p(10, 10), p(50, 50), p(60, 70)]);
    const after = withHandle('signalRatio', before, 5, p(80, 60), steps);
    expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
    expect(after[5]).toEqual(p(80, 60));
  });
});

test('a simplified trace keeps its ends and lies within the tolerance of every point left out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 40 }), (places) => {
      const trace = places.map(([column, row]) => p(column, row));
      const kept = simplified(trace, 3);
      expect(kept[0]).toBe(trace[0]);
      expect(kept.at(-1)).toBe(trace.at(-1));
      for (const point of trace) {
        const away = kept.slice(1).map((b, i) => {
          const a = kept[i]!;
          const size = (b.column - a.column) ** 2 + (b.row - a.row) ** 2;
          // Distance to the line, as the method measures it.
          return size === 0
            ? Math.hypot(point.column - a.column, point.row - a.row)
            : Math.abs((point.column - a.column) * (b.row - a.row) - (point.row - a.row) * (b.column - a.column)) / Math.sqrt(size);
        });
        expect(Math.min(...away)).toBeLessThanOrEqual(3 + 1e-9);
      }
    }),
  );
});
