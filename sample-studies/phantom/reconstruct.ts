/**
 * From the acquired grid to the reconstructed image. A scanner fills the middle of k-space and pads the rest with zeros, which is
 * convolution with a sinc whose first side lobes show as truncation ringing at sharp edges; the usual mild filter rounds the
 * corner of k-space, here by a Kaiser-like window over the kernel. Separable, so each axis is a table of taps.
 */
type Resampler = { readonly taps: number; readonly first: Int32Array; readonly weights: Float32Array };

const LOBES = 6;

/** Strength of the raised-cosine filter over k-space: the edge of k-space is weighted with 1 - 4 * SMOOTHING. */
const SMOOTHING = 0.09;
const sinc = (t: number): number => (Math.abs(t) < 1e-9 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));

/** Taps that turn `acquired` samples of `acquiredMm` into `count` samples of `pixelMm` about the same centre. */
export function resampler(acquired: number, acquiredMm: number, count: number, pixelMm: number): Resampler {
  const taps = 2 * LOBES;
  const first = new Int32Array(count);
  const weights = new Float32Array(count * taps);
  for (let i = 0; i < count; i++) {
    const at = ((i - (count - 1) / 2) * pixelMm) / acquiredMm + (acquired - 1) / 2;
    const start = Math.floor(at) - LOBES + 1;
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const t = at - (start + k);
      const window = Math.cos((Math.PI * t) / (2 * (LOBES + 0.5))) ** 2;
      const value = (1 - 2 * SMOOTHING) * sinc(t) + SMOOTHING * (sinc(t - 1) + sinc(t + 1));
      const tap = value * window;
      weights[i * taps + k] = tap;
      sum += tap;
    }
    for (let k = 0; k < taps; k++) weights[i * taps + k]! /= sum;
  }
  return { taps, first, weights };
}

/** Applies one resampler to columns and one to rows; samples beyond the edge repeat the edge. */
export function resample(input: Float32Array, rows: number, columns: number, across: Resampler, along: Resampler): Float32Array {
  const [outRows, outColumns] = [along.first.length, across.first.length];
  const wide = new Float32Array(rows * outColumns);
  const { taps, first, weights } = across;
  for (let r = 0; r < rows; r++) {
    const line = r * columns;
    for (let c = 0; c < outColumns; c++) {
      const start = first[c]!;
      const tap = c * taps;
      let sum = 0;
      if (start >= 0 && start + taps <= columns) {
        for (let k = 0; k < taps; k++) sum += weights[tap + k]! * input[line + start + k]!;
      } else {
        for (let k = 0; k < taps; k++) sum += weights[tap + k]! * input[line + Math.min(columns - 1, Math.max(0, start + k))]!;
      }
      wide[r * outColumns + c] = sum;
    }
  }
  const out = new Float32Array(outRows * outColumns);
  for (let r = 0; r < outRows; r++) {
    const to = r * outColumns;
    for (let k = 0; k < along.taps; k++) {
      const from = Math.min(rows - 1, Math.max(0, along.first[r]! + k)) * outColumns;
      const weight = along.weights[r * along.taps + k]!;
      for (let c = 0; c < outColumns; c++) out[to + c]! += weight * wide[from + c]!;
    }
  }
  return out;
}
