/** Random numbers that a printed seed repeats (mulberry32). */
export type Random = { readonly seed: number; next(): number; below(limit: number): number; among<T>(items: readonly T[]): T };

/** CONUS_SEED, where given, repeats a run that failed. */
export const createRandom = (seed = Number(process.env['CONUS_SEED'] ?? 20_261_130)): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { seed, next, below, among: (items) => items[below(items.length)]! };
};
