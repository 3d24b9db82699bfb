/** Worker: reads headers and unpacks ZIPs, away from the thread that draws. Messages are in headerMessages.ts. */
import type { FromWorker, HeaderJob, ToWorker } from './headerMessages.ts';
import { readHeader } from './readHeader.ts';
import { expandZip } from './zip.ts';

/** Reads in flight at once: hides the latency of each small read without asking a disc for everything together. */
const readsAtOnce = 8;

const waiting: HeaderJob[] = [];
let reading = 0;

function say(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  globalThis.postMessage(message);
}

async function readWaiting(): Promise<void> {
  reading += 1;
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    const { source } = job;
    const header = await readHeader(job, (kind) => {
      say({ kind, source });
    });
    say({ kind: 'header', source, header });
  }
  reading -= 1;
}

async function expand({ source, path, blob }: HeaderJob): Promise<void> {
  for await (const found of expandZip(path, blob, (count) => {
    say({ kind: 'listed', source, count });
  })) {
    say({ kind: 'found', source, found });
  }
  say({ kind: 'expanded', source });
}

globalThis.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  if (event.data.kind === 'expand') void expand(event.data.job);
  else {
    waiting.push(...event.data.jobs);
    while (reading < readsAtOnce && waiting.length > 0) void readWaiting();
  }
});
