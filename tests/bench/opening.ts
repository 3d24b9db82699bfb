/** One cold run in a browser of its own: home page, a study opened, scrolled and closed. */
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { launchArgs } from '../../scripts/chromium.ts';
import { chooseFolder, closeStudy, openPage, plane, waitLoaded, waitReading, type PlaneName } from '../journeys/page.ts';
import { heapMb, rendererMb } from './memory.ts';
import { scrollPlane, shownPlanes } from './scroll.ts';

/** Long enough for whatever the home page does when idle. */
const idleMs = 2000;

/** Milliseconds from `conus:open` to each of the page's marks. */
const marks = ['first-image', 'all-planes', 'study-indexed', 'study-loaded'] as const;
export type Opening = Readonly<Record<(typeof marks)[number], number>>;

export type Run = {
  readonly opening: Opening;
  /** Total time (ms) of main-thread tasks over 50 ms while the study opened. */
  readonly longTasks: number;
  readonly scroll: readonly {
    readonly plane: PlaneName;
    readonly kind: string;
    readonly slices: number;
    readonly latencies: readonly number[];
  }[];
  readonly heapMb: { readonly before: number; readonly open: number; readonly closed: number };
  readonly rendererMb: { readonly before: number; readonly open: number; readonly closed: number };
  /** Paths asked of the server: until the page had loaded, until it was idle, and in all. */
  readonly requests: { readonly loaded: readonly string[]; readonly idle: readonly string[]; readonly all: readonly string[] };
};

export type Circumstances = {
  readonly address: string;
  readonly executablePath: string;
  readonly random: () => number;
  /** Paths that the server was asked for since the last call of `forget`. */
  readonly asked: () => string[];
  readonly forget: () => void;
  /** Where to write a CPU profile of the opening. */
  readonly profile?: string | undefined;
};

const observeLongTasks = (): void => {
  const durations: number[] = [];
  new PerformanceObserver((list) => durations.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  Object.defineProperty(window, 'longTasks', { value: durations });
};
const longTasksSoFar = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.reduce((sum, each) => sum + each, 0));

const readMarks = async (page: Page): Promise<Opening> => {
  const times = await page.evaluate(() => performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime] as const));
  const at = (name: string): number => times.findLast(([mark]) => mark === `conus:${name}`)?.[1] ?? Number.NaN;
  return Object.fromEntries(marks.map((name) => [name, at(name) - at('open')])) as Opening;
};

const open = async (
  page: Page,
  session: CDPSession,
  folder: string,
  profile: string | undefined,
): Promise<{ opening: Opening; longTasks: number }> => {
  const before = await longTasksSoFar(page);
  if (profile) {
    await session.send('Profiler.enable');
    await session.send('Profiler.start');
  }
  await chooseFolder(page, folder);
  await waitReading(page);
  await waitLoaded(page);
  if (profile) writeFileSync(profile, JSON.stringify((await session.send('Profiler.stop')).profile));
  return { opening: await readMarks(page), longTasks: (await longTasksSoFar(page)) - before };
};

const memory = async (browser: Browser, session: CDPSession): Promise<{ heap: number; renderer: number }> => ({
  heap: await heapMb(session),
  renderer: await rendererMb(browser),
});

export const run = async (folder: string, circumstances: Circumstances): Promise<Run> => {
  const browser = await chromium.launch({ executablePath: circumstances.executablePath, args: [...launchArgs] });
  try {
    const page = await browser.newPage({ baseURL: circumstances.address, viewport: { width: 1440, height: 900 } });
    await page.addInitScript(observeLongTasks);
    const session = await page.context().newCDPSession(page);
    circumstances.forget();
    await openPage(page);
    const loaded = circumstances.asked();
    await page.waitForTimeout(idleMs);
    const idle = circumstances.asked();
    const before = await memory(browser, session);
    const { opening, longTasks } = await open(page, session, folder, circumstances.profile);
    const scroll: Run['scroll'][number][] = [];
    const order = (await shownPlanes(page)).map((name) => ({ name, rank: circumstances.random() })).toSorted((a, b) => a.rank - b.rank);
    for (const { name } of order) {
      const { kind, slices } = await plane(page, name);
      scroll.push({ plane: name, kind, slices, latencies: await scrollPlane(page, session, name, circumstances.random() < 0.5) });
    }
    const opened = await memory(browser, session);
    await closeStudy(page);
    await page.waitForTimeout(idleMs);
    const closed = await memory(browser, session);
    return {
      opening,
      longTasks,
      scroll,
      heapMb: { before: before.heap, open: opened.heap, closed: closed.heap },
      rendererMb: { before: before.renderer, open: opened.renderer, closed: closed.renderer },
      requests: { loaded, idle, all: circumstances.asked() },
    };
  } finally {
    await browser.close();
  }
};
