import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../decodedFrame.ts';
import { encodeLossless, type LosslessInput } from '../testCodestreams.ts';
import { load } from './lossless.ts';

const decode = await load();
const decoded = (bytes: Uint8Array, { rows, columns, components, precision }: LosslessInput): readonly number[] | string => {
  const outcome = decode(bytes, { rows, columns, components, precision, signed: false });
  if (isProblem(outcome)) return outcome.problem;
  return [...(precision > 8 ? new Uint16Array(outcome.bytes.buffer) : outcome.bytes)];
};

const inputs = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    components: fc.constantFrom(1, 3),
    precision: fc.integer({ min: 2, max: 16 }),
    predictor: fc.integer({ min: 1, max: 7 }),
    restartRows: fc.integer({ min: 0, max: 3 }),
  })
  .chain((shape) =>
    fc
      .array(fc.integer({ min: 0, max: 2 ** shape.precision - 1 }), {
        minLength: shape.rows * shape.columns * shape.components,
        maxLength: shape.rows * shape.columns * shape.components,
      })
      .map((values): LosslessInput => ({ ...shape, values })),
  );

describe('lossless JPEG', () => {
  it('gives back every sample, for every predictor, depth, restart interval and one or three components', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(decoded(encodeLossless(input), input)).toEqual(input.values);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the largest difference, 32768, either way', () => {
    const input: LosslessInput = {
      rows: 2,
      columns: 3,
      components: 1,
      precision: 16,
      predictor: 1,
      restartRows: 0,
      values: [0, 32_768, 0, 65_535, 32_767, 65_535],
    };
    expect(decoded(encodeLossless(input), input)).toEqual(input.values);
  });

  it('is a problem wherever it is cut short', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (input, part) => {
        const whole = encodeLossless(input);
        const start = 20;
        // Two bytes before the end: what only loses padding bits of the last byte is still whole.
        const cut = whole.subarray(0, start + Math.floor((whole.length - 3 - start) * part));
        expect(decoded(cut, input)).toBe('the lossless JPEG data is damaged or cut short');
      }),
      { numRuns: 200 },
    );
  });

  it('is a problem when data is left over', () => {
    const input: LosslessInput = {
      rows: 4,
      columns: 4,
      components: 1,
      precision: 8,
      predictor: 1,
      restartRows: 0,
      values: Array.from({ length: 16 }, (_, i) => i * 16),
    };
    expect(decoded(encodeLossless(input), { ...input, rows: 2 })).toBe('the lossless JPEG data is damaged or cut short');
  });
});
