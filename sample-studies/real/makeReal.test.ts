/** The real sample from a loopback server that serves the published paths, with small files of our own making. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { el, encode, EXPLICIT_UID, mrElements, part10 } from '#dicom/testFile.ts';
import { errorsOf, noValidator } from '../testDciodvfy.ts';
import { makeSamples } from '../make.ts';
import { instanceOf } from '../viewingOrder.ts';
import { REAL_ADDRESS, readHashes, type HashedFile } from './download.ts';
import { makeReal, REAL_SLUG } from './makeReal.ts';
import { withoutIdentity } from './withoutIdentity.ts';

/** Everything in a file of this test that must not survive, in places where identity hides. */
const SECRETS = [
  'Yamada',
  'Hanako',
  'H-4711',
  '19610203',
  'Saint Elsewhere',
  'Dr Seuss',
  'fell off a horse',
  'SERIAL-9',
  'STATION-3',
  '1.2.840.99999',
];

const identified = (instance: number, x: number, syntax = EXPLICIT_UID): Uint8Array =>
  part10(
    syntax,
    encode(
      mrElements({
        0x00080008: el(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\OTHER'),
        0x00080018: el(0x00080018, 'UI', `1.2.840.99999.${instance}`),
        0x00080020: el(0x00080020, 'DA', '20180113'),
        0x00080050: el(0x00080050, 'SH', 'H-4711'),
        0x00080080: el(0x00080080, 'LO', 'Saint Elsewhere'),
        0x00080090: el(0x00080090, 'PN', 'Dr Seuss'),
        0x00081010: el(0x00081010, 'SH', 'STATION-3'),
        0x00081110: el(0x00081110, 'SQ', { items: [[el(0x00081155, 'UI', '1.2.840.99999.7')]] }),
        0x00100010: el(0x00100010, 'PN', 'Yamada^Hanako'),
        0x00100020: el(0x00100020, 'LO', 'H-4711'),
        0x00100030: el(0x00100030, 'DA', '19610203'),
        0x00104000: el(0x00104000, 'LT', 'fell off a horse'),
        0x00180080: el(0x00180080, 'DS', '3500'),
        0x00180081: el(0x00180081, 'DS', '100'),
        0x00181000: el(0x00181000, 'LO', 'SERIAL-9'),
        0x0020000d: el(0x0020000d, 'UI', '1.2.840.99999.1.1'),
        0x0020000e: el(0x0020000e, 'UI', '1.2.840.99999.1.2'),
        0x00200013: el(0x00200013, 'IS', String(instance)),
        0x00200032: el(0x00200032, 'DS', `${x}\\20\\30`),
        0x00200052: el(0x00200052, 'UI', '1.2.840.99999.1.3'),
        0x00290010: el(0x00290010, 'LO', 'Yamada private'),
        0x00291001: el(0x00291001, 'OB', new TextEncoder().encode('Hanako')),
      }),
      { explicit: syntax === EXPLICIT_UID, bigEndian: false },
    ),
  );

const FILES = new Map([1, 2, 3, 4, 5].map((i) => [`MR00000${i}`, identified(i, i * 4)]));
const HASHES: HashedFile[] = [...FILES].map(([name, bytes]) => ({ name, sha256: createHash('sha256').update(bytes).digest('hex') }));

let server: Server;
let address: string;
let samples: string;
let requests: string[];
/** How the server answers a file's n-th request (from 1), when not as it should. */
let misbehave: (name: string, attempt: number) => number | Uint8Array | undefined;

beforeEach(async () => {
  requests = [];
  misbehave = () => undefined;
  samples = mkdtempSync(join(tmpdir(), 'conus-real-'));
  server = createServer(({ url }, response) => {
    const name = url!.split('/').at(-1)!;
    requests.push(url!);
    const odd = misbehave(name, requests.filter((one) => one === url).length);
    const body = odd instanceof Uint8Array ? odd : FILES.get(name);
    response.statusCode = typeof odd === 'number' ? odd : body ? 200 : 404;
    response.end(typeof odd === 'number' ? '' : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(REAL_ADDRESS).pathname}`;
});
afterEach(() => {
  server.close();
  rmSync(samples, { recursive: true });
});
const options = () => ({ samples, address, files: HASHES, retryAfterMs: [1, 1] });
const images = () => readdirSync(join(samples, REAL_SLUG, 'dicom')).map((name) => join(samples, REAL_SLUG, 'dicom', name));

test('the list of hashes is that of the 112 published files', () => {
  const list = readHashes(readFileSync(new URL('./files.sha256', import.meta.url), 'utf8'));
  expect(list).toHaveLength(112);
  expect(new Set(list.map(({ name }) => name)).size).toBe(112);
});

test('asks for the published paths, once each, and lists the study', async () => {
  expect(await makeReal(options())).toBe(true);
  expect(requests.toSorted()).toEqual([...FILES.keys()].map((name) => new URL(address).pathname + name));
  expect(images()).toHaveLength(5);
  expect(await makeReal(options())).toBe(false);
  expect(requests).toHaveLength(5);
});

test('nothing of the identity reaches the disk, and what a viewer needs does', async () => {
  await makeReal(options());
  const everything = readdirSync(samples, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = everything.map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1')).join('\n');
  expect(SECRETS.filter((secret) => bytes.includes(secret))).toEqual([]);
  const instances = images().map((file) => instanceOf(file, file)!);
  expect(instances.map(({ instanceNumber }) => instanceNumber)).toEqual([1, 2, 3, 4, 5]);
  expect(instances.map(({ frames }) => frames[0]!.plane!.origin.x)).toEqual([4, 8, 12, 16, 20]);
  expect(
    new Set(instances.map(({ studyUid, seriesUid, frameOfReferenceUid }) => `${studyUid} ${seriesUid} ${frameOfReferenceUid}`)).size,
  ).toBe(1);
  expect(new Set(instances.map(({ sopInstanceUid }) => sopInstanceUid)).size).toBe(5);
  expect(instances[0]).toMatchObject({
    seriesDescription: 'T2 SAG',
    studyDate: '20180101',
    patient: { name: 'Volunteer^Real', birthDate: '' },
  });
  const { offset } = instances[0]!.pixels.native!;
  const first = readFileSync(images()[0]!);
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((_, i) => first.readUInt16LE(offset + 2 * i))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('implicit little endian is cleaned too; compressed pixel data stay as they are', () => {
  const implicit = withoutIdentity(identified(1, 4, '1.2.840.10008.1.2'));
  expect(implicit).toEqual(withoutIdentity(identified(1, 4)));
  const codestream = Uint8Array.from([0xff, 0xd8, 0xff, 0xc3, 1, 2, 0xff, 0xd9]);
  const elements = mrElements({ 0x7fe00010: el(0x7fe00010, 'OB', { fragments: [codestream], offsets: [0] }) });
  const clean = withoutIdentity(part10('1.2.840.10008.1.2.4.70', encode(elements)));
  expect(Buffer.from(clean as Uint8Array).includes(Buffer.from(codestream))).toBe(true);
  expect(withoutIdentity(new Uint8Array(300))).toHaveProperty('problem');
});

test('a cleaned file has no private, no unknown and no duplicate element, by the standard validator', async ({ skip }) => {
  skip(noValidator !== undefined, noValidator);
  await makeReal(options());
  // The constructed files lack some acquisition facts that real ones have; identity is this test's concern.
  const errors = images().flatMap(errorsOf);
  expect(errors.filter((error) => !/Missing attribute|Empty/i.test(error))).toEqual([]);
});

test('a server that stumbles is asked again', async () => {
  misbehave = (name, attempt) =>
    name === 'MR000002' && attempt < 3 ? 503 : name === 'MR000003' && attempt === 1 ? FILES.get(name)!.slice(0, 300) : undefined;
  expect(await makeReal(options())).toBe(true);
  expect(requests).toHaveLength(8);
});

test('a wrong file is refused, and what came before it is kept for the next time', async () => {
  misbehave = (name) => (name === 'MR000005' ? identified(5, 99) : undefined);
  await expect(makeReal(options())).rejects.toThrow(/MR000005 is not the file that was published.*4 of 5 images are there/);
  expect(existsSync(join(samples, REAL_SLUG))).toBe(false);
  misbehave = () => undefined;
  requests.length = 0;
  expect(await makeReal(options())).toBe(true);
  expect(requests.map((url) => url.split('/').at(-1))).toEqual(['MR000005']);
});

test('a file that is gone is not asked for again', async () => {
  misbehave = (name) => (name === 'MR000001' ? 404 : undefined);
  await expect(makeReal(options())).rejects.toThrow('MR000001 is no longer published');
  expect(requests.filter((url) => url.endsWith('MR000001'))).toHaveLength(1);
});

test('offline, it says so in words', async () => {
  await new Promise((resolve) => server.close(resolve));
  await expect(makeReal(options())).rejects.toThrow(
    /could not be downloaded from 127\.0\.0\.1:\d+: .*0 of 5 images are there; the same command goes on/,
  );
});

test('npm run samples -- --real lists it beside the others', async () => {
  const cases = mkdtempSync(join(tmpdir(), 'conus-no-cases-'));
  const { samples: folder, ...real } = options();
  await makeSamples({ samples: folder, cases, real });
  const index = JSON.parse(readFileSync(join(samples, 'index.json'), 'utf8')) as { slug: string; thumbnail: string }[];
  expect(index.map(({ slug }) => slug)).toEqual([REAL_SLUG]);
  expect(statSync(join(samples, index[0]!.thumbnail)).size).toBeGreaterThan(50);
  writeFileSync(join(samples, 'index.json'), '[]');
  await makeSamples({ samples: folder, cases });
  expect(readFileSync(join(samples, 'index.json'), 'utf8')).toContain(REAL_SLUG);
  rmSync(cases, { recursive: true });
});
