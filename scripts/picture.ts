/** `npm run picture`: makes the README's picture anew, from the sample study that comes first. */
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { buildIfNeeded } from '#server/build.ts';
import { addressOf, createHost } from '#server/host.ts';
import { makeMissing, SAMPLES } from '../sample-studies/make.ts';
import { ensureChromium, launchArgs } from './chromium.ts';
import { dist, root } from './steps.ts';

const CASE = 'right-leg-pain';

const executablePath = ensureChromium();
await makeMissing({ only: CASE });
await buildIfNeeded(root, dist);
const host = await createHost({ app: dist, samples: SAMPLES });
await host.listen({ host: '127.0.0.1', port: 0 });
const browser = await chromium.launch({ executablePath, args: [...launchArgs] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 810 } });
  const { port } = host.server.address() as { port: number };
  await page.goto(`${addressOf('127.0.0.1', port)}#/case/${CASE}`);
  await page.waitForFunction(() => performance.getEntriesByName('conus:study-loaded').length > 0);
  await page.getByRole('button', { name: 'Reveal' }).click();
  await page.getByRole('button', { name: 'Next step' }).click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('section[data-plane]')].every((plane) => plane.getAttribute('data-state') === 'ready'),
  );
  await page.mouse.move(0, 0);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(root, 'docs', 'reading.jpg'), type: 'jpeg', quality: 82 });
  console.log('docs/reading.jpg is made.');
} finally {
  await browser.close();
  await host.close();
}
