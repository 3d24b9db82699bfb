import { describe, expect, test } from 'vitest';
import { patientPoint, pixelPoint, type PatientPoint } from '#geometry/points.ts';
import { pixelToPatient, type SlicePlane } from '#geometry/plane.ts';
import { cross, length, moveAlong, subtract, vec3 } from '#geometry/vector.ts';
import type { LevelName, Variant } from './level.ts';
import { lumbarDiscs } from './levelNames.ts';
import { proposeLevels } from './proposeLevels.ts';

const USUAL: Variant = { thoracic: 12, lumbar: 5 };
const RIGHT = vec3(0, 1, 0);
const DOWN = vec3(0, 0, -1);
const PLANE: SlicePlane = {
  origin: patientPoint(5, -100, 120),
  right: RIGHT,
  down: DOWN,
  normal: cross(RIGHT, DOWN),
  rows: 320,
  columns: 260,
  rowStepMm: 0.8,
  columnStepMm: 0.7,
};

/** Column of blocks on an arc: marrow 600, endplates 100 and 1.5 mm thick, disc as given; the canal behind is brightest. */
type Spine = { readonly centres: readonly PatientPoint[]; readonly values: Float32Array };
const STEPS_MM = [30, 33, 35, 37, 34, 31];
const RADIUS_MM = 260;

function makeSpine(count: number, disc: (index: number) => number, noise: number): Spine {
  const sum = (steps: readonly number[]) => steps.reduce((total, mm) => total + mm, 0);
  const steps = STEPS_MM.slice(0, count - 1);
  const arcs = Array.from({ length: count }, (_, index) => sum(steps.slice(0, index)) - sum(steps) / 2);
  const centre = { y: 40 - RADIUS_MM, z: -10 };
  const values = new Float32Array(PLANE.rows * PLANE.columns);
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5;
  for (let row = 0; row < PLANE.rows; row += 1)
    for (let column = 0; column < PLANE.columns; column += 1) {
      const p = pixelToPatient(PLANE, pixelPoint(column, row));
      // The arc's centre lies in front of the belly: lumbar lordosis is convex to the front, so mirror it.
      const y = -p.y - centre.y;
      const out = Math.hypot(y, p.z - centre.z) - RADIUS_MM;
      const arc = -Math.atan2(p.z - centre.z, y) * RADIUS_MM;
      const nearest = arcs.reduce((best, at, index) => (Math.abs(at - arc) < Math.abs(arcs[best]! - arc) ? index : best), 0);
      const off = Math.abs(arcs[nearest]! - arc);
      const body = off > 5.5 ? 600 : off > 4 ? 100 : disc(nearest);
      const value = Math.abs(out) < 17 ? body : out < -17 && out > -34 ? 1400 : 300;
      values[row * PLANE.columns + column] = value + noise * random();
    }
  const centres = arcs.map((arc) =>
    patientPoint(5, -(centre.y + RADIUS_MM * Math.cos(arc / RADIUS_MM)), centre.z - RADIUS_MM * Math.sin(arc / RADIUS_MM)),
  );
  return { centres, values };
}

const awayMm = (a: PatientPoint, b: PatientPoint) => length(subtract(a, b));
const propose = (spine: Spine, names: readonly LevelName[], variant = USUAL, marrow: 'bright' | 'dark' = 'bright') => {
  const [upper, lower] = [
    { name: names[0]!, point: spine.centres[0]! },
    { name: names.at(-1)!, point: spine.centres.at(-1)! },
  ];
  return proposeLevels(PLANE, { values: spine.values, marrow }, upper, lower, 'disc', variant);
};

describe('discs between two named discs', () => {
  test.each([
    ['bright nuclei (T2)', () => 1000, 0],
    ['dark discs (T1)', () => 250, 0],
    ['some bright, some black, noisy', (index: number) => (index % 2 ? 1100 : 120), 300],
  ])('%s lie within 2 mm', (_, disc, noise) => {
    const names = lumbarDiscs(USUAL);
    const spine = makeSpine(6, disc, noise);
    const found = propose(spine, names);
    expect(found.map(({ name }) => name)).toEqual(names.slice(1, -1));
    for (const { name, point } of found) expect(awayMm(point, spine.centres[names.indexOf(name)]!)).toBeLessThan(2);
  });

  test('with suppressed fat, where discs outshine marrow', () => {
    const names = lumbarDiscs(USUAL);
    const spine = makeSpine(6, () => 250, 100);
    const found = propose({ ...spine, values: spine.values.map((value) => 1500 - value) }, names, USUAL, 'dark');
    for (const { name, point } of found) expect(awayMm(point, spine.centres[names.indexOf(name)]!)).toBeLessThan(2);
    expect(found).toHaveLength(4);
  });

  test('six lumbar vertebrae have seven discs', () => {
    const variant = { thoracic: 12, lumbar: 6 };
    const names = lumbarDiscs(variant);
    const spine = makeSpine(7, () => 900, 100);
    const found = propose(spine, names, variant);
    expect(found.map(({ name }) => name)).toEqual(['L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/6']);
    for (const { name, point } of found) expect(awayMm(point, spine.centres[names.indexOf(name)]!)).toBeLessThan(2);
  });
});

test('bodies between discs lie half-way between their discs', () => {
  const spine = makeSpine(6, () => 900, 0);
  const names = lumbarDiscs(USUAL);
  const found = proposeLevels(
    PLANE,
    { values: spine.values, marrow: 'bright' },
    { name: 'T12/L1', point: spine.centres[0]! },
    { name: 'L5/S1', point: spine.centres[5]! },
    'vertebra',
    USUAL,
  );
  expect(found.map(({ name }) => name)).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
  found.forEach(({ point }, index) => {
    const [a, b] = [spine.centres[index]!, spine.centres[index + 1]!];
    expect(awayMm(point, patientPoint(5, (a.y + b.y) / 2, (a.z + b.z) / 2))).toBeLessThan(2);
  });
  expect(names).toHaveLength(6);
});

test('off the image the levels follow the two anchors', () => {
  const spine = makeSpine(6, () => 900, 0);
  const aside = { ...spine, centres: spine.centres.map((point, index) => moveAlong(point, PLANE.normal, index * 2)) };
  const found = propose(aside, lumbarDiscs(USUAL));
  found.forEach(({ point }, index) => expect(awayMm(point, aside.centres[index + 1]!)).toBeLessThan(2.5));
});

test.each([
  ['neighbours', 'L4/5', 'L5/S1', 0, 1],
  ['the wrong way round', 'L5/S1', 'L1/2', 0, 5],
  ['one place', 'L1/2', 'L5/S1', 0, 0],
])('nothing is proposed between %s', (_, upper, lower, a, b) => {
  const spine = makeSpine(6, () => 900, 0);
  const anchors = [upper, lower].map((name, index) => ({ name, point: spine.centres[[a, b][index]!]! })) as [
    { name: string; point: PatientPoint },
    { name: string; point: PatientPoint },
  ];
  expect(proposeLevels(PLANE, { values: spine.values, marrow: 'bright' }, ...anchors, 'disc', USUAL)).toEqual([]);
});
