import type { FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressFolder } from './compress.ts';
import { addressOf, createHost } from './host.ts';

const script = `console.log(${JSON.stringify('spine '.repeat(400))});`;
let folder = '';
let host: FastifyInstance;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conus-host-'));
  const app = join(folder, 'app');
  mkdirSync(join(app, 'assets'), { recursive: true });
  mkdirSync(join(app, '.vite'));
  writeFileSync(join(app, 'index.html'), `<!doctype html><title>Conus</title>${'<meta name="robots" content="noindex">'.repeat(9)}`);
  writeFileSync(join(app, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(app, 'assets', 'index-BxQ1_-9z.js'), script);
  writeFileSync(join(app, '.vite', 'manifest.json'), '{}');
  await compressFolder(app);
  host = await createHost({ app, samples: join(folder, 'samples') });
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the page is asked for again each time and carries the security headers', async () => {
  const page = await host.inject('/');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers).toMatchObject({
    'cache-control': 'no-cache',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self';");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test('the page reaches a browser that takes compressed answers', async () => {
  const page = await host.inject({ url: '/', headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'cache-control': 'no-cache' });
  expect(brotliDecompressSync(page.rawPayload).toString()).toContain('<title>Conus</title>');
});

test('a named asset is kept for good, in the smallest form that the browser takes', async () => {
  const url = '/assets/index-BxQ1_-9z.js';
  const brotli = await host.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' });
  expect(brotli.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script);
  const zipped = await host.inject({ url, headers: { 'accept-encoding': 'gzip' } });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(script);
  const plain = await host.inject(url);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.payload).toBe(script);
});

test('a file without a content name is revalidated by its ETag', async () => {
  const first = await host.inject('/favicon.svg');
  expect(first.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
  const again = await host.inject({ url: '/favicon.svg', headers: { 'if-none-match': String(first.headers.etag) } });
  expect(again.statusCode).toBe(304);
});

test('ranges are answered', async () => {
  const part = await host.inject({ url: '/assets/index-BxQ1_-9z.js', headers: { range: 'bytes=0-6' } });
  expect(part.statusCode).toBe(206);
  expect(part.payload).toBe('console');
  expect(part.headers['content-range']).toBe(`bytes 0-6/${script.length}`);
});

test('samples: an empty list until some are made, then the list and its files', async () => {
  const none = await host.inject('/samples/index.json');
  expect(none.statusCode).toBe(200);
  expect(none.json()).toEqual([]);
  writeFileSync(join(folder, 'samples', 'index.json'), '[{"slug":"normal"}]');
  mkdirSync(join(folder, 'samples', 'normal'));
  writeFileSync(join(folder, 'samples', 'normal', '0001.dcm'), Buffer.from([0, 1, 2, 3]));
  expect((await host.inject('/samples/index.json')).json()).toEqual([{ slug: 'normal' }]);
  const file = await host.inject('/samples/normal/0001.dcm');
  expect([...file.rawPayload]).toEqual([0, 1, 2, 3]);
  expect(file.headers['x-content-type-options']).toBe('nosniff');
});

test.each([
  '/.vite/manifest.json',
  '/nowhere',
  '/../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/samples/../../package.json',
  '/assets/',
])('%s is not served, and its answer carries the headers too', async (url) => {
  const answer = await host.inject(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
});

test('addresses', () => {
  expect(addressOf('127.0.0.1', 4173)).toBe('http://127.0.0.1:4173/');
  expect(addressOf('::1', 80)).toBe('http://[::1]:80/');
});
