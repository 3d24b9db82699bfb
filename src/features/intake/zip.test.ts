import fc from 'fast-check';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { directoryHeader, expand, localHeader, recordsAt, zipBytes } from './testZips.ts';
import { looksLikeZip, zipLimits } from './zip.ts';

/** Bytes that do not pack (a linear congruential generator). */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

/** The same 16-bit field written into every local and directory header. */
function patched(bytes: Uint8Array<ArrayBuffer>, local: number, inDirectory: number, value: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  for (const at of recordsAt(bytes, localHeader)) view.setUint16(at + local, value, true);
  for (const at of recordsAt(bytes, directoryHeader)) view.setUint16(at + inDirectory, value, true);
  return bytes;
}

describe('ordinary archives', () => {
  test.each([0, 6] as const)('nested folders come out byte for byte (level %i)', async (level) => {
    const content = { 'cd/a/IM1': noise(100_000), 'cd/b/IM2': noise(70_001), 'cd/b/': new Uint8Array(), empty: new Uint8Array() };
    const { files, problems, listed } = await expand(zipBytes(content, level));
    expect([...files.keys()].toSorted()).toEqual(['a.zip/cd/a/IM1', 'a.zip/cd/b/IM2', 'a.zip/empty']);
    expect(listed).toBe(3);
    expect(problems.size).toBe(0);
    expect(await files.get('a.zip/cd/b/IM2')?.bytes()).toEqual(content['cd/b/IM2']);
  });

  test('a Zip64 archive with data descriptors, as streaming writers make them', async () => {
    const writer = new ZipWriter(new BlobWriter(), { zip64: true, dataDescriptor: true, useWebWorkers: false });
    await writer.add('IM1', new TextReader('one'.repeat(1000)));
    const { files } = await expand(await (await writer.close()).bytes());
    expect(await files.get('a.zip/IM1')?.text()).toBe('one'.repeat(1000));
  });

  test('names with .. and absolute names are text like any other', async () => {
    const { files } = await expand(zipBytes({ '../../etc/passwd': 'x', '/IM1': 'y' }));
    expect([...files.keys()].toSorted()).toEqual(['a.zip/../../etc/passwd', 'a.zip//IM1']);
  });

  test('programs and system files are left packed, unless they are DICOM inside', async () => {
    const dicom = new Uint8Array(5000);
    dicom.set(new TextEncoder().encode('DICM'), 128);
    const { files, problems } = await expand(zipBytes({ 'viewer/run.exe': noise(50_000), 'odd.exe': dicom, '__MACOSX/._IM1': 'x' }));
    expect([...files.keys()]).toEqual(['a.zip/odd.exe']);
    expect([...problems.keys()].toSorted()).toEqual(['a.zip/__MACOSX/._IM1', 'a.zip/viewer/run.exe']);
  });
});

describe('what is not opened says why', () => {
  test('a ZIP inside, whatever its name', async () => {
    const inner = zipBytes({ x: 'x' });
    const { files, problems } = await expand(zipBytes({ IM1: 'y', 'inner.bin': inner }, 0));
    expect([...files.keys()]).toEqual(['a.zip/IM1']);
    expect(problems.get('a.zip/inner.bin')).toContain('ZIP inside a ZIP');
  });

  test('an encrypted entry', async () => {
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    await writer.add('secret', new TextReader('x'), { password: 'p' });
    await writer.add('open', new TextReader('y'));
    const { files, problems } = await expand(await (await writer.close()).bytes());
    expect(problems.get('a.zip/secret')).toContain('encrypted');
    expect([...files.keys()]).toEqual(['a.zip/open']);
  });

  test('another packing method, by name', async () => {
    const { problems, kinds } = await expand(patched(zipBytes({ IM1: noise(1000) }), 8, 10, 9));
    expect(problems.get('a.zip/IM1')).toContain('Deflate64');
    expect(kinds).toEqual(['unsupported']);
  });

  test('one flipped bit in the data is caught; the neighbours open', async () => {
    const bytes = zipBytes({ IM1: noise(20_000), IM2: noise(20_000) });
    const start = recordsAt(bytes, localHeader)[0] ?? 0;
    bytes[start + 5000] = (bytes[start + 5000] ?? 0) ^ 0x10;
    const { files, problems } = await expand(bytes);
    expect([...files.keys()]).toEqual(['a.zip/IM2']);
    expect(problems.get('a.zip/IM1')).toMatch(/damaged/);
  });

  test('an archive cut short, and something that only begins like one', async () => {
    const bytes = zipBytes({ IM1: noise(20_000) });
    for (const broken of [bytes.slice(0, -10), bytes.slice(0, 9000), bytes.slice(0, 4)]) {
      const { problems } = await expand(broken);
      expect(problems.get('a.zip')).toContain('damaged or incomplete');
    }
  });
});

