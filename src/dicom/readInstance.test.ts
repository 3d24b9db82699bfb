import { describe, expect, test } from 'vitest';
import { readInstance } from './readInstance.ts';
import type { Instance, SourceId, Unreadable } from './study.ts';
import {
  deflated,
  el,
  encode,
  EXPLICIT_TEST,
  EXPLICIT_UID,
  headerBytes,
  join,
  mrElements,
  part10,
  u32,
  type TestElement,
} from './testFile.ts';

const origin = (byteLength: number) => ({ source: 's1' as SourceId, sourceName: 'IM1', byteLength });
const read = (bytes: Uint8Array) => readInstance(bytes, origin(bytes.length));
function image(bytes: Uint8Array): Instance {
  const result = read(bytes);
  if (!('frames' in result)) throw new Error(`no instance: ${JSON.stringify(result)}`);
  return result;
}
function refusal(bytes: Uint8Array): Unreadable {
  const result = read(bytes);
  if (!('reason' in result)) throw new Error('not refused');
  return result;
}
/** Time this thread has worked since `start`: a busy machine does not count. */
function cpuMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
const mr = (...changes: readonly TestElement[]) =>
  part10(EXPLICIT_UID, encode(mrElements(Object.fromEntries(changes.map((each) => [each.tag, each])))));
const without = (...tags: readonly number[]) =>
  part10(EXPLICIT_UID, encode(mrElements(Object.fromEntries(tags.map((tag) => [tag, null])))));

describe('every encoding gives the same instance', () => {
  const facts = ({ pixels: { native: _, transferSyntaxUid: __, ...pixels }, warnings: ___, ...rest }: Instance) => ({ ...rest, pixels });
  const expected = facts(image(mr()));
  const encodings = [
    ['implicit little endian', '1.2.840.10008.1.2', { explicit: false, bigEndian: false }],
    ['explicit big endian', '1.2.840.10008.1.2.2', { explicit: true, bigEndian: true }],
  ] as const;
  test.each(encodings)('%s', (_, uid, encoding) => {
    const found = image(part10(uid, encode(mrElements(), encoding)));
    expect(facts(found)).toEqual(expected);
    expect(found.pixels.transferSyntaxUid).toBe(uid);
  });
  test.each([...encodings, ['explicit little endian', EXPLICIT_UID, EXPLICIT_TEST] as const])('bare data set, %s', (_, uid, encoding) => {
    const found = image(encode(mrElements(), encoding));
    expect(facts(found)).toEqual(expected);
    expect(found.pixels.transferSyntaxUid).toBe(uid);
    expect(found.warnings).toContain('no file header: a bare data set');
  });
  test('deflated', () => {
    const found = image(deflated(encode(mrElements())));
    expect(facts(found)).toEqual(expected);
    expect(found.pixels.native).toBeUndefined();
  });
  test('encoded otherwise than declared', () => {
    const found = image(part10(EXPLICIT_UID, encode(mrElements(), { explicit: false, bigEndian: false })));
    expect(facts(found)).toEqual(expected);
    expect(found.pixels.transferSyntaxUid).toBe('1.2.840.10008.1.2');
    expect(found.warnings[0]).toMatch(/says Explicit VR Little Endian but is encoded as Implicit/);
  });
});

test('facts of a plain image', () => {
  const bytes = mr();
  const found = image(bytes);
  expect(found).toMatchObject({
    sopInstanceUid: '1.2.3.4',
    studyUid: '1.2.3.1',
    seriesUid: '1.2.3.2',
    frameOfReferenceUid: '1.2.3.3',
    patient: { name: 'DOE^Jane', id: '123' },
    seriesNumber: 4,
    instanceNumber: 7,
    warnings: [],
  });
  expect(found.frames[0]?.plane).toMatchObject({
    origin: { x: -10, y: 20, z: 30 },
    rowStepMm: 0.5,
    columnStepMm: 0.75,
    rows: 2,
    columns: 4,
  });
  const { offset, length } = found.pixels.native!;
  expect([...bytes.subarray(offset, offset + length)]).toEqual([1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0]);
});

