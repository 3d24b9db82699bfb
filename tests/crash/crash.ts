/**
 * `npm run crash -- [--times 100] [--seed 1]`: a real browser is killed (SIGKILL, all its processes at once) at random moments while marks are made
 * on a study, started again with the same profile, and asked for the study again. Promises: nothing that had shown "Saved" is lost, and of the
 * rest at most one second of work. Ends with a status other than 0 when one is broken. CONUS_URL names a host that already runs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { buildIfNeeded } from '#server/build.ts';
import { addressOf, createHost } from '#server/host.ts';
import { ensureChromium } from '../../scripts/chromium.ts';
import { dist, root } from '../../scripts/steps.ts';
import { percentile } from '../bench/figures.ts';
import { drawLength, importMarks, markedStudy, marksOn, saveState } from '../journeys/markedStudy.ts';
import { chooseFiles, waitReady } from '../journeys/page.ts';
import { createRandom, type Random } from '../journeys/random.ts';
import { startBrowser } from './browser.ts';
import { judge, savingTimes, watchPage, type Verdict, type Witness } from './witness.ts';

const { values: options } = parseArgs({ options: { times: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } } });
const times = Number(options.times);
const random = createRandom(Number(options.seed));

/** Kills this often strike while the study opens, and the marks are still being restored. */
const EARLY_SHARE = 0.15;
const LONGEST_MS = 2500;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Makes and changes marks, as a reader does, until the page is gone. */
const work = async (page: Page, round: number, { next, below }: Random): Promise<void> => {
  const revisions = new Map<string, number>();
  for (let step = 0; ; step += 1) {
    if (next() < 0.7) {
      const place = (): readonly [number, number] => [0.25 + 0.5 * next(), 0.25 + 0.5 * next()];
      await drawLength(page, next() < 0.5 ? 'sagittal' : 'axial', place(), place());
    } else {
      // A new mark, or a change of one of this round's.
      const id = `round ${round} mark ${below(3)}`;
      const revision = (revisions.get(id) ?? 0) + 1;
      revisions.set(id, revision);
      await importMarks(page, [{ id, text: `step ${step}`, revision }]);
    }
    await pause(next() * 150);
  }
};

const openStudy = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.waitForSelector('html[data-study]', { state: 'attached' });
  await chooseFiles(page, markedStudy());
  await waitReady(page, 'sagittal', 'axial');
};

/** Everything that the journal gives back; waits until it has been read. */
const restoredOn = async (page: Page): Promise<Map<string, string>> => {
  await saveState(page).waitFor({ state: 'attached' });
  let before = -1;
  for (let marks = await marksOn(page); ; marks = await marksOn(page)) {
    // Reading takes milliseconds: two looks apart that agree are the end of it.
    if (marks.length === before) return new Map(marks.map((mark) => [mark.id, JSON.stringify(mark)]));
    before = marks.length;
    await pause(200);
  }
};

type Round = { readonly verdict: Verdict; readonly made: number; readonly savingMs: readonly number[] };

const crash = async (address: string, executablePath: string): Promise<readonly Round[]> => {
  const profile = mkdtempSync(join(tmpdir(), 'conus-crash-'));
  const rounds: Round[] = [];
  let restored: ReadonlyMap<string, string> = new Map();
  let killed: { readonly witness: Witness; readonly at: number } | null = null;
  try {
    for (let round = 0; round <= times; round += 1) {
      const browser = await startBrowser(executablePath, profile);
      const { page } = browser;
      await page.goto(address);
      const early = killed !== null && round < times && random.next() < EARLY_SHARE;
      if (early) {
        // The last kill is judged after this one: what it left must survive both.
        const opening = openStudy(page, address).catch(() => undefined);
        await pause(random.next() * 1500);
        await browser.kill();
        await opening;
        process.stdout.write('o');
        continue;
      }
      await openStudy(page, address);
      restored = await restoredOn(page);
      if (killed) {
        const verdict = judge(killed.witness, restored, killed.at);
        rounds.push({ verdict, made: killed.witness.size, savingMs: savingTimes(killed.witness) });
        process.stdout.write(verdict.lostSaved.length + verdict.lostOld.length > 0 ? 'X' : '.');
      }
      if (round < times) {
        const witness = await watchPage(page, restored);
        const working = work(page, round, random).catch(() => undefined);
        await pause(random.next() * LONGEST_MS);
        killed = { witness, at: Date.now() };
        await browser.kill();
        await working;
      } else await browser.kill();
    }
  } finally {
    process.stdout.write('\n');
    rmSync(profile, { recursive: true, force: true });
  }
  return rounds;
};

const report = (rounds: readonly Round[], kills: number): boolean => {
  const savingMs = rounds.flatMap((round) => round.savingMs);
  const workLost = rounds.map(({ verdict }) => verdict.workLostMs);
  const lostSaved = rounds.flatMap(({ verdict }) => verdict.lostSaved);
  const lostOld = rounds.flatMap(({ verdict }) => verdict.lostOld);
  const whole = (value: number): string => (Number.isFinite(value) ? String(Math.round(value)) : '-');
  const rows: readonly (readonly [string, string, string])[] = [
    ['kills', String(kills), ''],
    ['of them while a study opened', String(kills - rounds.length), ''],
    ['marks on the study at the end', String(rounds.at(-1)?.made ?? 0), ''],
    ['contents seen to become saved', String(savingMs.length), ''],
    ['time to "Saved", median', `${whole(percentile(savingMs, 0.5))} ms`, ''],
    ['time to "Saved", p95', `${whole(percentile(savingMs, 0.95))} ms`, ''],
    ['kills that cost unsaved work', String(workLost.filter((ms) => ms > 0).length), ''],
    ['most work lost', `${whole(Math.max(0, ...workLost))} ms`, 'at most 1000 ms'],
    ['contents lost that had shown "Saved"', String(lostSaved.length), 'none'],
    ['contents lost that were older than 1 s', String(lostOld.length), 'none'],
  ];
  for (const [name, value, promise] of rows) console.log(`${name.padEnd(40)}${value.padStart(10)}  ${promise}`);
  for (const id of [...lostSaved, ...lostOld].slice(0, 20)) console.log(`lost: ${id}`);
  return lostSaved.length + lostOld.length === 0 && savingMs.length > 0;
};

const executablePath = ensureChromium();
const running = process.env['CONUS_URL'];
if (!running) await buildIfNeeded(root, dist);
const host = await createHost({ app: dist, samples: join(root, '.cache', 'samples') });
try {
  if (!running) await host.listen({ host: '127.0.0.1', port: 0 });
  const address = running ?? addressOf('127.0.0.1', (host.server.address() as { port: number }).port);
  console.log(`${times} kills, seed ${random.seed}`);
  process.exitCode = report(await crash(address, executablePath), times) ? 0 : 1;
} finally {
  await host.close();
}
