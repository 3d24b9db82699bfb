/** The worker of the decode pool: decodes what it is asked for and hands the pixels over without copying. */
import { createFrameReader } from './readFrame.ts';
import { isProblem } from './decodedFrame.ts';
import type { FromWorker, ToWorker } from './decodeProtocol.ts';

const reader = createFrameReader();

const say = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

self.addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'forget') return reader.forget();
  const { id } = data;
  try {
    const outcome = await reader.readFrame(data, () => say({ kind: 'started', id }));
    say({ kind: 'done', id, outcome }, isProblem(outcome) ? [] : [outcome.values.buffer as ArrayBuffer]);
  } catch {
    say({ kind: 'crashed' });
  }
});
