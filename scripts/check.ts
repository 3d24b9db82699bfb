/** `npm run check`: everything but the browser journeys. The cheap checks run side by side, then tests, build and size budget. */
import { build } from '#server/build.ts';
import { sizeReport } from './size.ts';
import { dist, node, root, runInOrder, runTogether, type Step } from './steps.ts';
import { closingLines, forgetTally, readTally, type Tally } from './tally.ts';

const cheap: readonly Step[] = [
  { name: 'types', run: () => node('node_modules/typescript/bin/tsc', ['-p', '.', '--pretty', 'false']) },
  { name: 'lint', run: () => node('node_modules/oxlint/bin/oxlint') },
  { name: 'format', run: () => node('node_modules/oxfmt/bin/oxfmt', ['--check']) },
  { name: 'dead code', run: () => node('node_modules/knip/bin/knip.js', ['--no-progress']) },
];

const costly: readonly Step[] = [
  {
    name: 'tests',
    run: () => node('node_modules/vitest/vitest.mjs', ['run', '--reporter=dot', '--reporter=./scripts/unitReporter.ts']),
  },
  {
    name: 'build',
    run: async () => {
      await build(root, dist);
      return { ok: true, output: '' };
    },
  },
  { name: 'size', always: true, run: async () => sizeReport(dist) },
];

/** Runs all of it; the tally is of the tests that ran. */
export const check = async (): Promise<{ ok: boolean; tally: Tally }> => {
  forgetTally('unit');
  const ok = (await runTogether(cheap)) && (await runInOrder(costly));
  return { ok, tally: readTally('unit') };
};

if (import.meta.main) {
  const { ok, tally } = await check();
  console.log(closingLines(tally));
  process.exitCode = ok ? 0 : 1;
}