describe('from the first bytes of a file', () => {
  test.each([1, 100, 140, 200, 300])('asks for more until the header is there, starting with %i bytes', (start) => {
    const bytes = mr(el(0x00091001, 'UN', new Uint8Array(3000)));
    const asked = [start];
    let result = readInstance(bytes.subarray(0, start), origin(bytes.length));
    while ('needMore' in result && asked.length < 12) {
      asked.push(result.needMore);
      result = readInstance(bytes.subarray(0, result.needMore), origin(bytes.length));
    }
    expect(result).toEqual(image(bytes));
    expect(asked).toEqual([...new Set(asked)].toSorted((a, b) => a - b));
    expect(asked.at(-1)).toBeLessThanOrEqual(bytes.length);
  });
  test('pixel data are not needed', () => {
    const bytes = mr();
    expect(readInstance(bytes.subarray(0, -16), origin(bytes.length))).toEqual(image(bytes));
  });
  test('a deflated file is needed whole', () => {
    const bytes = deflated(encode(mrElements()));
    expect(readInstance(bytes.subarray(0, 220), origin(bytes.length))).toEqual({ needMore: bytes.length });
  });
});

describe('what is no image', () => {
  test.each([
    ['1.2.840.10008.5.1.4.1.1.104.1', 'document', /PDF/],
    ['1.2.840.10008.5.1.4.1.1.88.22', 'document', /Structured Report/],
    ['1.2.840.10008.5.1.4.1.1.88.59', 'no-image', /Key Object/],
    ['1.2.840.10008.5.1.4.1.1.11.1', 'no-image', /Presentation State/],
    ['1.2.840.10008.1.3.10', 'directory', /DICOMDIR/],
  ])('%s', (uid, kind, reason) => {
    const bytes = part10(EXPLICIT_UID, encode([el(0x00080016, 'UI', uid), el(0x00080018, 'UI', '1.2')]));
    expect(refusal(bytes)).toMatchObject({ kind, reason: expect.stringMatching(reason) });
  });
  test('a large document is known by its class, without reading it', () => {
    const bytes = part10(EXPLICIT_UID, encode([el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.104.1')]));
    const start = join(bytes, headerBytes(0x00420011, 'OB', 50_000_000, EXPLICIT_TEST));
    expect(readInstance(start, origin(start.length + 50_000_000))).toMatchObject({ kind: 'document' });
  });
  test.each([
    ['empty', new Uint8Array()],
    ['text', new TextEncoder().encode('Dear reader, this is no image at all.'.repeat(20))],
    ['zeros', new Uint8Array(5000)],
    ['a picture', join([0xff, 0xd8, 0xff, 0xe0], new Uint8Array(400))],
    ['one byte', Uint8Array.of(8)],
  ])('%s', (_, bytes) => expect(refusal(bytes).kind).toBe('not-dicom'));
  test('no pixel data', () => expect(refusal(without(0x7fe00010))).toMatchObject({ kind: 'no-image', reason: 'holds no image (MR)' }));
});

describe('missing facts are said', () => {
  test('UIDs get stand-ins that stay the same', () => {
    const bytes = without(0x00080018, 0x0020000d, 0x0020000e);
    const found = image(bytes);
    expect(found.warnings).toEqual(['no Study Instance UID', 'no Series Instance UID', 'no SOP Instance UID']);
    expect(found.sopInstanceUid).not.toBe('');
    const prefix = readInstance(bytes.subarray(0, bytes.length - 16), origin(bytes.length)) as Instance;
    expect(prefix.sopInstanceUid).toBe(found.sopInstanceUid);
    const other = image(part10(EXPLICIT_UID, encode(mrElements({ 0x00080018: null, 0x00200032: el(0x00200032, 'DS', '1\\2\\3') }))));
    expect(other.sopInstanceUid).not.toBe(found.sopInstanceUid);
  });
  test.each([
    [0x00200032, 'no image position'],
    [0x00200037, 'no image orientation'],
    [0x00280030, 'no pixel spacing'],
  ])('%i', (tag, problem) => {
    const found = image(without(tag));
    expect(found.frames[0]).toMatchObject({ planeProblem: problem });
    expect(found.frames[0]?.plane).toBeUndefined();
    expect(found.warnings).toEqual([problem]);
  });
  test('detector spacing is not patient spacing', () => {
    const found = image(part10(EXPLICIT_UID, encode(mrElements({ 0x00280030: null, 0x00181164: el(0x00181164, 'DS', '0.2\\0.2') }))));
    expect(found.frames[0]?.spacingMm).toBeUndefined();
    expect(found.frames[0]?.planeProblem).toMatch(/only at the detector/);
  });
  test('a mosaic has no plane', () => {
    const found = image(mr(el(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\M\\MOSAIC')));
    expect(found.frames[0]).toMatchObject({ planeProblem: 'Siemens mosaic: many slices tiled in one image' });
  });
});

describe('hostile files are refused by name, in bounded time', () => {
  const timed = (bytes: Uint8Array): Unreadable => {
    const start = process.threadCpuUsage();
    const result = refusal(bytes);
    expect(cpuMs(start)).toBeLessThan(2000);
    return result;
  };
  const nested = (depth: number, undefinedLength: boolean): TestElement => {
    let element = el(0x00081140, 'SQ', { items: [], undefinedLength });
    for (let level = 0; level < depth; level++) element = el(0x00081140, 'SQ', { items: [[element]], undefinedLength });
    return element;
  };
  test.each([true, false])('sequences nested 80 deep (undefined length %s)', (undefinedLength) => {
    expect(timed(mr(nested(80, undefinedLength)))).toMatchObject({ kind: 'corrupt', reason: 'sequences nested more than 64 deep' });
  });
  test.each([true, false])('60 deep is read (undefined length %s)', (undefinedLength) => {
    expect(image(mr(nested(60, undefinedLength))).pixels.rows).toBe(2);
  });
  test('20,000 nested openings', () => {
    const opening = join(headerBytes(0x00081140, 'SQ', 0xffffffff, EXPLICIT_TEST), u32(0xe000fffe), u32(0xffffffff));
    const bomb = new Uint8Array(20_000 * opening.length);
    for (let at = 0; at < bomb.length; at += opening.length) bomb.set(opening, at);
    expect(timed(part10(EXPLICIT_UID, join(encode([el(0x00080018, 'UI', '1.2')]), bomb))).reason).toMatch(/nested more than 64/);
  });
  test('a length beyond the file', () => {
    const bytes = part10(
      EXPLICIT_UID,
      join(encode(mrElements({ 0x7fe00010: null })), headerBytes(0x00290010, 'OB', 0xfffffff0, EXPLICIT_TEST)),
    );
    expect(timed(bytes)).toMatchObject({ kind: 'corrupt', reason: 'the file is cut short in its header, at (0029,0010)' });
  });
  test('more than a million elements', () => {
    const empty = headerBytes(0x00091001, 'LO', 0, EXPLICIT_TEST);
    const many = new Uint8Array(1_000_100 * empty.length);
    for (let at = 0; at < many.length; at += empty.length) many.set(empty, at);
    const head = part10(EXPLICIT_UID, encode([el(0x00080018, 'UI', '1.2')]));
    const bytes = new Uint8Array(head.length + many.length);
    bytes.set(head);
    bytes.set(many, head.length);
    expect(timed(bytes)).toMatchObject({ kind: 'too-large' });
  });
  test('an image of 30000 x 30000', () => {
    expect(timed(mr(el(0x00280010, 'US', [30_000]), el(0x00280011, 'US', [30_000])))).toMatchObject({
      kind: 'too-large',
      reason: 'an image of 30,000 x 30,000 pixels is over 256 MiB',
    });
  });
  test('frames whose groups each claim the rest of the file', () => {
    const rest = join(headerBytes(0x00289110, 'SQ', 4_000_000, EXPLICIT_TEST));
    const items = Array.from({ length: 20_000 }, () => join(u32(0xe000fffe), u32(rest.length), rest));
    const groups = new Uint8Array(items.length * items[0]!.length);
    items.forEach((item, index) => groups.set(item, index * item.length));
    const elements = mrElements({ 0x00280008: el(0x00280008, 'IS', '20000'), 0x7fe00010: null });
    const tail = join(headerBytes(0x52009230, 'SQ', groups.length, EXPLICIT_TEST));
    const head = part10(EXPLICIT_UID, join(encode(elements), tail));
    const pixelData = encode(mrElements().filter(({ tag }) => tag === 0x7fe00010));
    const bytes = new Uint8Array(head.length + groups.length + pixelData.length);
    bytes.set(head);
    bytes.set(groups, head.length);
    bytes.set(pixelData, head.length + groups.length);
    const start = process.threadCpuUsage();
    expect(image(bytes).frames).toHaveLength(20_000);
    expect(cpuMs(start)).toBeLessThan(2000);
  });
  test('two thousand million frames', () => expect(timed(mr(el(0x00280008, 'IS', '2000000000'))).kind).toBe('too-large'));
  test('a deflate bomb in the header', () => {
    const zeros = new Uint8Array(40 * 1024 * 1024);
    const bytes = new Uint8Array(100 + zeros.length);
    bytes.set(encode([el(0x00080018, 'UI', '1.2')]));
    bytes.set(headerBytes(0x00091001, 'OB', zeros.length, EXPLICIT_TEST), encode([el(0x00080018, 'UI', '1.2')]).length);
    expect(timed(deflated(bytes))).toMatchObject({ kind: 'too-large', reason: expect.stringMatching(/decompression bomb/) });
  });
  test('a deflated file that claims pixel data far beyond its size', () => {
    const head = encode(mrElements({ 0x7fe00010: null }));
    expect(timed(deflated(join(head, headerBytes(0x7fe00010, 'OW', 1_680_000_000, EXPLICIT_TEST), [1, 2]))).kind).toBe('too-large');
  });
  test('deflated rubbish', () => {
    expect(
      timed(
        part10(
          '1.2.840.10008.1.2.1.99',
          Uint8Array.from({ length: 500 }, (_, index) => (index * 37) & 0xff),
        ),
      ).kind,
    ).toBe('corrupt');
  });
});

describe('slices that cannot be drawn keep their place', () => {
  test('unknown transfer syntax', () => {
    const found = image(part10('1.2.3.99', encode(mrElements())));
    expect(found.instanceNumber).toBe(7);
    expect(found.warnings).toEqual(['unknown transfer syntax 1.2.3.99 cannot be decoded']);
  });
  test('pixel data cut short', () => {
    const found = image(mr().subarray(0, -6));
    expect(found.pixels.native).toBeUndefined();
    expect(found.warnings).toEqual(['pixel data cut short: 10 of 16 bytes']);
  });
  test.each([
    ['MZ', [0x4d, 0x5a], /Windows program/],
    ['ELF', [0x7f, 0x45, 0x4c, 0x46], /Linux program/],
    ['Mach-O', [0xcf, 0xfa, 0xed, 0xfe], /macOS program/],
  ])('%s preamble warns', (_, preamble, warning) => {
    expect(image(part10(EXPLICIT_UID, encode(mrElements()), preamble)).warnings[0]).toMatch(warning);
  });
});

describe('nothing leaks into the top level', () => {
  const inner = [el(0x00100010, 'PN', 'OTHER^Person'), el(0x00280010, 'US', [9]), el(0x00200032, 'DS', '9\\9\\9')];
  test.each([true, false])('from a sequence before or a private one (undefined length %s)', (undefinedLength) => {
    const found = image(
      mr(el(0x00081140, 'SQ', { items: [inner], undefinedLength }), el(0x00291010, 'SQ', { items: [inner, inner], undefinedLength })),
    );
    expect({ ...found, pixels: { ...found.pixels, native: undefined } }).toEqual({
      ...image(mr()),
      pixels: { ...image(mr()).pixels, native: undefined },
    });
  });
  test('from an icon image with its own pixel data', () => {
    const icon = [el(0x00280010, 'US', [64]), el(0x00280011, 'US', [64]), el(0x7fe00010, 'OW', new Uint8Array(8192))];
    expect(image(mr(el(0x00880200, 'SQ', { items: [icon], undefinedLength: true }))).pixels).toMatchObject({ rows: 2, columns: 4 });
  });
  test('a second element of the same tag', () => {
    const twice = encode([
      ...mrElements({ 0x7fe00010: null }),
      el(0x00280010, 'US', [9]),
      ...mrElements().filter(({ tag }) => tag === 0x7fe00010),
    ]);
    expect(image(part10(EXPLICIT_UID, twice)).pixels.rows).toBe(2);
  });
});

test('text is shown as text: markup stays, control and direction characters go', () => {
  const found = image(
    mr(
      el(0x00080005, 'CS', 'ISO_IR 192'),
      el(0x0008103e, 'LO', '<img src=x>\u202egnp\u0007.exe'),
      el(0x00100010, 'PN', 'a\u2066b\u0000^c'),
    ),
  );
  expect(found.seriesDescription).toBe('<img src=x>gnp.exe');
  expect(found.patient.name).toBe('ab^c');
});

test('a sequence that is never closed ends at the next element outside (some scanners forget the delimiter)', () => {
  const open = headerBytes(0x00081140, 'SQ', 0xffffffff, EXPLICIT_TEST);
  const item = encode([el(0x00081150, 'UI', '1.2')]);
  const elements = mrElements();
  const before = encode(elements.filter(({ tag }) => tag < 0x00081140));
  const after = encode(elements.filter(({ tag }) => tag > 0x00081140));
  expect(image(part10(EXPLICIT_UID, join(before, open, u32(0xe000fffe), u32(item.length), item, after))).patient.name).toBe('DOE^Jane');
});
