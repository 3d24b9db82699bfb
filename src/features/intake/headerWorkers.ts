/** The browser's header workers, started before they are needed: a module worker takes some 50 ms to load and compile. */
import type { FromWorker } from './headerMessages.ts';
import type { WorkerListener, WorkerPort } from './headerPool.ts';

/** Where workers come from and go to. */
export type WorkerSupply = { readonly lanes: number; readonly take: () => WorkerPort; readonly keep: (worker: WorkerPort) => void };

/** One worker keeps a disc and a core busy; a second helps only where cores are to spare beside the page and the engine. */
const lanes = (globalThis.navigator?.hardwareConcurrency ?? 1) >= 4 ? 2 : 1;

const ready: WorkerPort[] = [];

function start(): WorkerPort {
  const worker = new Worker(new URL('./headerWorker.ts', import.meta.url), { type: 'module', name: 'headers' });
  let listener: WorkerListener | undefined;
  let broken = false;
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => listener?.said(event.data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    broken = true;
    listener?.failed();
  });
  return {
    send: (message) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage(message);
    },
    listen: (next) => {
      listener = next;
      // Warmed up in vain (its script did not load, say): the one who takes it has to know.
      if (broken) queueMicrotask(() => next?.failed());
    },
    close: () => {
      worker.terminate();
    },
  };
}

/** Call when the home page is idle, so that the first opened file finds its reader running. */
export function warmUp(): void {
  while (ready.length < lanes) ready.push(start());
}

export const browserWorkers: WorkerSupply = {
  lanes,
  take: () => ready.pop() ?? start(),
  keep(worker) {
    if (ready.length < lanes) ready.push(worker);
    else worker.close();
  },
};
