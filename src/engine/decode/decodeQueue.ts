/** The waiting jobs of the decode pool: which is next, and who is told when one is done. */

type Wish = { readonly key: string; readonly isUrgent: boolean };

export type QueuedJob<W extends Wish, T> = {
  /** What is wanted, as last asked for. */
  wish: W;
  /** How often a worker crashed on it. */
  attempts: number;
  readonly outcome: Promise<T>;
  readonly resolve: (outcome: T) => void;
};

/** Urgent jobs last in, first out: the slice that the reader is looking at now. Background jobs in order. */
export const createDecodeQueue = <W extends Wish, T>() => {
  /** Waiting or running, by key. */
  const jobs = new Map<string, QueuedJob<W, T>>();
  const urgent: QueuedJob<W, T>[] = [];
  let background: QueuedJob<W, T>[] = [];

  const take = (job: QueuedJob<W, T>): boolean => {
    for (const list of [urgent, background]) {
      const at = list.indexOf(job);
      if (at >= 0) return list.splice(at, 1).length > 0;
    }
    return false;
  };
  const settle = (job: QueuedJob<W, T>, outcome: T): void => {
    if (jobs.get(job.wish.key) === job) jobs.delete(job.wish.key);
    job.resolve(outcome);
  };

  return {
    /** Waits for the key's outcome; an urgent wish moves a waiting job to the front. */
    add: (wish: W): Promise<T> => {
      const known = jobs.get(wish.key);
      if (known && !(wish.isUrgent && take(known))) return known.outcome;
      const job: QueuedJob<W, T> = known ?? { wish, attempts: 0, ...promised<T>() };
      job.wish = wish;
      jobs.set(wish.key, job);
      (wish.isUrgent ? urgent : background).push(job);
      return job.outcome;
    },
    peek: (): QueuedJob<W, T> | undefined => urgent.at(-1) ?? background[0],
    take,
    settle,
    /** A job whose worker went away waits again, before all others of its kind. Nothing happens when it was settled meanwhile. */
    putBack: (job: QueuedJob<W, T>): void => {
      if (jobs.get(job.wish.key) !== job) return;
      if (job.wish.isUrgent) urgent.push(job);
      else background.unshift(job);
    },
    cancel: (key: string, outcome: T): void => {
      const job = jobs.get(key);
      if (job && take(job)) settle(job, outcome);
    },
    reorder: (keys: readonly string[]): void => {
      const place = new Map(keys.map((key, i) => [key, i]));
      background = background.toSorted((a, b) => (place.get(a.wish.key) ?? keys.length) - (place.get(b.wish.key) ?? keys.length));
    },
    settleAll: (outcome: T): void => {
      urgent.length = 0;
      background = [];
      for (const job of jobs.values()) settle(job, outcome);
    },
  };
};

const promised = <T>(): { readonly outcome: Promise<T>; readonly resolve: (outcome: T) => void } => {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { outcome: promise, resolve };
};
