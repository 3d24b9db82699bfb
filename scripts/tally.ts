/** Counts of tests, from every runner, added up to the one line that a person or a CI system reads last. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why tests were skipped, with how many each. */
  readonly reasons: Readonly<Record<string, number>>;
};

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, reasons: {} };

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  reasons: Object.entries(b.reasons).reduce((sum, [reason, count]) => ({ ...sum, [reason]: (sum[reason] ?? 0) + count }), { ...a.reasons }),
});

/** One test's result as a tally of one. */
export const one = (result: 'passed' | 'failed' | 'skipped', reason = 'no reason given'): Tally => ({
  ...nothing,
  [result]: 1,
  reasons: result === 'skipped' ? { [reason]: 1 } : {},
});

/** Reasons first, the count last and alone on its line. */
export const closingLines = ({ passed, failed, skipped, reasons }: Tally): string =>
  [
    ...Object.entries(reasons).map(([reason, count]) => `skipped ${count}: ${reason}`),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');

export type Runner = 'unit' | 'journeys';
const fileOf = (runner: Runner): string => fileURLToPath(new URL(`../.cache/results/${runner}.json`, import.meta.url));

/** Called by a runner's reporter, in the runner's own process. */
export const writeTally = (runner: Runner, tally: Tally): void => {
  mkdirSync(dirname(fileOf(runner)), { recursive: true });
  writeFileSync(fileOf(runner), JSON.stringify(tally));
};

export const forgetTally = (runner: Runner): void => rmSync(fileOf(runner), { force: true });

/** The runner's last tally; none when it stopped before any test ended. */
export const readTally = (runner: Runner): Tally =>
  existsSync(fileOf(runner)) ? JSON.parse(readFileSync(fileOf(runner), 'utf8')) : nothing;
