/** Starts a real decode worker, as its own file of the build. */
import type { CreateWorker } from './decodePool.ts';
import type { FromWorker } from './decodeProtocol.ts';

export const startDecodeWorker: CreateWorker = (onMessage, onCrash) => {
  const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => onMessage(data));
  worker.addEventListener('error', onCrash);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is window.postMessage; a Worker's has no such argument
  return { send: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
};
