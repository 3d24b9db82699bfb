import { describe, expect, test } from 'vitest';
import { inversionRecovery, signalTable, spinEcho } from './signal.ts';
import { TISSUE } from './tissues.ts';

describe('signal equations against numbers worked by hand', () => {
  test('spin echo', () => {
    // 1 - 2 exp(-0.95) + exp(-1) = 1 - 0.773482 + 0.367879 = 0.594397; times exp(-1) = 0.218667
    expect(spinEcho({ density: 1, t1: 1000, t2: 100 }, { repetitionTimeMs: 1000, echoTimeMs: 100 })).toBeCloseTo(0.218667, 5);
    expect(spinEcho({ density: 0.5, t1: 1000, t2: 100 }, { repetitionTimeMs: 1000, echoTimeMs: 100 })).toBeCloseTo(0.1093335, 5);
  });
  test('inversion recovery', () => {
    // 1 - 2 exp(-150/265) = 1 - 2 * 0.567772 = -0.135543; the recovery terms vanish; times exp(-0.6) = 0.548812
    const timing = { repetitionTimeMs: 40_000, echoTimeMs: 60, inversionTimeMs: 150 };
    expect(inversionRecovery({ density: 1, t1: 265, t2: 100 }, timing)).toBeCloseTo(0.074388, 5);
  });
  test('nulls a tissue at TI = T1 ln 2 and keeps the sign of nothing', () => {
    const timing = { repetitionTimeMs: 40_000, echoTimeMs: 0, inversionTimeMs: 265 * Math.LN2 };
    expect(inversionRecovery({ density: 1, t1: 265, t2: 100 }, timing)).toBeLessThan(1e-9);
    expect(inversionRecovery({ density: 1, t1: 4000, t2: 1800 }, timing)).toBeGreaterThan(0.8);
  });
});

describe('order of tissues', () => {
  const order = (table: Float32Array, names: (keyof typeof TISSUE)[]) => names.toSorted((a, b) => table[TISSUE[b]]! - table[TISSUE[a]]!);
  test('T1: fat brightest, CSF and cortex dark', () => {
    const table = signalTable({ repetitionTimeMs: 560, echoTimeMs: 11 });
    expect(order(table, ['csf', 'muscle', 'cortex', 'fat', 'cord'])).toEqual(['fat', 'cord', 'muscle', 'csf', 'cortex']);
  });
  test('T2: CSF and fat bright, nucleus above cord above muscle, annulus and ligament dark', () => {
    const table = signalTable({ repetitionTimeMs: 3600, echoTimeMs: 102 });
    expect(order(table, ['annulus', 'csf', 'ligament', 'muscle', 'cord', 'nucleus', 'fat'])).toEqual([
      'csf',
      'fat',
      'nucleus',
      'cord',
      'annulus',
      'muscle',
      'ligament',
    ]);
  });
  test('STIR: CSF and oedema bright, fat suppressed below everything with water', () => {
    const table = signalTable({ repetitionTimeMs: 4200, echoTimeMs: 58, inversionTimeMs: 165 });
    expect(order(table, ['fat', 'oedema', 'csf', 'muscle'])).toEqual(['csf', 'oedema', 'muscle', 'fat']);
  });
});
