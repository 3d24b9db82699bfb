/**
 * Finds bright CSF of the dural sac on an axial T2 image from one click. Grows from a strict threshold to looser ones and stops before it
 * leaks; roots inside are dark, so holes are filled and bays closed. Roots gathered at the sac's edge cannot be told from what lies
 * outside by brightness, so they may be left out: a proposal, which the reader accepts and adjusts.
 */
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import { closed, connected, countOf, discOf, edgesOf, filled, opened, type Mask } from './mask.ts';
import type { ImageValues } from './regionValues.ts';
import { traceOutline } from './traceOutline.ts';

/** Text of an outline accepted as it was found, until the reader changes outline or text: its area then carries a warning. */
export const BY_ONE_CLICK = 'bright CSF, by one click';

type Steps = readonly [number, number];
export type Grown = { readonly outline: readonly PixelPoint[]; readonly areaMm2: number };

/** No sac is larger than this: it grew into something else. */
const MOST_MM2 = 600;
/** Smaller is a root, a vessel or noise. */
const LEAST_MM2 = 15;
const WINDOW_MM = 26;
const SEED_MM = 1.5;
/** Leaks thinner than twice this break; gaps between roots up to twice this close. */
const OPEN_MM = 0.7;
const CLOSE_MM = 1.6;
/** Thresholds as shares of the way from dark tissue to the CSF under the click, from strict to loose; half-way is the true edge. */
const SHARES = [0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];
/** A sac grows gently as the threshold falls; a leap is a leak. */
const LEAP = 1.3;
const LEAP_MM2 = 25;
/** 1 for a disc, 0.785 for a square: a sac is rounder than a region with arms. */
const LEAST_ROUNDNESS = 0.6;

type Window = {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  readonly top: number;
  readonly left: number;
};

function windowAround({ rows, columns, values }: ImageValues, seed: PixelPoint, [rowStep, columnStep]: Steps): Window {
  const [reachRows, reachColumns] = [Math.round(WINDOW_MM / rowStep), Math.round(WINDOW_MM / columnStep)];
  const top = Math.max(0, Math.round(seed.row) - reachRows);
  const left = Math.max(0, Math.round(seed.column) - reachColumns);
  const height = Math.min(rows, Math.round(seed.row) + reachRows + 1) - top;
  const width = Math.min(columns, Math.round(seed.column) + reachColumns + 1) - left;
  const cut = Float32Array.from(
    { length: width * height },
    (_, at) => values[(top + Math.floor(at / width)) * columns + left + (at % width)]!,
  );
  return { rows: height, columns: width, values: smoothed(cut, height, width), top, left };
}

/** 3 x 3 binomial mean: noise would make holes and leaks. */
function smoothed(values: Float32Array, rows: number, columns: number): Float32Array {
  const at = (row: number, column: number) =>
    values[Math.max(0, Math.min(rows - 1, row)) * columns + Math.max(0, Math.min(columns - 1, column))]!;
  return values.map((_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    let sum = 0;
    for (const [dr, weight] of [
      [-1, 1],
      [0, 2],
      [1, 1],
    ] as const)
      sum += weight * (at(row + dr, column - 1) + 2 * at(row + dr, column) + at(row + dr, column + 1));
    return sum / 16;
  });
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;

/** Edge length in mm, counting the sides between pixels, corrected for their stairs (exact for a disc on average: pi / 4). */
function roundness(mask: Mask, areaMm2: number, [rowStep, columnStep]: Steps): number {
  const { rows, columns, bits } = mask;
  let sides = 0;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const bit = bits[row * columns + column]!;
      if (column + 1 < columns && bits[row * columns + column + 1] !== bit) sides += rowStep;
      if (row + 1 < rows && bits[(row + 1) * columns + column] !== bit) sides += columnStep;
    }
  const perimeterMm = sides * (Math.PI / 4);
  return perimeterMm > 0 ? (4 * Math.PI * areaMm2) / perimeterMm ** 2 : 0;
}

type Step = { readonly mask: Mask; readonly areaMm2: number; readonly leak: string | null };

function growAt(window: Window, seeds: readonly number[], threshold: number, steps: Steps): Step {
  const bright: Mask = {
    rows: window.rows,
    columns: window.columns,
    bits: Uint8Array.from(window.values, (value) => (value >= threshold ? 1 : 0)),
  };
  const core = connected(opened(bright, discOf(OPEN_MM, steps)), seeds, 1);
  const touches = edgesOf(core).some((at) => core.bits[at] === 1);
  const mask = filled(closed(core, discOf(CLOSE_MM, steps)));
  const areaMm2 = countOf(mask) * steps[0] * steps[1];
  const leak =
    touches || areaMm2 > MOST_MM2
      ? `It grew past ${MOST_MM2} mm²`
      : areaMm2 >= LEAST_MM2 && roundness(mask, areaMm2, steps) < LEAST_ROUNDNESS
        ? 'It leaked along a narrow gap'
        : null;
  return { mask, areaMm2, leak };
}

/** `steps`: row and column step in mm. The outline is in pixels of the image. */
export function growSac(image: ImageValues, seed: PixelPoint, steps: Steps): Grown | { readonly problem: string } {
  const { column, row } = seed;
  if (!(column >= 0 && row >= 0 && column <= image.columns - 1 && row <= image.rows - 1))
    return { problem: 'The click is beside the image' };
  const window = windowAround(image, seed, steps);
  const centre = { row: Math.round(row) - window.top, column: Math.round(column) - window.left };
  const seeds = discOf(SEED_MM, steps)
    .map(([dr, dc]) => [centre.row + dr, centre.column + dc] as const)
    .filter(([r, c]) => r >= 0 && r < window.rows && c >= 0 && c < window.columns)
    .map(([r, c]) => r * window.columns + c);
  const csf = percentile(
    seeds.map((at) => window.values[at]!),
    0.7,
  );
  const dark = percentile([...window.values], 0.1);
  const middle = percentile([...window.values], 0.5);
  // Brighter than most by more than most are brighter than the dark: noise alone is not.
  if (csf - middle <= middle - dark) return { problem: 'The click is not on bright CSF' };
  let best: Step | null = null;
  let problem = 'No bright sac was found under the click';
  for (const share of SHARES) {
    const step = growAt(window, seeds, dark + share * (csf - dark), steps);
    const leaps = best && step.areaMm2 > best.areaMm2 * LEAP && step.areaMm2 - best.areaMm2 > LEAP_MM2;
    if (step.leak) problem = step.leak;
    // A strict threshold may show only ragged parts: looser ones join them, until one has grown too far.
    if (leaps || (step.leak && (best || step.areaMm2 > MOST_MM2))) break;
    if (step.leak) continue;
    if (step.areaMm2 >= LEAST_MM2) best = step;
  }
  if (!best) return { problem };
  const outline = traceOutline(best.mask).map((p) => pixelPoint(p.column + window.left, p.row + window.top));
  return { outline, areaMm2: best.areaMm2 };
}
