import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { homeFiles, sizeReport } from './size.ts';

const manifest = {
  'index.html': {
    file: 'assets/index.js',
    isEntry: true,
    imports: ['_shared.js'],
    dynamicImports: ['src/engine/index.ts'],
    css: ['assets/index.css'],
  },
  '_shared.js': { file: 'assets/shared.js', imports: ['index.html'] },
  'src/engine/index.ts': { file: 'assets/engine.js', isDynamicEntry: true, imports: ['_shared.js'] },
};

let folder = '';
/** Random bytes do not compress: a file's gzip size is its size. */
const write = (file: string, bytes: number): void => writeFileSync(join(folder, file), randomBytes(bytes));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conus-size-'));
  mkdirSync(join(folder, '.vite'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest));
  for (const file of ['index.html', 'assets/index.js', 'assets/index.css', 'assets/shared.js', 'assets/engine.js']) write(file, 10_000);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('home is what the page loads by itself: nothing that waits for a study', () => {
  expect(homeFiles(manifest)).toEqual(['index.html', 'assets/index.js', 'assets/index.css', 'assets/shared.js']);
});

test('within budget', () => {
  expect(sizeReport(folder).ok).toBe(true);
});

test('a home page over 90 KB breaks the budget', () => {
  write('assets/shared.js', 61_000);
  const { ok, output } = sizeReport(folder);
  expect(ok).toBe(false);
  expect(output).toMatch(/home of 90 KB {2}OVER BUDGET/);
});

test('an engine that takes the whole over 1.1 MB breaks the budget', () => {
  write('assets/codec.wasm', 1_070_000);
  const { ok, output } = sizeReport(folder);
  expect(ok).toBe(false);
  expect(output).toMatch(/total of 1100 KB {2}OVER BUDGET/);
});
