/**
 * Deterministic randomness. `hash32` is an integer finaliser (full avalanche), `valueNoise` a smooth field over patient space,
 * `gaussianTable` a source of normal deviates: enough for textures and receiver noise, not for statistics.
 */

/** 32-bit hash of two integers, uniform over 0..2^32-1. */
export function hash32(a: number, b: number): number {
  let h = (Math.imul(a | 0, 0x9e3779b1) ^ Math.imul((b | 0) + 0x7f4a7c15, 0x85ebca6b)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform 0..1 from two integers. */
export const uniform = (a: number, b: number): number => hash32(a, b) / 4294967296;

/** Small sequential generator (mulberry32): uniform 0..1. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// 32 cubed floats stay in the processor's cache.
const SIDE = 32;
const MASK = SIDE - 1;

/** Smooth noise over space, mean 0, within -1..1, periodic every 32 lattice steps. One lattice step is one unit of the arguments. */
export type NoiseField = (x: number, y: number, z: number) => number;

export function valueNoise(seed: number): NoiseField {
  const lattice = new Float32Array(SIDE * SIDE * SIDE);
  const next = generator(hash32(seed, 0x51ce));
  for (let i = 0; i < lattice.length; i++) lattice[i] = next() * 2 - 1;
  // The lattice is turned against the body's axes, or its cells would show as upright boxes.
  return (px, py, pz) => {
    const x = 0.78 * px - 0.52 * py + 0.35 * pz;
    const y = 0.6 * px + 0.75 * py - 0.28 * pz;
    const z = -0.12 * px + 0.43 * py + 0.89 * pz;
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const fz = Math.floor(z);
    let tx = x - fx;
    let ty = y - fy;
    let tz = z - fz;
    tx = tx * tx * (3 - 2 * tx);
    ty = ty * ty * (3 - 2 * ty);
    tz = tz * tz * (3 - 2 * tz);
    const x0 = fx & MASK;
    const x1 = (fx + 1) & MASK;
    const y0 = (fy & MASK) << 5;
    const y1 = ((fy + 1) & MASK) << 5;
    const z0 = (fz & MASK) << 10;
    const z1 = ((fz + 1) & MASK) << 10;
    const a = lattice[x0 | y0 | z0]! + (lattice[x1 | y0 | z0]! - lattice[x0 | y0 | z0]!) * tx;
    const b = lattice[x0 | y1 | z0]! + (lattice[x1 | y1 | z0]! - lattice[x0 | y1 | z0]!) * tx;
    const c = lattice[x0 | y0 | z1]! + (lattice[x1 | y0 | z1]! - lattice[x0 | y0 | z1]!) * tx;
    const d = lattice[x0 | y1 | z1]! + (lattice[x1 | y1 | z1]! - lattice[x0 | y1 | z1]!) * tx;
    const near = a + (b - a) * ty;
    return near + (c + (d - c) * ty - near) * tz;
  };
}

const TABLE = 8192;

/** Normal deviates of unit variance at evenly spaced quantiles, in random order; index with `& (length - 1)`. */
export function gaussianTable(seed: number): Float32Array {
  const next = generator(hash32(seed, 0x6a55));
  const table = new Float32Array(TABLE);
  for (let i = 0; i < TABLE; i += 2) {
    const r = Math.sqrt(-2 * Math.log((i / 2 + 0.5) / (TABLE / 2)));
    const angle = 2 * Math.PI * next();
    table[i] = r * Math.cos(angle);
    table[i + 1] = r * Math.sin(angle);
  }
  return table;
}
