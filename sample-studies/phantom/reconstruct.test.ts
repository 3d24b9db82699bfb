import { expect, test } from 'vitest';
import { resample, resampler } from './reconstruct.ts';

const line = (values: Float32Array, count: number, pixelMm: number): Float32Array => {
  const across = resampler(values.length, 1, count, pixelMm);
  const along = resampler(1, 1, 1, 1);
  return resample(values, 1, values.length, across, along);
};

test('keeps a constant and interpolates a wave below the cut-off about the same centre', () => {
  expect([...line(new Float32Array(64).fill(7), 96, 2 / 3)].every((v) => Math.abs(v - 7) < 1e-4)).toBe(true);
  // Period 5 acquired samples: well inside k-space, where the filter leaves 1 - 2 * 0.09 * (1 - cos 72 deg) = 0.8756 of it.
  const wave = (mm: number) => Math.sin((2 * Math.PI * mm) / 5);
  const acquired = Float32Array.from({ length: 64 }, (_, i) => wave(i - 31.5));
  const out = line(acquired, 96, 2 / 3);
  for (let i = 16; i < 80; i++) expect(out[i]).toBeCloseTo(0.8756 * wave((i - 47.5) * (2 / 3)), 1);
});

test('a sharp edge rings as a truncated one does, and the ringing dies out', () => {
  const acquired = Float32Array.from({ length: 64 }, (_, i) => (i < 32 ? 0 : 1));
  const out = line(acquired, 256, 0.25);
  // An ideal step truncated at Nyquist overshoots by 9 %, one sampled at whole pixels and interpolated by up to 14 %.
  expect(Math.max(...out)).toBeGreaterThan(1.05);
  expect(Math.max(...out)).toBeLessThan(1.145);
  expect(Math.max(...out.slice(128 + 8 * 4))).toBeLessThan(1.01);
});
