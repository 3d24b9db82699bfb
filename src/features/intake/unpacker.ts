/**
 * ZIPs, unpacked one after another in a worker of their own: a file that brings a header worker down must not take with it the archive it came from.
 */
import type { Unreadable } from '#dicom/study.ts';
import { unreadable } from './headerMessages.ts';
import type { HeaderJob } from './headerMessages.ts';
import type { WorkerPort } from './headerPool.ts';
import type { Found } from './sourceFile.ts';

export type UnpackerEvents = {
  /** `count` files will come out of a ZIP. */
  readonly listed: (count: number) => void;
  readonly found: (found: Found) => void;
  /** One ZIP is done; `failed` when its worker came down with it. */
  readonly expanded: (failed: Unreadable | undefined) => void;
};

export type Unpacker = {
  readonly add: (zip: HeaderJob) => void;
  readonly idle: () => boolean;
  readonly stop: () => void;
};

export function startUnpacker(start: () => WorkerPort, events: UnpackerEvents): Unpacker {
  const waiting: HeaderJob[] = [];
  let current: HeaderJob | undefined;
  let worker: WorkerPort | undefined;

  function next(failed: Unreadable | undefined): void {
    current = waiting.shift();
    if (current) unpack(current);
    events.expanded(failed);
  }

  function unpack(zip: HeaderJob): void {
    worker ??= start();
    worker.listen({
      said: (message) => {
        if (message.kind === 'listed') events.listed(message.count);
        else if (message.kind === 'found') events.found(message.found);
        else if (message.kind === 'expanded') next(undefined);
      },
      failed: () => {
        worker?.close();
        worker = undefined;
        next(unreadable(zip, 'brought the reader down; unpack it and open the folder', 'corrupt').unreadable);
      },
    });
    worker.send({ kind: 'expand', job: zip });
  }

  return {
    add(zip) {
      if (current) waiting.push(zip);
      else {
        current = zip;
        unpack(zip);
      }
    },
    idle: () => !current,
    stop() {
      worker?.listen(undefined);
      worker?.close();
      worker = undefined;
    },
  };
}
