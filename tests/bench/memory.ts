/** Memory of a page after a forced garbage collection. */
import type { Browser, CDPSession } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';

/** What Chromium's Runtime.getHeapUsage answers; the protocol's published types lag behind it. */
type HeapUsage = { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number };

const megabytes = (bytes: number): number => bytes / 1e6;

/** Script heap, DOM and array buffers (decoded pixels lie there) of the page's own thread, in MB. */
export const heapMb = async (session: CDPSession): Promise<number> => {
  // Twice: the first collection lets finalizers run, the second takes what they let go.
  for (let pass = 0; pass < 2; pass += 1) await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as HeapUsage;
  return megabytes(usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0));
};

/** Proportional set size of all renderer processes in MB, workers included; NaN where /proc does not tell. */
export const rendererMb = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const kilobytes = processInfo
    .filter(({ type, id }) => type === 'renderer' && existsSync(`/proc/${id}/smaps_rollup`))
    .map(({ id }) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]));
  return kilobytes.length > 0 ? megabytes(1024 * kilobytes.reduce((sum, each) => sum + each, 0)) : Number.NaN;
};
