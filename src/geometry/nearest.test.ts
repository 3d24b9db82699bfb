import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestSlice, scrollCursor } from './nearest.ts';
import { pixelToPatient, planeCentre, signedDistanceMm, type SlicePlane } from './plane.ts';
import { patientPoint, pixelPoint, type PatientPoint } from './points.ts';
import { anyPlane, anyPoint, anyStack, planeAround, realMissing, realSeries, shifted, stackFrom } from './testStacks.ts';
import { length, subtract, vec3 } from './vector.ts';

const shape = { rows: 90, columns: 90, rowStepMm: 2, columnStepMm: 2 };
/** Axial, 180 mm wide, its front edge tilted towards the feet by `deg`. */
const tiltedAt = (centre: PatientPoint, deg: number): SlicePlane => {
  const a = (deg * Math.PI) / 180;
  return planeAround(centre, vec3(1, 0, 0), vec3(0, Math.cos(a), Math.sin(a)), shape);
};
const at = (x: number, y: number, z: number) => patientPoint(x, y, z);

describe('nearest slice', () => {
  test('by distance to the plane, where corners would say the level above', () => {
    // The block at 25 degrees passes through (0, 60, 28): its plane is 0 mm away there, though its centre lies 28 mm below.
    const lower = tiltedAt(at(0, 0, 0), 25);
    const upper = tiltedAt(at(0, 0, 32), 0);
    const cursor = at(0, 60, 60 * Math.tan((25 * Math.PI) / 180));
    expect(nearestSlice([upper, lower], cursor)).toMatchObject({ index: 1, outside: false, outsideMm: 0 });
    expect(nearestSlice([upper, lower], cursor)?.distanceMm).toBeCloseTo(0, 9);
  });
  test('a slice over the cursor before a nearer one beside it', () => {
    const beside = tiltedAt(at(200, 0, 1), 0);
    const over = tiltedAt(at(0, 0, 6), 0);
    expect(nearestSlice([beside, over], at(0, 0, 0))?.index).toBe(1);
    expect(nearestSlice([beside, shifted(beside, 9)], at(0, 0, 0))?.index).toBe(0);
  });
  test('half a pixel beyond the outer centres still counts as over', () => {
    const plane = tiltedAt(at(0, 0, 5), 0);
    const far = tiltedAt(at(0, 0, 50), 0);
    expect(nearestSlice([tiltedAt(at(1, 0, 1), 0), plane], at(-89.5, 0, 0))?.index).toBe(1);
    expect(nearestSlice([plane, { ...far, columns: 900 }], at(90.5, 0, 0))?.index).toBe(1);
  });
  test('ties keep the slice shown, then take the one across the canal, then the first', () => {
    const straight = tiltedAt(at(0, 0, 0), 0);
    const angled = tiltedAt(at(0, 0, 0), 12);
    const cursor = at(0, 0, 0);
    expect(nearestSlice([angled, straight], cursor, 0)?.index).toBe(0);
    expect(nearestSlice([angled, straight], cursor, 1)?.index).toBe(1);
    expect(nearestSlice([angled, straight], cursor)?.index).toBe(1);
    expect(nearestSlice([angled, straight], cursor, 7)?.index).toBe(1);
    expect(nearestSlice([straight, angled], cursor, undefined, angled.normal)?.index).toBe(1);
    const apart = stackFrom(straight, 3, 4);
    expect(nearestSlice(apart, at(0, 0, 2))?.index).toBe(0);
    expect(nearestSlice(apart, at(0, 0, 2), 1)?.index).toBe(1);
    expect(nearestSlice(apart, at(0, 0, 2), 2)?.index).toBe(0);
  });
  test('indexes count slices without a plane; without any plane there is no nearest', () => {
    expect(nearestSlice([undefined, tiltedAt(at(0, 0, 0), 0)], at(0, 0, 0))?.index).toBe(1);
    expect(nearestSlice([undefined], at(0, 0, 0))).toBeUndefined();
    expect(nearestSlice([], at(0, 0, 0))).toBeUndefined();
  });
});

describe('outside the stack', () => {
  const stack = stackFrom(tiltedAt(at(0, 0, 0), 0), 5, 4);
  test('12 mm above the top slice of a 4 mm stack is 10 mm outside', () => {
    const nearest = nearestSlice(stack, at(0, 0, 28));
    expect(nearest).toMatchObject({ index: 4, outside: true });
    expect(nearest?.distanceMm).toBeCloseTo(12, 9);
    expect(nearest?.outsideMm).toBeCloseTo(10, 9);
    expect(nearestSlice(stack, at(0, 0, 17.9))?.outside).toBe(false);
  });
  test('a given slab decides before the spacing', () => {
    expect(nearestSlice(stack, at(0, 0, 20), undefined, undefined, [9, 9, 9, 9, 9])?.outside).toBe(false);
    expect(nearestSlice([stack[0]], at(0, 0, 3))?.outsideMm).toBeCloseTo(3, 9);
    expect(nearestSlice([stack[0]], at(0, 0, 3), undefined, undefined, [4])?.outsideMm).toBeCloseTo(1, 9);
  });
  test('beside the images is outside as well', () => {
    const nearest = nearestSlice(stack, at(95, 94, 4));
    expect(nearest).toMatchObject({ index: 1, outside: true });
    expect(nearest?.outsideMm).toBeCloseTo(Math.hypot(5, 4), 9);
  });
});

