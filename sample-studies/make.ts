/**
 * `npm run samples`: makes the sample studies that are missing, in every core, into `.cache/samples`, where the host serves them. The first
 * case comes first and the others follow, each listed as soon as it is whole. `--only <slug>` makes one, `--real` fetches the real study too.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CaseCard } from '#spine/teachingCase.ts';
import { readCases, type CaseFolder } from './caseFolders.ts';
import { beginCase, copyRealCase, finishCase, isMade, keyOf, putText, writeTexts } from './makeCase.ts';
import { progressPrinter } from './progress.ts';
import { studiesOf } from './protocol.ts';
import { makePieces, type Task } from './renderPool.ts';
import { makeReal, REAL_SLUG, realFront, type RealOptions } from './real/makeReal.ts';
import { imageFolder, piecesOf } from './renderWork.ts';

export const SAMPLES = fileURLToPath(new URL('../.cache/samples', import.meta.url));
const CASES = fileURLToPath(new URL('./cases', import.meta.url));

export type MakeProgress = {
  /** Pieces of work of the whole run. */
  readonly done: number;
  readonly total: number;
  /** The case that has just become whole, when one has. */
  readonly finished?: { readonly slug: string; readonly title: string };
};

export type MakeOptions = {
  /** Where they are kept and served from; `.cache/samples` when left out. */
  readonly samples?: string;
  /** Where the cases are; `sample-studies/cases` when left out. */
  readonly cases?: string;
  readonly only?: string;
  readonly processes?: number;
  /** Rows and columns of every image instead of the protocol's, for quick tests. */
  readonly matrix?: number;
  readonly onProgress?: (progress: MakeProgress) => void;
  /** Stops the work; what is whole stays. */
  readonly signal?: AbortSignal;
};

/** The cards of every case whose images are there. */
function writeIndex(samples: string, cases: readonly CaseFolder[]): void {
  const cards: CaseCard[] = [...cases, { slug: REAL_SLUG, front: realFront() }]
    .filter(({ slug }) => existsSync(join(samples, slug, 'files.json')))
    .map(({ slug, front: { title, teaser } }) => ({ slug, title, teaser, thumbnail: `${slug}/thumbnail.png` }));
  putText(join(samples, 'index.json'), `${JSON.stringify(cards, null, 1)}\n`);
}

type Begun = { readonly each: CaseFolder; readonly key: string; readonly folder: string; left: number };

function tasksOf({ each, folder }: Begun, matrix: number | undefined): Task[] {
  if (each.kind === 'real') return [];
  return studiesOf(each.slug, each.recipe, matrix).flatMap((study) =>
    piecesOf(study).map((piece) => ({ study, piece, folder: join(folder, imageFolder(study)) })),
  );
}

/** Removes what an interrupted run of a process that is gone left behind. */
function sweep(samples: string): void {
  for (const name of readdirSync(samples)) {
    const pid = /^\.making-.*-(\d+)(-old)?$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(samples, name), { recursive: true, force: true });
  }
}
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Makes the studies whose images are missing or were made from something else; brings the texts of all up to date. Each case appears in
 * index.json when it is whole. Resolves with the slugs that were made. Throws when a case's files are wrong or a render process fails.
 */
export async function makeMissing(options: MakeOptions = {}): Promise<string[]> {
  const { samples = SAMPLES, cases = CASES, only, processes, matrix, onProgress, signal } = options;
  mkdirSync(samples, { recursive: true });
  sweep(samples);
  const all = readCases(cases);
  const wanted = all.filter(({ slug }) => only === undefined || slug === only);
  if (only !== undefined && wanted.length === 0)
    throw new Error(`No case is called "${only}". There are: ${all.map(({ slug }) => slug).join(', ')}`);
  const keyed = wanted.map((each) => ({ each, key: keyOf(each, matrix) }));
  for (const { each, key } of keyed) if (isMade(samples, each.slug, key)) writeTexts(each, join(samples, each.slug));
  const missing = keyed.filter(({ each, key }) => !isMade(samples, each.slug, key));
  const begun = missing.map(({ each, key }): Begun => ({ each, key, folder: beginCase(samples, each), left: 0 }));
  const finish = ({ each, folder, key }: Begun) => {
    finishCase(samples, each, folder, key);
    writeIndex(samples, all);
  };
  try {
    for (const one of begun.filter(({ each }) => each.kind === 'real')) {
      copyRealCase(one.each, one.folder);
      finish(one);
    }
    const tasks = begun.flatMap((one) => {
      const own = tasksOf(one, matrix);
      one.left = own.length;
      return own;
    });
    let done = 0;
    await makePieces(tasks, {
      ...(processes !== undefined && { processes }),
      ...(signal && { signal }),
      onDone: ({ study: { slug } }) => {
        done++;
        const one = begun.find(({ each }) => each.slug === slug)!;
        const whole = --one.left === 0;
        if (whole) finish(one);
        onProgress?.({ done, total: tasks.length, ...(whole && { finished: { slug, title: one.each.front.title } }) });
      },
    });
  } finally {
    for (const { folder } of begun) rmSync(folder, { recursive: true, force: true });
  }
  writeIndex(samples, all);
  return missing.map(({ each }) => each.slug);
}

/** What `npm run samples` does: makes what is missing and says how far it is. */
export async function makeSamples(options: MakeOptions & { readonly real?: boolean | Omit<RealOptions, 'samples'> } = {}): Promise<void> {
  const { real, ...rest } = options;
  const { samples = SAMPLES, cases = CASES } = options;
  const began = performance.now();
  const progress = progressPrinter(process.stderr);
  const made = await makeMissing({ ...rest, onProgress: progress.show });
  progress.end();
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  if (real) {
    const download = progressPrinter(process.stderr, 'Downloading a real study');
    const fetched = await makeReal({
      ...(real === true ? {} : real),
      samples,
      onProgress: (done, total) => download.show({ done, total }),
    }).finally(download.end);
    writeIndex(samples, readCases(cases));
    console.error(fetched ? 'The real study was downloaded, without identity.' : 'The real study is there.');
  }
  console.error(made.length === 0 ? 'All sample studies are there.' : `${made.length} sample studies made in ${seconds} s.`);
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, real: { type: 'boolean' } } });
    await makeSamples({ ...(values.only !== undefined && { only: values.only }), ...(values.real && { real: true }) });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
