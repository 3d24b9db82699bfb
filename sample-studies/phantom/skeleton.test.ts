import { describe, expect, test } from 'vitest';
import { angleDeg, length } from '#geometry/vector.ts';
import { exampleRecipes } from './exampleRecipes.ts';
import type { Recipe } from './recipe.ts';
import { buildSkeleton, discLabel, fromFrame, toFrame } from './skeleton.ts';
import { truth } from './truthOf.ts';

const base: Recipe = { seed: 1, patient: exampleRecipes.normal.patient };

test('names discs as readers do', () => {
  expect([discLabel('L4', 'L5'), discLabel('L5', 'S1'), discLabel('T12', 'L1'), discLabel('L6', 'S1'), discLabel('L5', 'L6')]).toEqual([
    'L4/5',
    'L5/S1',
    'T12/L1',
    'L6/S1',
    'L5/6',
  ]);
});

test('frames are right-handed, orthonormal and undo themselves, also in scoliosis', () => {
  for (const { frame } of buildSkeleton({ ...base, anatomy: { scoliosisDeg: 24 } }).vertebrae) {
    for (const axis of [frame.u, frame.v, frame.w]) expect(length(axis)).toBeCloseTo(1, 12);
    expect(angleDeg(frame.u, frame.v)).toBeCloseTo(90, 9);
    expect(angleDeg(frame.u, frame.w)).toBeCloseTo(90, 9);
    expect(frame.u.x).toBeGreaterThan(0.9);
    const back = toFrame(frame, fromFrame(frame, 3, -5, 7));
    [3, -5, 7].forEach((value, i) => expect(back[i]).toBeCloseTo(value, 9));
  }
});

describe('what the recipe asks for is what the truth measures', () => {
  test.each([
    [38, 32],
    [46, 38],
    [55, 42],
  ])('lordosis %d, sacral slope %d', (lordosisDeg, sacralSlopeDeg) => {
    const t = truth({ ...base, anatomy: { lordosisDeg, sacralSlopeDeg } });
    expect(t.lordosisDeg).toBeCloseTo(lordosisDeg, 6);
    expect(t.sacralSlopeDeg).toBeCloseTo(sacralSlopeDeg, 6);
    expect(t.scoliosisDeg).toBeCloseTo(0, 6);
  });

  test('a slip moves the upper vertebra forward by its millimetres and nothing below it', () => {
    const [plain, slipped] = [truth(base), truth({ ...base, slips: [{ level: 'L4/5', mm: 7 }] })];
    const at = (t: typeof plain, label: string) => t.discs.find((d) => d.label === label)!;
    // Measured along the endplate of L5, which the disc's middle plane leaves by half its angle.
    expect(at(slipped, 'L4/5').slipMm - at(plain, 'L4/5').slipMm).toBeCloseTo(
      7 * Math.cos((at(plain, 'L4/5').angleDeg * Math.PI) / 360),
      6,
    );
    expect(at(slipped, 'L5/S1').slipMm).toBeCloseTo(at(plain, 'L5/S1').slipMm, 9);
    expect(at(slipped, 'L4/5').slipPercent).toBeGreaterThan(15);
    expect(at(slipped, 'L4/5').slipPercent).toBeLessThan(25);
  });

  test('a wedge fracture takes its share of the anterior height only', () => {
    const l1 = (t: ReturnType<typeof truth>) => t.vertebrae.find((v) => v.label === 'L1')!;
    const [plain, broken] = [l1(truth(base)), l1(truth({ ...base, vertebrae: { L1: { wedgeFraction: 0.36 } } }))];
    expect(1 - broken.anteriorHeightMm / plain.anteriorHeightMm).toBeCloseTo(0.36, 1);
    expect(1 - broken.posteriorHeightMm / plain.posteriorHeightMm).toBeLessThan(0.05);
  });

  test('six lumbar vertebrae', () => {
    const t = truth(exampleRecipes.transitional);
    expect(t.vertebrae.map((v) => v.label)).toEqual(['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'S1', 'S2', 'S3', 'S4', 'S5']);
    expect(t.discs.map((d) => d.label)).toContain('L6/S1');
  });
});