describe('scrolling', () => {
  test('moves along the normal and keeps the place on the image', () => {
    fc.assert(
      fc.property(anyStack, anyPoint(50), ([first], offset) => {
        const next = shifted(first!, 4);
        const start = pixelToPatient(first!, pixelPoint(Math.abs(offset.x), Math.abs(offset.y)));
        const end = scrollCursor(start, first!, next);
        expect(length(subtract(end, start))).toBeCloseTo(4, 6);
        expect(signedDistanceMm(next, end)).toBeCloseTo(0, 6);
        expect(signedDistanceMm(first!, end)).toBeCloseTo(4, 6);
      }),
    );
  });
  test('always lands on the slice', () => {
    fc.assert(
      fc.property(anyPlane, anyPlane, anyPoint(50), (from, to, cursor) => {
        expect(signedDistanceMm(to, scrollCursor(cursor, from, to))).toBeCloseTo(0, 6);
      }),
    );
  });
  test('over angled blocks and back returns to the same point, however often', () => {
    const upper = tiltedAt(at(0, 0, 0), 0);
    const lower = tiltedAt(at(0, 0, -30), 20);
    const start = at(10, 20, 0);
    let cursor = start;
    for (let i = 0; i < 20; i++) cursor = scrollCursor(scrollCursor(cursor, upper, lower), lower, upper);
    expect(length(subtract(cursor, start))).toBeLessThan(1e-6);
    const mirrored = { ...lower, normal: vec3(-lower.normal.x, -lower.normal.y, -lower.normal.z) };
    expect(scrollCursor(start, upper, mirrored).z).toBeCloseTo(scrollCursor(start, upper, lower).z, 9);
  });
  test('between perpendicular planes goes to the nearest point', () => {
    const axial = tiltedAt(at(0, 0, 0), 0);
    const sagittal = planeAround(at(0, 0, 0), vec3(0, 1, 0), vec3(0, 0, -1), shape);
    const end = scrollCursor(at(0, 7, 9), sagittal, axial);
    expect([end.x, end.y, end.z].map((v) => v + 0)).toEqual([0, 7, 0]);
  });
});

/** The definition once more, in bare arithmetic on the header values, for random points in and around each real series. */
describe.skipIf(realMissing)(`the real studies${realMissing ? ` (${realMissing})` : ''}`, () => {
  test.each([
    ['lumbar-hitachi-0.3t', '6'],
    ['lumbar-hitachi-0.3t', '8'],
    ['lumbar-toshiba-1.5t', '4001'],
    ['lumbar-toshiba-1.5t', '6001'],
    ['lumbar-toshiba-1.5t', '9003'],
  ] as const)('%s %s: 200 points', (study, series) => {
    const planes = realSeries(study, series).map(({ plane }) => plane);
    const near = planeCentre(planes[0]!);
    fc.assert(
      fc.property(anyPoint(150), (offset) => {
        const p = at(near.x + offset.x, near.y + offset.y, near.z + offset.z);
        const facts = planes.map(({ origin: o, right: r, down: d, rows, columns, rowStepMm, columnStepMm }) => {
          const [x, y, z] = [p.x - o.x, p.y - o.y, p.z - o.z];
          const mm = Math.abs(x * (r.y * d.z - r.z * d.y) + y * (r.z * d.x - r.x * d.z) + z * (r.x * d.y - r.y * d.x));
          const u = (x * r.x + y * r.y + z * r.z) / columnStepMm;
          const v = (x * d.x + y * d.y + z * d.z) / rowStepMm;
          return { mm, over: u >= -0.5 && u <= columns - 0.5 && v >= -0.5 && v <= rows - 0.5 };
        });
        const some = facts.some(({ over }) => over);
        const least = Math.min(...facts.filter(({ over }) => over || !some).map(({ mm }) => mm));
        const found = nearestSlice(planes, p)!;
        expect(facts[found.index]!.over).toBe(some);
        expect(found.distanceMm).toBeCloseTo(facts[found.index]!.mm, 6);
        expect(facts[found.index]!.mm).toBeLessThanOrEqual(least + 1e-3 + 1e-9);
      }),
      { seed: 20110901, numRuns: 200 },
    );
  });
});
