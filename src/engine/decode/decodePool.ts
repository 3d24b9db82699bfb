/**
 * A pool of decode workers. What a reader waits for comes first, the latest wish before older ones; background work follows in its given order.
 * A worker that hangs or crashes is replaced, and only the frame that was to blame fails.
 */
import type { PixelFormat } from '#dicom/study.ts';
import type { DecodedFrame, Problem } from './decodedFrame.ts';
import type { FromWorker, ToWorker } from './decodeProtocol.ts';
import { startDecodeWorker } from './startDecodeWorker.ts';
import { createDecodeQueue, type QueuedJob } from './decodeQueue.ts';

export type DecodeJob = {
  /** Identity of the wanted pixels; two jobs with one key share one decoding. */
  readonly key: string;
  /** Id of a source made known by `addSource`. */
  readonly source: string;
  readonly pixels: PixelFormat;
  /** 1-based. */
  readonly frameNumber: number;
  readonly isUrgent: boolean;
};

export type Outcome = DecodedFrame | Problem;

/** What the pool needs of a worker. */
export type DecodeWorker = { send(message: ToWorker): void; terminate(): void };
export type CreateWorker = (onMessage: (message: FromWorker) => void, onCrash: () => void) => DecodeWorker;

export type DecodePoolOptions = {
  /** Number of workers; they start when first needed. */
  readonly size: number;
  readonly createWorker?: CreateWorker;
  /** Limit from the moment that a frame's bytes and its codec are at hand. */
  readonly decodeLimitMs?: number;
  /** Limit for reading the bytes and loading the codec. */
  readonly readLimitMs?: number;
};

export type DecodePool = {
  addSource(id: string, blob: Blob): void;
  /** Never rejects. Asking again for a waiting key, urgently, moves it to the front. */
  decode(job: DecodeJob): Promise<Outcome>;
  /** Drops a job that has not begun; it resolves to CANCELLED. One that has begun is finished. */
  cancel(key: string): void;
  /** New order of the waiting background jobs; those not named keep theirs, after the named. */
  reorder(keys: readonly string[]): void;
  /** Forgets all sources and cancels everything; the workers stay. */
  clear(): void;
  dispose(): void;
};

/** The outcome of a job that was cancelled: not a fault of its pixels. */
export const CANCELLED: Problem = { problem: 'no longer needed' };

/** One frame being decoded while the next is being read keeps a worker busy; an urgent one may come on top. */
const BACKGROUND_PER_WORKER = 2;
const ALL_PER_WORKER = 3;
const MAX_ATTEMPTS = 2;

type Running = { readonly job: QueuedJob<DecodeJob, Outcome>; timer: ReturnType<typeof setTimeout>; hasStarted: boolean };
type Lane = { readonly worker: DecodeWorker; readonly running: Map<number, Running> };

export const createDecodePool = ({
  size,
  createWorker = startDecodeWorker,
  decodeLimitMs = 5000,
  readLimitMs = 30_000,
}: DecodePoolOptions): DecodePool => {
  const sources = new Map<string, Blob>();
  const queue = createDecodeQueue<DecodeJob, Outcome>();
  const lanes: Lane[] = [];
  let lastId = 0;

  /** Ends a worker. Jobs that were not to blame wait again; those that were fail with `reason`, or are tried once more when it was a crash. */
  const replace = (lane: Lane, isToBlame: (running: Running) => boolean, reason: string, attempts: number): void => {
    lane.worker.terminate();
    lanes.splice(lanes.indexOf(lane), 1);
    for (const running of [...lane.running.values()].toReversed()) {
      clearTimeout(running.timer);
      const { job } = running;
      if (isToBlame(running)) job.attempts += 1;
      if (isToBlame(running) && job.attempts >= attempts) queue.settle(job, { problem: reason });
      else queue.putBack(job);
    }
    pump();
  };

  const crashed = (lane: Lane): void => {
    const hasCulprit = [...lane.running.values()].some(({ hasStarted }) => hasStarted);
    replace(lane, ({ hasStarted }) => hasStarted || !hasCulprit, 'the decoder crashed on this image', MAX_ATTEMPTS);
  };

  const watch = (lane: Lane, id: number, limitMs: number, doing: string): ReturnType<typeof setTimeout> =>
    setTimeout(
      () => replace(lane, (running) => running === lane.running.get(id), `${doing} took longer than ${limitMs / 1000} s`, 1),
      limitMs,
    );

  const heard = (lane: Lane, message: FromWorker): void => {
    if (message.kind === 'crashed') return crashed(lane);
    const running = lane.running.get(message.id);
    if (!running) return;
    clearTimeout(running.timer);
    if (message.kind === 'started') {
      running.hasStarted = true;
      running.timer = watch(lane, message.id, decodeLimitMs, 'decoding');
      return;
    }
    lane.running.delete(message.id);
    queue.settle(running.job, message.outcome);
    pump();
  };

  const openLane = (): Lane => {
    // A terminated worker may still have said something; its lane is gone by then.
    const ifOpen = (act: () => void): void => (lanes.includes(lane) ? act() : undefined);
    const worker = createWorker(
      (message) => ifOpen(() => heard(lane, message)),
      () => ifOpen(() => crashed(lane)),
    );
    const lane: Lane = { worker, running: new Map() };
    lanes.push(lane);
    return lane;
  };

  /** The least busy worker with room, or a new one while there are fewer than `size`. */
  const laneFor = (isUrgent: boolean): Lane | undefined => {
    const idlest = lanes.toSorted((a, b) => a.running.size - b.running.size)[0];
    if (idlest && (idlest.running.size === 0 || lanes.length >= size))
      return idlest.running.size < (isUrgent ? ALL_PER_WORKER : BACKGROUND_PER_WORKER) ? idlest : undefined;
    return openLane();
  };

  const send = (lane: Lane, job: QueuedJob<DecodeJob, Outcome>, blob: Blob): void => {
    lastId += 1;
    const { source, pixels, frameNumber } = job.wish;
    lane.running.set(lastId, { job, hasStarted: false, timer: watch(lane, lastId, readLimitMs, 'reading') });
    lane.worker.send({ kind: 'decode', id: lastId, source, blob, pixels, frameNumber });
  };

  const pump = (): void => {
    for (let job = queue.peek(); job; job = queue.peek()) {
      const blob = sources.get(job.wish.source);
      const lane = blob && laneFor(job.wish.isUrgent);
      if (blob && !lane) return;
      queue.take(job);
      if (blob && lane) send(lane, job, blob);
      else queue.settle(job, { problem: 'its file is not open' });
    }
  };

  const clear = (): void => {
    sources.clear();
    queue.settleAll(CANCELLED);
  };

  return {
    addSource: (id, blob) => sources.set(id, blob),
    decode: (wish) => {
      const outcome = queue.add(wish);
      pump();
      return outcome;
    },
    cancel: (key) => queue.cancel(key, CANCELLED),
    reorder: queue.reorder,
    clear: () => {
      clear();
      for (const { worker } of lanes) worker.send({ kind: 'forget' });
    },
    dispose: () => {
      clear();
      for (const { worker, running } of lanes.splice(0)) {
        for (const { timer } of running.values()) clearTimeout(timer);
        worker.terminate();
      }
    },
  };
};
