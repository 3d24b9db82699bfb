import { openAsBlob, readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Instance, SourceId, Unreadable } from '#dicom/study.ts';
import { dataMissing, real } from '../../../tests/realData.ts';
import type { IntakeProgress } from './batches.ts';
import type { FromWorker, ToWorker } from './headerMessages.ts';
import type { WorkerListener, WorkerPort } from './headerPool.ts';
import { serveHeaders } from './headerServer.ts';
import { readSources } from './readSources.ts';
import type { Found, SourceFile } from './sourceFile.ts';
import { el, encode, EXPLICIT_UID, part10 } from '#dicom/testFile.ts';
import { zipBytes } from './testZips.ts';

type Behaviour = (message: ToWorker, say: (message: FromWorker) => void, die: () => void) => void;

/** The real worker's code on this thread. */
const honest = (): Behaviour => {
  let serve: ((message: ToWorker) => void) | undefined;
  return (message, say) => {
    serve ??= serveHeaders(say);
    serve(message);
  };
};

/** Workers on this thread that may misbehave; messages arrive later, as between threads, and none after the end. */
function workers(behaviour: () => Behaviour, lanes = 1) {
  const supply = { lanes, started: 0, kept: 0, closed: 0 };
  const take = (): WorkerPort => {
    supply.started += 1;
    let listener: WorkerListener | undefined;
    let open = true;
    const act = behaviour();
    const later = (what: () => void) => {
      setTimeout(() => {
        if (open) what();
      }, 0);
    };
    return {
      send: (message) => {
        later(() => {
          act(
            message,
            (answer) => {
              later(() => listener?.said(answer));
            },
            () => {
              later(() => listener?.failed());
            },
          );
        });
      },
      listen: (next) => {
        listener = next;
      },
      close: () => {
        open = false;
        supply.closed += 1;
      },
    };
  };
  return Object.assign(supply, {
    take,
    keep: () => {
      supply.kept += 1;
    },
  });
}

async function* each(files: readonly Found[]): AsyncGenerator<Found> {
  yield* files;
}

async function read(files: readonly Found[], supply = workers(honest), stopAfter = Infinity) {
  const instances: Instance[] = [];
  const blobs = new Map<SourceId, Blob>();
  const skipped: Unreadable[] = [];
  const imports: string[] = [];
  const documents = new Map<string, number>();
  const progress: IntakeProgress[] = [];
  const batches: number[] = [];
  const stopping = new AbortController();
  const reports = {
    onInstances: (batch: Instance[], of: Map<SourceId, Blob>) => {
      instances.push(...batch);
      batches.push(batch.length);
      expect([...of.keys()]).toEqual(batch.map(({ source }) => source));
      for (const [source, blob] of of) blobs.set(source, blob);
      if (instances.length >= stopAfter) stopping.abort();
    },
    onUnreadable: (batch: Unreadable[]) => {
      skipped.push(...batch);
    },
    onProgress: (now: IntakeProgress) => {
      progress.push(now);
    },
    onImport: ({ path }: SourceFile) => {
      imports.push(path);
    },
    onDocument: ({ path, blob }: SourceFile) => {
      documents.set(path, blob.size);
    },
  };
  await readSources(each(files), reports, stopping.signal, supply);
  return { instances, blobs, skipped, imports, documents, progress, batches, last: progress.at(-1) };
}

const named = (skipped: readonly Unreadable[]) => Object.fromEntries(skipped.map(({ sourceName, reason }) => [sourceName, reason]));
const plain = (path: string): SourceFile => ({ path, blob: new Blob([`text of ${path}, long enough to be looked at`]) });

afterEach(() => {
  vi.useRealTimers();
});