describe('bombs', () => {
  const zeros = (mib: number) => new Uint8Array(mib * 1024 ** 2);

  test('an entry of 1000:1 is refused within 2 s, however small it claims to be, and the rest opens', async () => {
    const bytes = zipBytes({ bomb: zeros(100), IM1: noise(1000) });
    const view = new DataView(bytes.buffer);
    const [first = 0] = recordsAt(bytes, directoryHeader);
    view.setUint32(first + 24, 500_000, true);
    const startedMs = performance.now();
    const { files, problems, kinds } = await expand(bytes);
    expect(performance.now() - startedMs).toBeLessThan(2000);
    expect(problems.get('a.zip/bomb')).toContain('grows far beyond');
    expect(kinds).toEqual(['too-large']);
    expect([...files.keys()]).toEqual(['a.zip/IM1']);
  });

  test('a blank slice packs just as well and is opened', async () => {
    const { files } = await expand(zipBytes({ blank: zeros(4) }));
    expect(files.get('a.zip/blank')?.size).toBe(4 * 1024 ** 2);
  });

  test('a lie about the size that stays small is a damaged entry', async () => {
    const bytes = zipBytes({ IM1: zeros(1) });
    const view = new DataView(bytes.buffer);
    view.setUint32((recordsAt(bytes, directoryHeader)[0] ?? 0) + 24, 1000, true);
    expect((await expand(bytes)).problems.get('a.zip/IM1')).toContain('damaged');
  });

  test('many entries that are each within bounds end at the total', async () => {
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`IM${at}`, noise(1000)]));
    const result = await expand(zipBytes(files), { ...zipLimits, freeBytes: 0, totalBytes: 4500 });
    expect(result.files.size).toBe(4);
    expect(result.problems.get('a.zip')).toContain('the rest is not read');
    // Stored entries are not unpacked at all.
    expect((await expand(zipBytes(files, 0), { ...zipLimits, freeBytes: 0, totalBytes: 4500 })).files.size).toBe(10);
  });

  test('too many entries: the first are read, the rest is named', async () => {
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`IM${at}`, 'x']));
    const result = await expand(zipBytes(files), { ...zipLimits, entries: 4 });
    expect(result.files.size).toBe(4);
    expect(result.problems.get('a.zip')).toContain('more than 4 files');
  });

  test('a directory that claims to be enormous is not read', async () => {
    const result = await expand(zipBytes({ IM1: 'x' }), { ...zipLimits, directoryBytes: 10 });
    expect(result.problems.get('a.zip')).toContain('damaged or incomplete');
  });
});

test('any damage gives files or reasons, never an exception', async () => {
  const bytes = zipBytes({ 'a/IM1': noise(300), 'a/IM2': 'hello', b: '' });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      fc.nat(bytes.length),
      async (edits, cut) => {
        const mutant = bytes.slice(0, cut % 3 === 0 ? cut : bytes.length);
        for (const [at, value] of edits) mutant[at] = value;
        const { files, problems } = await expand(mutant);
        expect(files.size + problems.size).toBeGreaterThanOrEqual(0);
        for (const blob of files.values()) expect(blob.size).toBeLessThan(zipLimits.freeBytes);
      },
    ),
    { numRuns: 300 },
  );
});

test('known by content: local header or empty archive', () => {
  expect(looksLikeZip(zipBytes({ x: 'x' }))).toBe(true);
  expect(looksLikeZip(zipBytes({}))).toBe(true);
  expect(looksLikeZip(new TextEncoder().encode('PKzip'))).toBe(false);
});
