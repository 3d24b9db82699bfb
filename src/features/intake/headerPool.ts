/**
 * A few header workers that share a list of jobs. A file that holds a worker for two seconds, or brings it down, costs that worker and itself:
 * it is reported and everything else that the worker had in hand goes to its replacement.
 */
import type { SourceId } from '#dicom/study.ts';
import { unreadable } from './headerMessages.ts';
import type { FromWorker, Header, HeaderJob, ToWorker } from './headerMessages.ts';

export type WorkerListener = { readonly said: (message: FromWorker) => void; readonly failed: () => void };
/** What is used of a Worker; tests bring their own. */
export type WorkerPort = {
  readonly send: (message: ToWorker) => void;
  /** Replaces whoever listened before. */
  readonly listen: (listener: WorkerListener | undefined) => void;
  readonly close: () => void;
};

export type PoolEvents = {
  readonly answered: (job: HeaderJob, header: Header) => void;
  /** A lane has room again, or the last job is done. */
  readonly room: () => void;
};

export type HeaderPool = {
  /** How many jobs may be given now without piling up. */
  readonly room: () => number;
  readonly read: (jobs: readonly HeaderJob[]) => void;
  readonly idle: () => boolean;
  /** Ends the work at once; workers that have nothing in hand are given to `keep`. */
  readonly stop: (keep: (worker: WorkerPort) => void) => void;
};

type Lane = {
  worker: WorkerPort;
  readonly jobs: Map<SourceId, HeaderJob>;
  /** The parse that the worker is in, since when, and whether it was already found late once. */
  parsing: { readonly source: SourceId; readonly sinceMs: number; late: boolean } | undefined;
  everAnswered: boolean;
};

const jobsPerLane = 64;
const parseLimitMs = 2000;
const checkMs = 250;

export function startPool(start: () => WorkerPort, laneCount: number, events: PoolEvents): HeaderPool {
  const lanes: Lane[] = Array.from({ length: laneCount }, () => ({
    worker: start(),
    jobs: new Map<SourceId, HeaderJob>(),
    parsing: undefined,
    everAnswered: false,
  }));

  function finish(lane: Lane, job: HeaderJob, header: Header): void {
    lane.jobs.delete(job.source);
    if (lane.parsing?.source === job.source) lane.parsing = undefined;
    events.answered(job, header);
    if (lane.jobs.size <= jobsPerLane / 2) events.room();
  }

  function receive(lane: Lane, message: FromWorker): void {
    lane.everAnswered = true;
    const job = lane.jobs.get(message.source);
    if (message.kind === 'began') lane.parsing = { source: message.source, sinceMs: performance.now(), late: false };
    else if (message.kind === 'paused') lane.parsing = undefined;
    else if (message.kind === 'header' && job) finish(lane, job, message.header);
  }

  function listen(lane: Lane): void {
    lane.worker.listen({
      said: (message) => {
        receive(lane, message);
      },
      failed: () => {
        replace(lane, 'brought the header reader down');
      },
    });
  }

  /** A new worker for the lane; the file that was being parsed is blamed, the others are given again. */
  function replace(lane: Lane, reason: string): void {
    lane.worker.close();
    const blamed = lane.parsing && lane.jobs.get(lane.parsing.source);
    // A worker that never said a word did not start at all: trying again and again would never end.
    const lost = lane.everAnswered ? [blamed] : [...lane.jobs.values()];
    const why = lane.everAnswered ? reason : 'could not be read: the header reader did not start (reload the page)';
    lane.parsing = undefined;
    lane.everAnswered = false;
    lane.worker = start();
    listen(lane);
    for (const job of lost) if (job) lane.jobs.delete(job.source);
    if (lane.jobs.size > 0) lane.worker.send({ kind: 'read', jobs: [...lane.jobs.values()] });
    for (const job of lost) if (job) finish(lane, job, unreadable(job, why, 'corrupt'));
  }

  for (const lane of lanes) listen(lane);
  const watch = setInterval(() => {
    for (const lane of lanes) {
      if (!lane.parsing || performance.now() - lane.parsing.sinceMs < parseLimitMs) continue;
      // When this page itself was busy the answer may be waiting in its queue: look twice.
      if (lane.parsing.late) replace(lane, `took longer than ${parseLimitMs / 1000} s to understand`);
      else lane.parsing.late = true;
    }
  }, checkMs);

  return {
    room: () => lanes.reduce((sum, lane) => sum + jobsPerLane - lane.jobs.size, 0),
    read(jobs) {
      const shares = new Map<Lane, HeaderJob[]>();
      for (const job of jobs) {
        const lane = lanes.reduce((least, next) => (next.jobs.size < least.jobs.size ? next : least));
        lane.jobs.set(job.source, job);
        const share = shares.get(lane);
        if (share) share.push(job);
        else shares.set(lane, [job]);
      }
      for (const [lane, share] of shares) lane.worker.send({ kind: 'read', jobs: share });
    },
    idle: () => lanes.every((lane) => lane.jobs.size === 0),
    stop(keep) {
      clearInterval(watch);
      for (const { worker, jobs } of lanes) {
        worker.listen(undefined);
        if (jobs.size === 0) keep(worker);
        else worker.close();
      }
    },
  };
}
