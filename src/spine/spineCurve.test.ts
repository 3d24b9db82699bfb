import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import { angleDeg, dot, length, subtract, vec3 } from '#geometry/vector.ts';
import { crossingOf, pointOn, positionOf, spineCurve, tangentAt } from './spineCurve.ts';

/** Points of a lordotic arc of radius 250 mm in the sagittal plane, 34 mm apart along it, head first. */
const RADIUS = 250;
const onArc = (mm: number): PatientPoint => {
  const a = mm / RADIUS;
  return patientPoint(3, 40 - RADIUS * Math.cos(a), -RADIUS * Math.sin(a));
};
const arcTangent = (mm: number) => vec3(0, Math.sin(mm / RADIUS), -Math.cos(mm / RADIUS));
const lordosis = Array.from({ length: 6 }, (_, index) => onArc((index - 2.5) * 34));
const curve = spineCurve(lordosis)!;

test('fewer than two points, or two in one place, make no curve', () => {
  expect(spineCurve([])).toBeNull();
  expect(spineCurve([patientPoint(0, 0, 0)])).toBeNull();
  expect(spineCurve([patientPoint(0, 0, 0), patientPoint(0, 0, 0)])).toBeNull();
});

test('the curve passes through its points, and their positions count chords', () => {
  lordosis.forEach((point, index) => {
    expect(length(subtract(pointOn(curve, curve.atMm[index]!), point))).toBeLessThan(1e-9);
    expect(curve.atMm[index]).toBeCloseTo(index * 2 * RADIUS * Math.sin(17 / RADIUS), 6);
  });
});

test('between its points it stays within 0.6 mm of the arc, and its direction within 6 degrees', () => {
  for (let mm = 0; mm <= 170; mm += 1) {
    const p = pointOn(curve, (mm / 170) * curve.atMm.at(-1)!);
    expect(Math.abs(Math.hypot(p.y - 40, p.z) - RADIUS)).toBeLessThan(0.6);
    expect(angleDeg(tangentAt(curve, (mm / 170) * curve.atMm.at(-1)!), arcTangent(mm - 85))).toBeLessThan(6);
  }
});

test('two points make a straight line that runs on beyond both', () => {
  const line = spineCurve([patientPoint(0, 0, 10), patientPoint(0, 0, 0)])!;
  expect(pointOn(line, -5)).toEqual(patientPoint(0, 0, 15));
  expect(pointOn(line, 12)).toEqual(patientPoint(0, 0, -2));
  expect(tangentAt(line, 40)).toEqual(vec3(0, 0, -1));
});

describe('no overshoot', () => {
  test('each coordinate stays between those of its neighbours', () => {
    const coordinate = fc.double({ min: -200, max: 200, noNaN: true });
    const point = fc.tuple(coordinate, coordinate, coordinate).map(([x, y, z]) => patientPoint(x, y, z));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 8 }), fc.double({ min: 0, max: 1, noNaN: true }), (points, share) => {
        const made = spineCurve(points);
        fc.pre(made !== null);
        const mm = share * made.atMm.at(-1)!;
        const after = Math.max(
          1,
          made.atMm.findIndex((at) => mm <= at),
        );
        const p = pointOn(made, mm);
        for (const axis of ['x', 'y', 'z'] as const) {
          const ends = [points[after - 1]![axis], points[after]![axis]];
          expect(p[axis]).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-6);
          expect(p[axis]).toBeLessThanOrEqual(Math.max(...ends) + 1e-6);
        }
      }),
    );
  });
});

test('the nearest position of a point beside the curve is where the perpendicular falls', () => {
  for (const mm of [5, 40, 90, 160]) {
    const tangent = tangentAt(curve, mm);
    const beside = pointOn(curve, mm);
    const p = patientPoint(beside.x, beside.y - tangent.z * 12, beside.z + tangent.y * 12);
    expect(positionOf(curve, p)).toBeCloseTo(mm, 1);
  }
  expect(positionOf(curve, pointOn(curve, -8), 10)).toBeCloseTo(-8, 2);
});

test('a plane is crossed where the curve meets it', () => {
  const signed = (p: PatientPoint) => dot(subtract(p, patientPoint(0, 0, -30)), vec3(0, 0, 1));
  expect(pointOn(curve, crossingOf(curve, signed)!).z).toBeCloseTo(-30, 3);
  expect(crossingOf(curve, () => 1)).toBeNull();
});
