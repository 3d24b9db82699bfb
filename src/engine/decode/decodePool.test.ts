import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CANCELLED, createDecodePool, type CreateWorker, type DecodeJob, type DecodePool } from './decodePool.ts';
import type { FromWorker, ToWorker } from './decodeProtocol.ts';
import { frameOf } from './decodedFrame.ts';
import { greyFormat } from './testCodestreams.ts';

/** A worker that answers only when told to. */
type FakeWorker = {
  readonly asked: string[];
  isEnded: boolean;
  say(message: FromWorker): void;
  crash(): void;
  start(key: string): void;
  finish(key: string, value?: number): void;
};

const frameWith = (value: number) => frameOf(Uint8Array.of(value), 1, 1, 1);
const job = (key: string, isUrgent = false, source = 'file'): DecodeJob => ({
  key,
  source,
  pixels: greyFormat(1, 1, 8),
  frameNumber: Number(key.replace(/\D/g, '')) || 1,
  isUrgent,
});

let workers: FakeWorker[];
const createWorker: CreateWorker = (onMessage, onCrash) => {
  const ids = new Map<string, number>();
  const idOf = (key: string): number => ids.get(key) ?? expect.unreachable(`${key} was not asked of this worker`);
  const worker: FakeWorker = {
    asked: [],
    isEnded: false,
    say: onMessage,
    crash: onCrash,
    start: (key) => onMessage({ kind: 'started', id: idOf(key) }),
    finish: (key, value = 1) => onMessage({ kind: 'done', id: idOf(key), outcome: frameWith(value) }),
  };
  workers.push(worker);
  return {
    send: (message: ToWorker) => {
      if (message.kind !== 'decode') return;
      ids.set(`s${message.frameNumber}`, message.id);
      worker.asked.push(`s${message.frameNumber}`);
    },
    terminate: () => {
      worker.isEnded = true;
    },
  };
};
const worker = (at: number): FakeWorker => workers[at] ?? expect.unreachable(`no worker ${at}`);

let pool: DecodePool;
beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  pool = createDecodePool({ size: 1, createWorker });
  pool.addSource('file', new Blob());
});
afterEach(() => {
  pool.dispose();
  vi.useRealTimers();
});

describe('order', () => {
  it('keeps two background jobs at a worker and takes the rest in order', async () => {
    const outcomes = ['s1', 's2', 's3', 's4'].map((key) => pool.decode(job(key)));
    expect(worker(0).asked).toEqual(['s1', 's2']);
    worker(0).finish('s1', 42);
    expect(worker(0).asked).toEqual(['s1', 's2', 's3']);
    expect(await outcomes[0]).toEqual(frameWith(42));
  });

  it('takes the latest urgent job first, ahead of the background and on top of it', () => {
    for (const key of ['s1', 's2', 's3']) void pool.decode(job(key));
    for (const key of ['s7', 's8', 's9']) void pool.decode(job(key, true));
    expect(worker(0).asked).toEqual(['s1', 's2', 's7']);
    worker(0).finish('s1');
    worker(0).finish('s2');
    expect(worker(0).asked).toEqual(['s1', 's2', 's7', 's9', 's8']);
    worker(0).finish('s7');
    worker(0).finish('s9');
    expect(worker(0).asked).toEqual(['s1', 's2', 's7', 's9', 's8', 's3']);
  });

  it('moves a waiting background job to the front when it is asked for urgently, and decodes it once', async () => {
    for (const key of ['s1', 's2', 's3']) void pool.decode(job(key));
    const first = pool.decode(job('s4'));
    const second = pool.decode(job('s4', true));
    expect(worker(0).asked).toEqual(['s1', 's2', 's4']);
    worker(0).finish('s4', 9);
    expect([await first, await second]).toEqual([frameWith(9), frameWith(9)]);
  });

  it('follows a new order of the waiting', () => {
    for (const key of ['s1', 's2', 's3', 's4', 's5']) void pool.decode(job(key));
    pool.reorder(['s5', 's3']);
    worker(0).finish('s1');
    worker(0).finish('s2');
    worker(0).finish('s5');
    expect(worker(0).asked).toEqual(['s1', 's2', 's5', 's3', 's4']);
  });

  it('starts workers only as needed, up to its size', () => {
    pool.dispose();
    pool = createDecodePool({ size: 2, createWorker });
    pool.addSource('file', new Blob());
    expect(workers).toHaveLength(0);
    for (const key of ['s1', 's2', 's3', 's4', 's5']) void pool.decode(job(key));
    expect(workers.map(({ asked }) => asked)).toEqual([
      ['s1', 's3'],
      ['s2', 's4'],
    ]);
  });
});

