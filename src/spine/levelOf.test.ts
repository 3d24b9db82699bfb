import { describe, expect, test } from 'vitest';
import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import type { SlicePlane } from '#geometry/plane.ts';
import { cross, moveAlong, vec3 } from '#geometry/vector.ts';
import type { LevelLabel, Variant } from './level.ts';
import { kindOf } from './levelNames.ts';
import { findSlab, levelOfPlane, levelOfPoint, spineOf } from './levelOf.ts';

const USUAL: Variant = { thoracic: 12, lumbar: 5 };
const label = (name: string, point: PatientPoint, accepted = true): LevelLabel => ({
  id: name,
  revision: 1,
  kind: kindOf(name),
  name,
  point,
  frame: 'frame',
  accepted,
});

/** A straight spine: disc centres 36 mm apart. */
const DISCS = ['L2/3', 'L3/4', 'L4/5', 'L5/S1'];
const at = (z: number, y = 0) => patientPoint(0, y, z);
const straight = spineOf(
  DISCS.map((name, index) => label(name, at(-36 * index))),
  USUAL,
);
const nameAt = (z: number, y = 0) => levelOfPoint(straight, at(z, y))?.name ?? null;

/** A slice of 100 x 100 mm through a point, turned about the left-right axis by `deg`. */
const axialAt = (centre: PatientPoint, deg = 0): SlicePlane => {
  const a = (deg * Math.PI) / 180;
  const right = vec3(1, 0, 0);
  const down = vec3(0, Math.cos(a), Math.sin(a));
  const origin = moveAlong(moveAlong(centre, right, -49.5), down, -49.5);
  return { origin, right, down, normal: cross(right, down), rows: 100, columns: 100, rowStepMm: 1, columnStepMm: 1 };
};

describe('from disc labels', () => {
  test('discs own half the way to the bodies, bodies lie half-way between discs', () => {
    // Disc centre to body centre is 18 mm: the border lies 9 mm from each.
    expect([8.9, -8.9, -9.1, -26.9, -27.1].map((z) => nameAt(z))).toEqual(['L2/3', 'L2/3', 'L3', 'L3', 'L3/4']);
    expect(findSlab(straight, 'L4')).toMatchObject({ centre: { z: -54 }, labelled: false, accepted: true });
  });

  test('nothing is claimed outside the labelled range', () => {
    expect(nameAt(9.1)).toBeNull();
    expect(nameAt(-108 - 9.1)).toBeNull();
    expect(nameAt(-108 - 8.9)).toBe('L5/S1');
  });

  test('slabs are perpendicular to the spine: moving back in the canal does not change the level', () =>
    expect(nameAt(-36, 25)).toBe('L3/4'));
});

test('bodies labelled: the discs between them are placed', () => {
  const spine = spineOf([label('L4', at(0)), label('L5', at(-36)), label('S1', at(-70))], USUAL);
  expect(levelOfPoint(spine, at(-18))?.name).toBe('L4/5');
  expect(levelOfPoint(spine, at(-50))?.name).toBe('L5/S1');
  expect(levelOfPoint(spine, at(-70))?.name).toBe('S1');
});

test('discs and bodies labelled: each ends half-way to the next label', () => {
  const spine = spineOf([label('L4/5', at(0)), label('L5', at(-20)), label('L5/S1', at(-36))], USUAL);
  expect(spine.slabs.map(({ name, toMm }) => [name, Math.round(toMm)])).toEqual([
    ['L4/5', 10],
    ['L5', 28],
    ['L5/S1', 44],
  ]);
});

test('over a gap of several levels nothing is made up', () => {
  const spine = spineOf([label('L1/2', at(0)), label('L5/S1', at(-144))], USUAL);
  expect(spine.slabs.map(({ name }) => name)).toEqual(['L1/2', 'L5/S1']);
  expect(levelOfPoint(spine, at(-72))).toBeNull();
  expect(levelOfPoint(spine, at(-8))?.name).toBe('L1/2');
});

test('a single label owns a slab across the body, and no label nothing', () => {
  const spine = spineOf([label('L4/5', at(0))], USUAL);
  expect(levelOfPoint(spine, at(8.5, 40))?.name).toBe('L4/5');
  expect(levelOfPoint(spine, at(-9.5))).toBeNull();
  expect(levelOfPlane(spine, axialAt(at(5)))?.name).toBe('L4/5');
  expect(levelOfPlane(spine, axialAt(at(50)))).toBeNull();
  expect(levelOfPoint(spineOf([], USUAL), at(0))).toBeNull();
});

test('a proposal, and a level placed beside one, is known as such', () => {
  const spine = spineOf([label('L3/4', at(0)), label('L4/5', at(-36), false), label('L5/S1', at(-72))], USUAL);
  expect(spine.slabs.map(({ accepted }) => accepted)).toEqual([true, false, false, false, true]);
});

test('labels that the variant lacks are left out', () =>
  expect(spineOf([label('L6', at(0)), label('L5', at(36))], USUAL).slabs.map(({ name }) => name)).toEqual(['L5']));

describe('the level of a slice', () => {
  test('is where it crosses the spine, tilted or not', () => {
    expect(levelOfPlane(straight, axialAt(at(-36)))?.name).toBe('L3/4');
    expect(levelOfPlane(straight, axialAt(at(-72, 0), 25))?.name).toBe('L4/5');
    // Its centre lies 40 mm behind the spine; at 25 degrees it crosses 18.7 mm higher.
    expect(levelOfPlane(straight, axialAt(at(-54 + 18.7, 40), 25))?.name).toBe('L4');
  });

  test('is none for a slice along the spine, beside it, or off the labels', () => {
    expect(levelOfPlane(straight, axialAt(at(-36), 90))).toBeNull();
    expect(levelOfPlane(straight, axialAt(at(-36, 70)))).toBeNull();
    expect(levelOfPlane(straight, axialAt(at(40)))).toBeNull();
  });
});

test('the canal runs along the curve, towards the head', () => {
  const bent = spineOf([label('L4', at(36)), label('L4/5', at(18)), label('L5/S1', at(-18, 14)), label('S1', at(-30, 26))], USUAL);
  const { canal } = findSlab(bent, 'L5/S1')!;
  expect(canal.z).toBeGreaterThan(0.6);
  expect(canal.y).toBeLessThan(-0.3);
});
