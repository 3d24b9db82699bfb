/**
 * How much each place along a line through the vertebral column looks like a disc, from one sagittal image's own signal. On T1 and T2
 * alike marrow is brighter than the endplates' cortical bone, so going towards the feet a disc begins with a fall and ends with a rise;
 * what lies between (nucleus, annulus) may be bright or dark. Where fat is suppressed it is the other way round.
 */

/** Output values of an image, row by row, and its pixel steps. All places here are mm from the centre of the first pixel: x along rows, y down. */
export type ColumnImage = {
  readonly rows: number;
  readonly columns: number;
  readonly columnStepMm: number;
  readonly rowStepMm: number;
  readonly values: ArrayLike<number>;
  /** Whether marrow outshines the endplates, as on T1 and T2, or its fat is suppressed (STIR), so that discs outshine it. */
  readonly marrow: 'bright' | 'dark';
};

export type Place = { readonly x: number; readonly y: number };
/** A place on the line and the unit direction of the line there, towards the feet. */
export type Step = Place & { readonly dx: number; readonly dy: number };

/** Spacing of samples along and across the line. */
export const ALONG_MM = 0.5;
const ACROSS_MM = 1;
/** Half the depth of a small lumbar disc: the band in which both endplates must show. */
const HALF_BAND_MM = 15;
/** Endplates are concave and discs wedge-shaped: an edge may lie so far from where a straight one would. */
const LEEWAY_MM = 1.5;
/** Heights from marrow to marrow, endplates included. */
const HEIGHTS_MM = [6, 8, 10, 12, 14] as const;
/** The derivative is taken over this far on either side, with the samples within averaged. */
const EDGE_MM = 1.5;

/** Likeness is averaged this far either way, so that one lucky row of samples does not draw a disc's centre to itself. */
const SMOOTHED_MM = 1;

/** Half the width of what is sampled: the band, and room for it to move aside. */
const HALF_WIDTH_MM = 27;
const WIDTH = 2 * (HALF_WIDTH_MM / ACROSS_MM) + 1;
const BAND = HALF_BAND_MM / ACROSS_MM;

/** The image along a line, straightened: a row of samples across for every step. Beyond the image its edge goes on. */
function straighten({ rows, columns, columnStepMm, rowStepMm, values, marrow }: ColumnImage, steps: readonly Step[]): Float32Array {
  const out = new Float32Array(steps.length * WIDTH);
  const sign = marrow === 'bright' ? 1 : -1;
  steps.forEach(({ x, y, dx, dy }, step) => {
    for (let i = 0; i < WIDTH; i += 1) {
      const across = i * ACROSS_MM - HALF_WIDTH_MM;
      const column = Math.min(columns - 1.001, Math.max(0, (x - dy * across) / columnStepMm));
      const row = Math.min(rows - 1.001, Math.max(0, (y + dx * across) / rowStepMm));
      const c = Math.floor(column);
      const r = Math.floor(row);
      const fc = column - c;
      const at = r * columns + c;
      const upper = values[at]! * (1 - fc) + values[at + 1]! * fc;
      const lower = values[at + columns]! * (1 - fc) + values[at + columns + 1]! * fc;
      out[step * WIDTH + i] = sign * (upper + (lower - upper) * (row - r));
    }
  });
  return out;
}

/** Change of signal towards the feet, smoothed: mean of the samples ahead less mean of those behind. */
function changes(straight: Float32Array, count: number): Float32Array {
  const reach = Math.round(EDGE_MM / ALONG_MM);
  const out = new Float32Array(straight.length);
  for (let row = reach; row < count - reach; row += 1)
    for (let i = 0; i < WIDTH; i += 1) {
      let sum = 0;
      for (let k = 1; k <= reach; k += 1) sum += straight[(row + k) * WIDTH + i]! - straight[(row - k) * WIDTH + i]!;
      out[row * WIDTH + i] = sum / reach;
    }
  return out;
}

/** The greatest value within the leeway along the line. */
function widened(values: Float32Array, count: number, sign: 1 | -1, most: number): Float32Array {
  const reach = Math.round(LEEWAY_MM / ALONG_MM);
  const out = new Float32Array(values.length);
  for (let row = 0; row < count; row += 1)
    for (let i = 0; i < WIDTH; i += 1) {
      let best = 0;
      for (let other = Math.max(0, row - reach); other <= Math.min(count - 1, row + reach); other += 1)
        if (sign * values[other * WIDTH + i]! > best) best = sign * values[other * WIDTH + i]!;
      out[row * WIDTH + i] = best > most ? 1 : best / most;
    }
  return out;
}

/** A change that only one sample in ten exceeds: edges of bone count fully, noise hardly. */
function strongChange(values: Float32Array): number {
  const sizes = values
    .filter((_, index) => index % 7 === 0)
    .map(Math.abs)
    .toSorted();
  return Math.max(1e-9, sizes[Math.floor(sizes.length * 0.9)] ?? 0);
}

/** Mean within `SMOOTHED_MM` along the line. */
function averaged(values: Float32Array, count: number, width: number): Float32Array {
  const reach = Math.round(SMOOTHED_MM / ALONG_MM);
  const out = new Float32Array(values.length);
  for (let i = 0; i < width; i += 1) {
    let sum = 0;
    for (let row = -reach; row < count; row += 1) {
      if (row + reach < count) sum += values[(row + reach) * width + i]!;
      if (row - reach > 0) sum -= values[(row - reach - 1) * width + i]!;
      if (row >= 0) out[row * width + i] = sum / (2 * reach + 1);
    }
  }
  return out;
}

/** Likeness to a disc (0..1) by step along the line and shift aside. */
export type DiscSignal = {
  /** `asideMm` within +-(HALF_WIDTH_MM - half the band), in the direction (-dy, dx) of the step. */
  at(step: number, asideMm: number): number;
};

export const MOST_ASIDE_MM = HALF_WIDTH_MM - HALF_BAND_MM;

export function discSignal(image: ColumnImage, steps: readonly Step[]): DiscSignal {
  const count = steps.length;
  const change = changes(straighten(image, steps), count);
  const most = strongChange(change);
  const rise = widened(change, count, 1, most);
  const fall = widened(change, count, -1, most);
  const shifts = 2 * (MOST_ASIDE_MM / ACROSS_MM) + 1;
  const out = new Float32Array(count * shifts);
  for (const heightMm of HEIGHTS_MM) {
    const half = Math.round(heightMm / 2 / ALONG_MM);
    const sums = new Float64Array(WIDTH + 1);
    for (let row = half; row < count - half; row += 1) {
      for (let i = 0; i < WIDTH; i += 1) {
        const begins = fall[(row - half) * WIDTH + i]!;
        const ends = rise[(row + half) * WIDTH + i]!;
        sums[i + 1] = sums[i]! + (begins < ends ? begins : ends);
      }
      for (let shift = 0; shift < shifts; shift += 1) {
        const mean = (sums[shift + 2 * BAND + 1]! - sums[shift]!) / (2 * BAND + 1);
        if (mean > out[row * shifts + shift]!) out[row * shifts + shift] = mean;
      }
    }
  }
  const smooth = averaged(out, count, shifts);
  return {
    at(step, asideMm) {
      const shift = Math.round((asideMm + MOST_ASIDE_MM) / ACROSS_MM);
      return step < 0 || step >= count || shift < 0 || shift >= shifts ? 0 : smooth[step * shifts + shift]!;
    },
  };
}
