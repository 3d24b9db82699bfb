/** What the header worker does with its messages, apart from being a worker. */
import type { FromWorker, HeaderJob, ToWorker } from './headerMessages.ts';
import { readHeader } from './readHeader.ts';
import { expandZip } from './zip.ts';

/** Reads in flight at once: hides the latency of each small read without asking a disc for everything together. */
const readsAtOnce = 8;

/** Takes messages; answers by `say`. */
export function serveHeaders(say: (message: FromWorker) => void): (message: ToWorker) => void {
  const waiting: HeaderJob[] = [];
  let reading = 0;

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
    const files = expandZip(path, blob, (count) => {
      say({ kind: 'listed', source, count });
    });
    for await (const found of files) say({ kind: 'found', source, found });
    say({ kind: 'expanded', source });
  }

  return (message) => {
    if (message.kind === 'expand') {
      void expand(message.job);
      return;
    }
    waiting.push(...message.jobs);
    while (reading < readsAtOnce && waiting.length > 0) void readWaiting();
  };
}
