/**
 * `npm run journeys -- --grep @planes`: the browser journeys against the production build, which is made first where it is stale.
 * Further arguments go to Playwright.
 */
import { spawn } from 'node:child_process';
import { buildIfNeeded } from '#server/build.ts';
import { addressOf, createHost } from '#server/host.ts';
import { makeMissing } from '../sample-studies/make.ts';
import { ensureChromium } from './chromium.ts';
import { dist, root } from './steps.ts';
import { closingLines, forgetTally, readTally, type Tally } from './tally.ts';
import { join } from 'node:path';

/** Runs Playwright with its report on this terminal. */
const playwright = (args: readonly string[], env: Record<string, string>): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 1, 2],
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });

export const journeys = async (args: readonly string[]): Promise<{ ok: boolean; tally: Tally }> => {
  forgetTally('journeys');
  const chromium = ensureChromium();
  await buildIfNeeded(root, dist);
  // The journeys of teaching open this one; the others take the same path.
  await makeMissing({ only: 'right-leg-pain' });
  const host = await createHost({ app: dist, samples: join(root, '.cache', 'samples') });
  try {
    await host.listen({ host: '127.0.0.1', port: 0 });
    const { port } = host.server.address() as { port: number };
    const ok = await playwright(args, { CONUS_URL: addressOf('127.0.0.1', port), CHROMIUM: chromium });
    return { ok, tally: readTally('journeys') };
  } finally {
    await host.close();
  }
};

if (import.meta.main) {
  const { ok, tally } = await journeys(process.argv.slice(2));
  console.log(closingLines(tally));
  process.exitCode = ok ? 0 : 1;
}
