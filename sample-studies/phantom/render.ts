import { patientPoint } from '#geometry/points.ts';
import { cross } from '#geometry/vector.ts';
import { buildAnatomy, type Anatomy } from './anatomy.ts';
import { gaussianTable, hash32 } from './noise.ts';
import type { Recipe } from './recipe.ts';
import { resample, resampler } from './reconstruct.ts';
import { sampleSlice, type Grid, type Signal } from './sampleSlice.ts';
import { sliceCount, type RenderedSeries, type RenderedSlice, type SeriesSpec } from './series.ts';
import { signalTable } from './signal.ts';

/** Stored value of a signal of 1 at a coil sensitivity of 1. */
const GAIN = 3300;
/** Elements of the coil array whose images are combined by the root of the sum of squares. */
const CHANNELS = 6;
/** Fat's resonance lies 220 Hz below water's at 1.5 T (3.4 ppm). */
const FAT_SHIFT_HZ = 220;

const GAUSSIAN = gaussianTable(0x9a);

const built = new WeakMap<Recipe, Anatomy>();
/** The recipe's anatomy, built once per recipe object. */
export function anatomyOf(recipe: Recipe): Anatomy {
  const known = built.get(recipe) ?? buildAnatomy(recipe);
  built.set(recipe, known);
  return known;
}

/** Block and place within it of the `index`-th slice of a series. */
function placeOf(spec: SeriesSpec, index: number) {
  let rest = index;
  for (const block of spec.blocks) {
    if (rest < block.slices) return { block, offset: (rest - (block.slices - 1) / 2) * (spec.thicknessMm + spec.gapMm) };
    rest -= block.slices;
  }
  throw new RangeError(`series ${spec.name} has no slice ${index}`);
}

/** Grid of `rows` x `columns` samples of `stepMm` about the slice's centre. */
function gridOf(spec: SeriesSpec, index: number, rows: number, columns: number, stepMm: number): Grid {
  const { block, offset } = placeOf(spec, index);
  const { centre: c, rightDir: r, downDir: d } = block;
  const n = cross(r, d);
  const [u, v] = [((columns - 1) / 2) * stepMm, ((rows - 1) / 2) * stepMm];
  const at = (axis: 'x' | 'y' | 'z') => c[axis] - r[axis] * u - d[axis] * v + n[axis] * offset;
  return {
    origin: { x: at('x'), y: at('y'), z: at('z') },
    right: r,
    down: d,
    normal: n,
    stepMm,
    rows,
    columns,
    thicknessMm: spec.thicknessMm,
  };
}

/**
 * Sensitivity of a spine array in the table: strongest at the skin of the back, and falling off beyond its ends;
 * with the scanner's partial correction.
 */
const FALLOFF = Float32Array.from({ length: 402 }, (_, mm) => 0.75 + 0.55 * Math.exp(-mm / 45));
function coilSensitivity(depthMm: number, z: number, centreZ: number): number {
  const along = (z - centreZ) / 190;
  const depth = depthMm < 0 ? 0 : depthMm > 400 ? 400 : depthMm;
  const mm = Math.floor(depth);
  const near = FALLOFF[mm]!;
  return (near + (FALLOFF[mm + 1]! - near) * (depth - mm)) / (1 + 0.35 * along * along * along * along);
}

/** Coil shading, displaced fat and an anterior saturation band, on the acquired grid. */
function receive({ trunk, skeleton }: Anatomy, spec: SeriesSpec, grid: Grid, signal: Signal): Float32Array {
  const { rows, columns, origin: o, right: r, down: d, stepMm } = grid;
  const out = new Float32Array(rows * columns);
  const shift = (FAT_SHIFT_HZ / spec.pixelBandwidthHz) * (spec.pixelMm / stepMm);
  const whole = Math.floor(shift);
  const part = shift - whole;
  const stride = spec.frequencyAxis === 'row' ? 1 : columns;
  const centreZ = spec.blocks[0]!.centre.z;
  // The band is laid straight, in front of the most anterior vertebra.
  const bandY = Math.min(...skeleton.vertebrae.map(({ frame }) => frame.origin.y)) - 44;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const y = o.y + (r.y * column + d.y * row) * stepMm;
      const z = o.z + (r.z * column + d.z * row) * stepMm;
      const near = i - whole * stride;
      const far = near - stride;
      const fat = (near >= 0 ? signal.fat[near]! : 0) * (1 - part) + (far >= 0 ? signal.fat[far]! : 0) * part;
      let sensitivity = coilSensitivity(trunk.backY(z) - y, z, centreZ);
      if (spec.saturateAnterior) {
        const inBand = bandY - y;
        if (inBand > 0) sensitivity *= 0.66 + 0.34 * Math.exp(-((inBand / 16) ** 2));
      }
      out[i] = (signal.water[i]! + fat) * sensitivity * GAIN;
    }
  }
  return out;
}

