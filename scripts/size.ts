/**
 * The size budget: gzip bytes that a reader's browser fetches. "Home" is everything that index.html loads before a study is opened,
 * "total" every script, style sheet and WebAssembly module of the build. Limits: issue "Open a real lumbar MRI" (90 KB, 1.1 MB).
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist, type Outcome } from './steps.ts';

/** What this script needs of Vite's .vite/manifest.json. */
type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: string[]; css?: string[] }>;

export const limits = { home: 90_000, total: 1_100_000 } as const;

/** Files that the entry page loads by itself: its scripts, what they import statically, and their style sheets. */
export const homeFiles = (manifest: Manifest): string[] => {
  const seen = new Set<string>();
  const files = new Set(['index.html']);
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) visit(name);
  return [...files];
};

type Sized = { readonly file: string; readonly bytes: number };

export const measure = (folder: string): { home: Sized[]; total: Sized[] } => {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'));
  const sized = (file: string): Sized => ({ file, bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length });
  return { home: homeFiles(manifest).map(sized), total: globSync('**/*.{js,css,wasm}', { cwd: folder }).map(sized) };
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`.padStart(11);
const sum = (files: readonly Sized[]): number => files.reduce((bytes, file) => bytes + file.bytes, 0);

const largest = (files: readonly Sized[]): string[] =>
  files
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 8)
    .map(({ file, bytes }) => `${kilobytes(bytes)}  ${file}`);

/** A table of the largest files and both sums against their limits. */
export const sizeReport = (folder: string): Outcome => {
  const { home, total } = measure(folder);
  const line = (name: keyof typeof limits, files: readonly Sized[]): string =>
    `${kilobytes(sum(files))}  ${name} of ${limits[name] / 1000} KB${sum(files) > limits[name] ? '  OVER BUDGET' : ''}`;
  return {
    ok: sum(home) <= limits.home && sum(total) <= limits.total,
    output: [
      ...largest(home),
      line('home', home),
      ...largest(total.filter(({ file }) => !home.some((own) => own.file === file))),
      line('total', total),
    ].join('\n'),
  };
};

if (import.meta.main) {
  const { ok, output } = sizeReport(dist);
  console.log(output);
  process.exitCode = ok ? 0 : 1;
}