describe('leaving', () => {
  it('cancels a waiting job and leaves a running one', async () => {
    const outcomes = ['s1', 's2', 's3'].map((key) => pool.decode(job(key)));
    pool.cancel('s3');
    pool.cancel('s1');
    worker(0).finish('s1');
    worker(0).finish('s2');
    expect(worker(0).asked).toEqual(['s1', 's2']);
    expect([await outcomes[2], await outcomes[0]]).toEqual([CANCELLED, frameWith(1)]);
  });

  it('clear cancels all, and a late answer does not become that of a new job with the same key', async () => {
    const before = pool.decode(job('s1'));
    pool.clear();
    expect(await before).toBe(CANCELLED);
    pool.addSource('file', new Blob());
    const after = pool.decode({ ...job('s2'), key: 's1' });
    worker(0).finish('s1', 1);
    worker(0).finish('s2', 2);
    expect(await after).toEqual(frameWith(2));
  });

  it('says when a source is not known', async () => {
    expect(await pool.decode(job('s1', false, 'elsewhere'))).toEqual({ problem: 'its file is not open' });
  });
});

describe('lost workers', () => {
  it('replaces a worker whose decoding takes longer than the limit, fails that frame only and goes on with the others', async () => {
    const [slow, other] = [pool.decode(job('s1')), pool.decode(job('s2'))];
    worker(0).start('s1');
    await vi.advanceTimersByTimeAsync(4999);
    expect(worker(0).isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker(0).isEnded).toBe(true);
    expect(await slow).toEqual({ problem: 'decoding took longer than 5 s' });
    expect(worker(1).asked).toEqual(['s2']);
    worker(1).finish('s2', 5);
    expect(await other).toEqual(frameWith(5));
  });

  it('does not count the time of reading as decoding', async () => {
    const outcome = pool.decode(job('s1'));
    await vi.advanceTimersByTimeAsync(20_000);
    worker(0).start('s1');
    await vi.advanceTimersByTimeAsync(4000);
    worker(0).finish('s1', 3);
    expect(await outcome).toEqual(frameWith(3));
    const stuck = pool.decode(job('s2'));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await stuck).toEqual({ problem: 'reading took longer than 30 s' });
  });

  it('tries a frame again after a crash, and gives it up after the second; the others are not blamed', async () => {
    const [bad, good] = [pool.decode(job('s1')), pool.decode(job('s2'))];
    worker(0).start('s1');
    worker(0).crash();
    expect(worker(1).asked).toEqual(['s1', 's2']);
    worker(1).start('s1');
    worker(1).say({ kind: 'crashed' });
    expect(await bad).toEqual({ problem: 'the decoder crashed on this image' });
    expect(worker(2).asked).toEqual(['s2']);
    worker(2).finish('s2', 8);
    expect(await good).toEqual(frameWith(8));
  });

  it('gives up when no worker can start at all', async () => {
    const outcome = pool.decode(job('s1'));
    worker(0).crash();
    worker(1).crash();
    expect(await outcome).toEqual({ problem: 'the decoder crashed on this image' });
    expect(workers).toHaveLength(2);
  });

  it('does not hear a worker that was ended', async () => {
    const outcome = pool.decode(job('s1'));
    worker(0).start('s1');
    await vi.advanceTimersByTimeAsync(5000);
    worker(0).finish('s1');
    expect(await outcome).toEqual({ problem: 'decoding took longer than 5 s' });
  });
});
