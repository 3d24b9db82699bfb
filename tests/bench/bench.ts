/**
 * `npm run bench -- [--times 5] [--seed 1] [--json out.json] [--profile out.cpuprofile]`: how long a reader waits, in a real browser
 * against the production build. Medians of cold runs, each in a browser of its own. Figures are reported, never judged: the exit
 * status tells only whether the runs could be made.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildIfNeeded } from '#server/build.ts';
import { addressOf, createHost } from '#server/host.ts';
import { ensureChromium } from '../../scripts/chromium.ts';
import { measure } from '../../scripts/size.ts';
import { dist, root } from '../../scripts/steps.ts';
import { dataMissing, real } from '../realData.ts';
import { percentile, randomFrom, table, type Figure } from './figures.ts';
import { run, type Circumstances, type Run } from './opening.ts';

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});

/** Gzip KB of the built files behind these request paths, each once. */
const gzipKb = (paths: readonly string[]): number =>
  [...new Set(paths)]
    .map((path) => join(dist, path === '/' ? 'index.html' : path))
    .filter((file) => existsSync(file))
    .reduce((bytes, file) => bytes + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000;

const openingFigures = (runs: readonly Run[]): Figure[] => {
  const of = (name: keyof Run['opening']): number[] => runs.map(({ opening }) => opening[name]);
  return [
    { name: 'first image', unit: 'ms', values: of('first-image'), atMost: 300 },
    { name: 'all planes', unit: 'ms', values: of('all-planes'), atMost: 800 },
    { name: 'indexed', unit: 'ms', values: of('study-indexed') },
    { name: 'loaded', unit: 'ms', values: of('study-loaded') },
    { name: 'long tasks while opening, total', unit: 'ms', values: runs.map(({ longTasks }) => longTasks) },
  ];
};

const scrollFigures = (runs: readonly Run[]): Figure[] =>
  (runs[0]?.scroll ?? [])
    .toSorted((a, b) => a.plane.localeCompare(b.plane))
    .flatMap(({ plane, kind, slices }) => {
      const latencies = runs.map(({ scroll }) => scroll.find((each) => each.plane === plane)?.latencies ?? []);
      const name = `scroll ${plane}, ${kind}, ${slices} slices`;
      const limit = kind === 'reconstructed' ? 33 : 16;
      return [
        { name: `${name}: p50`, unit: 'ms', values: latencies.map((each) => percentile(each, 0.5)) },
        { name: `${name}: p95`, unit: 'ms', values: latencies.map((each) => percentile(each, 0.95)), atMost: limit },
        { name: `${name}: slices drawn of 60 notches`, unit: '', values: latencies.map((each) => each.length) },
      ] satisfies Figure[];
    });

const memoryFigures = (runs: readonly Run[]): Figure[] => [
  { name: 'heap before a study', unit: 'MB', values: runs.map(({ heapMb }) => heapMb.before) },
  { name: 'heap with the study open', unit: 'MB', values: runs.map(({ heapMb }) => heapMb.open) },
  { name: 'heap after closing, over before', unit: 'MB', values: runs.map(({ heapMb }) => heapMb.closed - heapMb.before), atMost: 20 },
  { name: 'renderer memory before', unit: 'MB', values: runs.map(({ rendererMb }) => rendererMb.before) },
  { name: 'renderer memory open', unit: 'MB', values: runs.map(({ rendererMb }) => rendererMb.open) },
  {
    name: 'renderer memory after closing, over before',
    unit: 'MB',
    values: runs.map(({ rendererMb }) => rendererMb.closed - rendererMb.before),
  },
];

const byteFigures = (runs: readonly Run[]): Figure[] => [
  { name: 'gzip: home page, loaded', unit: 'KB', values: runs.map(({ requests }) => gzipKb(requests.loaded)), atMost: 90 },
  { name: 'gzip: home page, after 2 s idle', unit: 'KB', values: runs.map(({ requests }) => gzipKb(requests.idle)), atMost: 90 },
  { name: 'gzip: fetched for this study, in all', unit: 'KB', values: runs.map(({ requests }) => gzipKb(requests.all)) },
  { name: 'gzip: whole build', unit: 'KB', values: [measure(dist).total.reduce((sum, { bytes }) => sum + bytes, 0) / 1000], atMost: 1100 },
];

const studies = [
  { title: '112 images, 1.5 T, all planes acquired', folder: real('lumbar-toshiba-1.5t') },
  { title: '67 images, 0.3 T, coronal reconstructed', folder: real('lumbar-hitachi-0.3t') },
] as const;

const bench = async (): Promise<void> => {
  if (dataMissing) throw new Error(`The benchmark opens real studies, but ${dataMissing}`);
  const executablePath = ensureChromium();
  await buildIfNeeded(root, dist);
  const host = await createHost({ app: dist, samples: join(root, '.cache', 'samples') });
  const paths: string[] = [];
  host.server.on('request', ({ url }) => paths.push(new URL(url ?? '/', 'http://host').pathname));
  await host.listen({ host: '127.0.0.1', port: 0 });
  const { port } = host.server.address() as { port: number };
  const circumstances: Circumstances = {
    address: addressOf('127.0.0.1', port),
    executablePath,
    random: randomFrom(Number(options.seed)),
    asked: () => [...paths],
    forget: () => void paths.splice(0),
  };
  try {
    console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores; ${options.times} cold runs a study; seed ${options.seed}`);
    const results: Record<string, { runs: Run[]; figures: Figure[] }> = {};
    for (const { title, folder } of studies) {
      const runs: Run[] = [];
      for (let time = 0; time < Number(options.times); time += 1) {
        runs.push(
          await run(folder, { ...circumstances, profile: time === 0 && folder === studies[0].folder ? options.profile : undefined }),
        );
      }
      const figures = [...openingFigures(runs), ...scrollFigures(runs), ...memoryFigures(runs), ...byteFigures(runs)];
      results[title] = { runs, figures };
      console.log(`\n${title}\n${table(figures)}`);
    }
    if (options.json) writeFileSync(options.json, JSON.stringify({ seed: options.seed, results }, null, 1));
  } finally {
    await host.close();
  }
};

await bench();
