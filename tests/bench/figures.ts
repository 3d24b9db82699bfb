/** Figures of a benchmark: medians of several runs, beside what was asked of them. */

export type Unit = 'ms' | 'KB' | 'MB' | '';

/** One thing measured: a value a run, and the limit that was asked for, if any. */
export type Figure = { readonly name: string; readonly unit: Unit; readonly values: readonly number[]; readonly atMost?: number };

/** The p-th percentile (0..1) by linear interpolation between ranks; NaN of nothing. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = p * (sorted.length - 1);
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  return below === undefined || above === undefined ? Number.NaN : below + (above - below) * (rank - Math.floor(rank));
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

const written = (value: number): string => (Number.isFinite(value) ? value.toFixed(Math.abs(value) < 100 ? 1 : 0) : '-');

/** A table of text: name, median, spread, what was asked, whether it was reached. */
export const table = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ name, unit, values, atMost }) => {
    const typical = median(values);
    const spread = values.length > 1 ? `${written(Math.min(...values))} .. ${written(Math.max(...values))}` : '';
    const verdict = atMost === undefined ? '' : typical <= atMost ? 'yes' : 'no';
    return [name, `${written(typical)} ${unit}`, spread, atMost === undefined ? '' : `${atMost} ${unit}`, verdict].map((cell) =>
      cell.trim(),
    );
  });
  const all = [['figure', 'median', 'min .. max', 'asked, at most', 'reached'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  return [line(all[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...all.slice(1).map(line)].join('\n');
};

/** Repeatable random numbers 0..1 (mulberry32), so that a run can be told again by its seed. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
