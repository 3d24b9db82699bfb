/** Worker: reads headers and unpacks ZIPs, away from the thread that draws. Messages are in headerMessages.ts. */
import type { ToWorker } from './headerMessages.ts';
import { serveHeaders } from './headerServer.ts';

const serve = serveHeaders((message) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  globalThis.postMessage(message);
});

globalThis.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  serve(event.data);
});
