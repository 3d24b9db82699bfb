import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLock, missingOptional, platformOf, type Lock } from './lockPlatforms.ts';

test('package-lock.json describes every platform build, so that npm ci accepts it', () => {
  const lock: Lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  expect(missingOptional(lock)).toEqual([]);
});

test('a missing build is added with its version and platform, in order', () => {
  const lock: Lock = {
    packages: {
      'node_modules/tool': { dev: true, optionalDependencies: { '@tool/linux-arm64-musl': '1.2.3' } },
      'node_modules/zoo': {},
    },
  };
  const completed = completeLock(lock);
  expect(Object.keys(completed.packages)).toEqual(['node_modules/@tool/linux-arm64-musl', 'node_modules/tool', 'node_modules/zoo']);
  expect(JSON.stringify(completed.packages['node_modules/@tool/linux-arm64-musl'])).toBe(
    '{"version":"1.2.3","cpu":["arm64"],"dev":true,"libc":["musl"],"optional":true,"os":["linux"]}',
  );
});

test.each([
  ['@rolldown/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['@oxlint/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxlint-tsgolint/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
])('%s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});