/**
 * Adds receiver noise, interpolates to the final matrix and takes the magnitude. The quadrature channel's noise and that of the
 * coil's other elements only lift the floor: air has the mean and the narrow spread of a
 * non-central chi distribution (Constantinides 1997, MRM 38:852) instead of a single coil's Rician one.
 */
function finish(real: Float32Array, spec: SeriesSpec, grid: Grid, seed: number): Uint16Array {
  const { rows, columns } = grid;
  for (let i = 0; i < real.length; i++) real[i]! += GAUSSIAN[hash32(i, seed) & 8191]! * spec.noise;
  const across = resampler(columns, spec.acquiredPixelMm, spec.columns, spec.pixelMm);
  const along = resampler(rows, spec.acquiredPixelMm, spec.rows, spec.pixelMm);
  const filtered = resample(real, rows, columns, across, along);
  // Mean and spread of the magnitude of the remaining 2 * CHANNELS - 1 normal components.
  const mean = Math.sqrt(2 * CHANNELS - 1.5) * spec.noise;
  const spread = 0.5 * spec.noise;
  const pixels = new Uint16Array(filtered.length);
  let last = 0;
  for (let i = 0; i < pixels.length; i++) {
    const fresh = GAUSSIAN[hash32(i, seed + 1) & 8191]!;
    const floor = mean + spread * (fresh + last);
    last = fresh;
    pixels[i] = Math.min(4095, Math.sqrt(filtered[i]! * filtered[i]! + floor * floor) + 0.5);
  }
  return pixels;
}

const seriesSeed = (recipe: Recipe, spec: SeriesSpec, index: number): number =>
  [...spec.name].reduce((h, char) => hash32(h, char.charCodeAt(0)), hash32(recipe.seed, index + 1));

/** What two series must have in common to be sampled together. */
export const geometryKey = ({ blocks, rows, columns, pixelMm, acquiredPixelMm, thicknessMm, gapMm }: SeriesSpec): string =>
  JSON.stringify([blocks, rows, columns, pixelMm, acquiredPixelMm, thicknessMm, gapMm]);

/**
 * The `index`-th slice (0-based) of several series of one geometry, sampled once: much cheaper than one by one. Throws
 * RangeError when the geometries differ.
 */
export function renderTogether(recipe: Recipe, specs: readonly SeriesSpec[], index: number): RenderedSlice[] {
  const [first] = specs;
  if (!first) return [];
  if (specs.some((spec) => geometryKey(spec) !== geometryKey(first)))
    throw new RangeError('series rendered together must share their geometry');
  const anatomy = anatomyOf(recipe);
  const size = (count: number) => Math.round((count * first.pixelMm) / first.acquiredPixelMm);
  const grid = gridOf(first, index, size(first.rows), size(first.columns), first.acquiredPixelMm);
  const signals = sampleSlice(anatomy, grid, specs.map(signalTable));
  const { origin } = gridOf(first, index, first.rows, first.columns, first.pixelMm);
  return specs.map((spec, i) => ({
    position: patientPoint(origin.x, origin.y, origin.z),
    rightCosines: grid.right,
    downCosines: grid.down,
    pixels: finish(receive(anatomy, spec, grid, signals[i]!), spec, grid, seriesSeed(recipe, spec, index)),
  }));
}

/** One slice of one series; deterministic for a recipe, whatever else is rendered. */
export const renderSlice = (recipe: Recipe, spec: SeriesSpec, index: number): RenderedSlice => renderTogether(recipe, [spec], index)[0]!;

export const renderSeries = (recipe: Recipe, spec: SeriesSpec): RenderedSeries => ({
  slices: Array.from({ length: sliceCount(spec) }, (_, index) => renderSlice(recipe, spec, index)),
});
