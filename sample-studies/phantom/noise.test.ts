import { expect, test } from 'vitest';
import { gaussianTable, generator, hash32, uniform, valueNoise } from './noise.ts';

test('hashes depend on both arguments and stay in range', () => {
  expect(hash32(1, 2)).toBe(hash32(1, 2));
  expect(new Set([hash32(1, 2), hash32(2, 1), hash32(1, 3), hash32(0, 2)]).size).toBe(4);
  const mean = Array.from({ length: 4000 }, (_, i) => uniform(i, 9)).reduce((a, b) => a + b) / 4000;
  expect(mean).toBeCloseTo(0.5, 1);
});

test('value noise is deterministic for a seed, bounded, smooth, and different for another seed', () => {
  const [a, again, other] = [valueNoise(5), valueNoise(5), valueNoise(6)];
  let differs = 0;
  for (let i = 0; i < 500; i++) {
    const [x, y, z] = [i * 0.37 - 60, i * 0.11, -i * 0.23];
    const here = a(x, y, z);
    expect(again(x, y, z)).toBe(here);
    expect(Math.abs(here)).toBeLessThanOrEqual(1);
    // Slope of the Hermite blend is at most 1.5 lattice differences of at most 2 along each turned axis.
    expect(Math.abs(a(x + 1e-3, y, z) - here)).toBeLessThan(0.006);
    if (Math.abs(other(x, y, z) - here) > 1e-3) differs++;
  }
  expect(differs).toBeGreaterThan(450);
});

test('the gaussian table has zero mean, unit variance and normal tails', () => {
  const table = gaussianTable(1);
  const mean = table.reduce((s, v) => s + v) / table.length;
  const variance = table.reduce((s, v) => s + v * v, 0) / table.length - mean * mean;
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(variance).toBeCloseTo(1, 1);
  expect(table.filter((v) => Math.abs(v) > 1.96).length / table.length).toBeCloseTo(0.05, 2);
  expect(generator(3)()).toBe(generator(3)());
});
