import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCommand } from './browser.ts';
import { buildState, fingerprint, stampFile } from './sources.ts';

let root = '';
const write = (path: string, text: string): void => writeFileSync(join(root, path), text);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'conus-sources-'));
  mkdirSync(join(root, 'src'));
  write('index.html', '<!doctype html>');
  write('src/main.tsx', 'start();');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a build is absent, then fresh, then stale when a source changes', () => {
  const app = join(root, 'dist');
  expect(buildState(root, app)).toBe('absent');
  mkdirSync(app);
  write('dist/index.html', 'built');
  expect(buildState(root, app)).toBe('stale');
  write(`dist/${stampFile}`, fingerprint(root));
  expect(buildState(root, app)).toBe('fresh');
  write('src/main.test.tsx', 'a test changes no build');
  expect(buildState(root, app)).toBe('fresh');
  write('src/main.tsx', 'start(again);');
  expect(buildState(root, app)).toBe('stale');
});

test('a build without its sources is served as it is', () => {
  const shipped = join(root, 'shipped');
  mkdirSync(shipped);
  cpSync(join(root, 'index.html'), join(shipped, 'index.html'));
  expect(buildState(shipped, shipped)).toBe('fresh');
});

test.each([
  ['linux', { DISPLAY: ':0' }, true, ['xdg-open']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true, ['xdg-open']],
  ['linux', {}, true, null],
  ['linux', { DISPLAY: ':0', CI: 'true' }, true, null],
  ['linux', { DISPLAY: ':0', CONUS_NO_OPEN: '1' }, true, null],
  ['linux', { DISPLAY: ':0' }, false, null],
  ['darwin', {}, true, ['open']],
  ['win32', {}, true, ['cmd', '/c', 'start', '']],
] as const)('a browser on %s with %j and a terminal: %s -> %j', (platform, env, terminal, command) => {
  expect(openCommand({ platform, env, terminal })).toEqual(command);
});