describe('without a single image', () => {
  test('every file is answered with its reason, and the counts add up', async () => {
    const { skipped, imports, last } = await read([
      plain('a'),
      plain('.DS_Store'),
      { path: 'x.conus.json', blob: new Blob(['{}']) },
      { path: 'gone', problem: 'not permitted', kind: 'corrupt' },
    ]);
    expect(named(skipped)).toEqual({
      a: 'not a DICOM file',
      '.DS_Store': 'a system or program file that came with the images',
      gone: 'not permitted',
    });
    expect(imports).toEqual(['x.conus.json']);
    expect(new Set(skipped.map(({ source }) => source)).size).toBe(3);
    expect(last).toEqual({ found: 4, read: 4, finding: false });
  });

  test('a report is listed as what it is, and its bytes are kept', async () => {
    const sop = [el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.34'), el(0x00080018, 'UI', '1.2.3')];
    const blob = new Blob([Uint8Array.from(part10(EXPLICIT_UID, encode(sop)))]);
    const { skipped, documents } = await read([{ path: 'SR1', blob }, plain('a')]);
    expect(skipped.find(({ sourceName }) => sourceName === 'SR1')?.kind).toBe('document');
    expect(documents).toEqual(new Map([['SR1', blob.size]]));
  });

  test('nothing at all ends at once', async () => {
    expect((await read([])).last).toEqual({ found: 0, read: 0, finding: false });
  });

  test('two lanes of different speed lose nothing of many files', async () => {
    let lanes = 0;
    const uneven = (): Behaviour => {
      const good = honest();
      const delayMs = lanes * 7;
      lanes += 1;
      return (message, say, die) => {
        good(
          message,
          (answer) => {
            setTimeout(say, delayMs, answer);
          },
          die,
        );
      };
    };
    const files = Array.from({ length: 700 }, (_, at) => plain(`f${at}`));
    const { skipped, last } = await read(files, workers(uneven, 2));
    expect(new Set(skipped.map(({ sourceName }) => sourceName)).size).toBe(700);
    expect(skipped).toHaveLength(700);
    expect(last).toEqual({ found: 700, read: 700, finding: false });
  });

  test('a ZIP is known by its content and its files are read; two ZIPs come one after the other', async () => {
    const zip = (content: Record<string, string>) => new Blob([zipBytes(content)]);
    const { skipped, last } = await read([
      { path: 'no-ending', blob: zip({ 'd/x': 'some text', y: 'other text' }) },
      { path: 'b.zip', blob: zip({ z: 'third' }) },
    ]);
    expect(Object.keys(named(skipped)).toSorted()).toEqual(['b.zip/z', 'no-ending/d/x', 'no-ending/y']);
    expect(last).toEqual({ found: 5, read: 5, finding: false });
  });

  test('a source that fails is a failure, not silence', async () => {
    async function* broken(): AsyncGenerator<Found> {
      yield plain('a');
      throw new Error('connection lost');
    }
    const nothing = () => undefined;
    const reports = { onInstances: nothing, onUnreadable: nothing, onProgress: nothing, onImport: nothing, onDocument: nothing };
    await expect(readSources(broken(), reports, new AbortController().signal, workers(honest))).rejects.toThrow('connection lost');
  });
});

describe('workers that misbehave', () => {
  /** Stays for ever in the parse of files called `bad`. */
  const hangs = (): Behaviour => {
    const good = honest();
    let stuck = false;
    return (message, say, die) => {
      if (stuck || message.kind !== 'read') return;
      const bad = message.jobs.find(({ path }) => path.startsWith('bad'));
      const before = bad ? message.jobs.slice(0, message.jobs.indexOf(bad)) : message.jobs;
      good({ kind: 'read', jobs: before }, say, die);
      if (!bad) return;
      stuck = true;
      setTimeout(say, 30, { kind: 'began', source: bad.source });
    };
  };

  test('a file that takes longer than 2 s costs its worker and itself only', async () => {
    const supply = workers(hangs);
    const startedMs = performance.now();
    const { skipped, last } = await read(['a', 'bad', 'c', 'd', 'e'].map(plain), supply);
    expect(named(skipped)).toMatchObject({
      bad: 'took longer than 2 s to understand',
      a: 'not a DICOM file',
      c: 'not a DICOM file',
      e: 'not a DICOM file',
    });
    expect(last).toEqual({ found: 5, read: 5, finding: false });
    expect(supply.started).toBe(2);
    expect(performance.now() - startedMs).toBeLessThan(3500);
  });

  test('a file that brings the worker down is blamed alone', async () => {
    const crashes = (): Behaviour => {
      const good = honest();
      return (message, say, die) => {
        const bad = message.kind === 'read' ? message.jobs.find(({ path }) => path === 'bad') : undefined;
        if (!bad) good(message, say, die);
        else {
          say({ kind: 'began', source: bad.source });
          die();
        }
      };
    };
    const { skipped } = await read(['a', 'bad', 'c'].map(plain), workers(crashes, 2));
    expect(named(skipped)).toEqual({ a: 'not a DICOM file', bad: 'brought the header reader down', c: 'not a DICOM file' });
  });

  test('workers that never start end the reading with a reason', async () => {
    const { skipped } = await read(
      ['a', 'b'].map(plain),
      workers(() => (_message, _say, die) => {
        die();
      }),
    );
    expect(named(skipped)['a']).toContain('did not start');
    expect(skipped).toHaveLength(2);
  });

  test('a ZIP that brings its worker down costs what it still held', async () => {
    const crashes = (): Behaviour => {
      const good = honest();
      return (message, say, die) => {
        if (message.kind === 'read') good(message, say, die);
        else {
          say({ kind: 'listed', source: message.job.source, count: 3 });
          say({ kind: 'found', source: message.job.source, found: plain('a.zip/x') });
          die();
        }
      };
    };
    const { skipped, last } = await read([{ path: 'a.zip', blob: new Blob([zipBytes({ x: 'y' })]) }, plain('b')], workers(crashes));
    expect(named(skipped)).toMatchObject({ 'a.zip/x': 'not a DICOM file', b: 'not a DICOM file' });
    expect(named(skipped)['a.zip']).toContain('brought the reader down');
    expect(last?.found).toBe(last?.read);
  });
});

describe.skipIf(dataMissing)(`real discs${dataMissing ? ` (${dataMissing})` : ''}`, () => {
  async function disc(folder: string): Promise<SourceFile[]> {
    const entries = readdirSync(real(folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Promise.all(
      entries.map(async (entry) => {
        const path = `${entry.parentPath}/${entry.name}`;
        return { path: relative(real('.'), path).split(sep).join('/'), blob: await openAsBlob(path) };
      }),
    );
  }

  test('the Toshiba study: 112 images in 6 series, the first alone and at once, all series within the first batches', async () => {
    const { instances, skipped, batches, blobs, last } = await read(await disc('lumbar-toshiba-1.5t'));
    expect(instances).toHaveLength(112);
    expect(new Set(instances.map(({ seriesNumber }) => seriesNumber))).toEqual(new Set([3001, 4001, 5001, 6001, 8002, 9003]));
    expect(new Set(instances.slice(0, 24).map(({ seriesUid }) => seriesUid)).size).toBe(6);
    expect(batches[0]).toBe(1);
    expect(blobs.size).toBe(112);
    expect(named(skipped)).toEqual({ 'lumbar-toshiba-1.5t/LICENSE': 'a system or program file that came with the images' });
    expect(last).toEqual({ found: 113, read: 113, finding: false });
  });

  test('the Hitachi CD: its DICOMDIR is a hint, and a file taken away is missed', async () => {
    const files = await disc('lumbar-hitachi-0.3t');
    const complete = await read(files);
    expect(complete.instances).toHaveLength(67);
    expect(complete.skipped.filter(({ kind }) => kind === 'directory').map(({ reason }) => reason)).toEqual([
      'a list of files (DICOMDIR), used as a hint only',
    ]);
    const gone = await read(files.filter(({ path }) => !path.endsWith('D0000010')));
    expect(gone.instances).toHaveLength(66);
    expect(named(gone.skipped)['lumbar-hitachi-0.3t/DCMDT/D0000010']).toBe('named by DICOMDIR, but not here');
  });

  test('the same disc as a ZIP gives the same instances', async () => {
    const files = await disc('lumbar-hitachi-0.3t');
    const some = files.slice(0, 12);
    const content = Object.fromEntries(await Promise.all(some.map(async ({ path, blob }) => [path, await blob.bytes()] as const)));
    const zipped = await read([{ path: 'cd.zip', blob: new Blob([zipBytes(content)]) }]);
    const loose = await read(some);
    const uids = ({ instances }: { instances: Instance[] }) => instances.map(({ sopInstanceUid }) => sopInstanceUid).toSorted();
    expect(uids(zipped)).toEqual(uids(loose));
    const [first] = zipped.instances;
    expect(await blobBytes(zipped.blobs, first)).toEqual(
      await some.find(({ path }) => first?.sourceName === `cd.zip/${path}`)?.blob.bytes(),
    );
  });

  async function blobBytes(blobs: ReadonlyMap<SourceId, Blob>, instance: Instance | undefined) {
    return instance && blobs.get(instance.source)?.bytes();
  }

  test('cancelled in the middle it keeps what was read, and nothing comes after', async () => {
    const supply = workers(honest);
    const { instances, last, batches } = await read(await disc('lumbar-toshiba-1.5t'), supply, 1);
    const count = batches.length;
    expect(instances.length).toBeLessThan(112);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(batches).toHaveLength(count);
    expect(last?.finding).toBe(false);
    expect(supply.kept + supply.closed).toBe(supply.started);
  });

  test('the collection of odd files: each is an image or has a reason', async () => {
    const files = await disc('robustness');
    const { instances, skipped, last } = await read(files);
    const answered = new Set([...instances, ...skipped].map(({ sourceName }) => sourceName));
    expect(files.filter(({ path }) => !answered.has(path))).toEqual([]);
    expect(skipped.every(({ reason }) => reason.length > 5)).toBe(true);
    expect(last).toEqual({ found: files.length, read: files.length, finding: false });
  });
});
