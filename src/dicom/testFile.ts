/** Writes small DICOM files for tests, byte by byte from PS3.5 section 7 and PS3.10 section 7, independently of the reader. */
import { deflateSync } from 'fflate';

export type TestEncoding = { readonly explicit: boolean; readonly bigEndian: boolean };
export type TestElement = { readonly tag: number; readonly vr: string; readonly value: TestValue };
/** Text, whole numbers (US), raw bytes, items of a sequence, or the fragments of encapsulated pixel data. */
export type TestValue =
  | string
  | readonly number[]
  | Uint8Array
  | { readonly items: readonly (readonly TestElement[])[]; readonly undefinedLength?: boolean }
  | { readonly fragments: readonly Uint8Array[]; readonly offsets?: readonly number[]; readonly unterminated?: boolean };

export const el = (tag: number, vr: string, value: TestValue): TestElement => ({ tag, vr, value });
export const EXPLICIT_TEST: TestEncoding = { explicit: true, bigEndian: false };

const LONG = new Set(['OB', 'OW', 'OF', 'OV', 'SQ', 'UN', 'UT', 'UC', 'SV', 'UV']);

export function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

function u16(value: number, bigEndian = false): Uint8Array {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setUint16(0, value, !bigEndian);
  return bytes;
}

export function u32(value: number, bigEndian = false): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, !bigEndian);
  return bytes;
}

const tagBytes = (tag: number, big: boolean): Uint8Array => join(u16(tag >>> 16, big), u16(tag & 0xffff, big));

export function headerBytes(tag: number, vr: string, length: number, { explicit, bigEndian }: TestEncoding): Uint8Array {
  if (!explicit) return join(tagBytes(tag, bigEndian), u32(length, bigEndian));
  const letters = [vr.charCodeAt(0), vr.charCodeAt(1)];
  const size = LONG.has(vr) ? join([0, 0], u32(length, bigEndian)) : u16(length, bigEndian);
  return join(tagBytes(tag, bigEndian), letters, size);
}

export function encode(elements: readonly TestElement[], encoding: TestEncoding = EXPLICIT_TEST): Uint8Array {
  return join(...elements.map((element) => encodeOne(element, encoding)));
}

function encodeOne({ tag, vr, value }: TestElement, encoding: TestEncoding): Uint8Array {
  const big = encoding.bigEndian;
  if (typeof value === 'object' && 'fragments' in value) {
    const item = (bytes: Uint8Array) => join(tagBytes(0xfffee000, big), u32(bytes.length, big), bytes);
    const table = item(join(...(value.offsets ?? []).map((offset) => u32(offset))));
    const end = value.unterminated ? [] : join(tagBytes(0xfffee0dd, big), u32(0));
    return join(headerBytes(tag, vr, 0xffffffff, encoding), table, ...value.fragments.map(item), end);
  }
  if (typeof value === 'object' && 'items' in value) {
    const open = value.undefinedLength === true;
    const items = value.items.map((elements) => {
      const bytes = encode(elements, encoding);
      const start = join(tagBytes(0xfffee000, big), u32(open ? 0xffffffff : bytes.length, big), bytes);
      return open ? join(start, tagBytes(0xfffee00d, big), u32(0)) : start;
    });
    const bytes = join(...items);
    const end = open ? join(tagBytes(0xfffee0dd, big), u32(0)) : [];
    return join(headerBytes(tag, vr, open ? 0xffffffff : bytes.length, encoding), bytes, end);
  }
  const bytes = valueBytes(vr, value, big);
  return join(headerBytes(tag, vr, bytes.length, encoding), bytes);
}

function valueBytes(vr: string, value: string | readonly number[] | Uint8Array, big: boolean): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') return join(...value.map((each) => u16(each, big)));
  const bytes = new TextEncoder().encode(value);
  return bytes.length % 2 === 0 ? bytes : join(bytes, [vr === 'UI' ? 0 : 0x20]);
}

/** A Part 10 file: preamble, prefix, meta with the transfer syntax, and the data set. */
export function part10(transferSyntaxUid: string, dataSet: Uint8Array, preamble: readonly number[] = []): Uint8Array {
  const meta = encode(transferSyntaxUid === '' ? [] : [el(0x00020010, 'UI', transferSyntaxUid)]);
  const start = new Uint8Array(128);
  start.set(preamble);
  return join(start, [0x44, 0x49, 0x43, 0x4d], encode([el(0x00020000, 'UL', u32(meta.length))]), meta, dataSet);
}

export const EXPLICIT_UID = '1.2.840.10008.1.2.1';
export const deflated = (dataSet: Uint8Array): Uint8Array => part10('1.2.840.10008.1.2.1.99', deflateSync(dataSet));

/** Elements of a whole 4 x 2 MR image with geometry, in tag order; `changes` replace or add elements, null removes one. */
export function mrElements(changes: Readonly<Record<number, TestElement | null>> = {}): readonly TestElement[] {
  const elements = new Map<number, TestElement>(
    [
      el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4'),
      el(0x00080018, 'UI', '1.2.3.4'),
      el(0x00080020, 'DA', '20260312'),
      el(0x00080060, 'CS', 'MR'),
      el(0x0008103e, 'LO', 'T2 SAG'),
      el(0x00100010, 'PN', 'DOE^Jane'),
      el(0x00100020, 'LO', '123'),
      el(0x0020000d, 'UI', '1.2.3.1'),
      el(0x0020000e, 'UI', '1.2.3.2'),
      el(0x00200011, 'IS', '4'),
      el(0x00200013, 'IS', '7'),
      el(0x00200032, 'DS', '-10\\20\\30'),
      el(0x00200037, 'DS', '0\\1\\0\\0\\0\\-1'),
      el(0x00200052, 'UI', '1.2.3.3'),
      el(0x00280002, 'US', [1]),
      el(0x00280004, 'CS', 'MONOCHROME2'),
      el(0x00280010, 'US', [2]),
      el(0x00280011, 'US', [4]),
      el(0x00280030, 'DS', '0.5\\0.75'),
      el(0x00280100, 'US', [16]),
      el(0x00280101, 'US', [12]),
      el(0x00280102, 'US', [11]),
      el(0x00280103, 'US', [1]),
      el(0x7fe00010, 'OW', [1, 2, 3, 4, 5, 6, 7, 8]),
    ].map((element) => [element.tag, element]),
  );
  for (const [tag, change] of Object.entries(changes)) {
    if (change) elements.set(Number(tag), change);
    else elements.delete(Number(tag));
  }
  return [...elements.values()].toSorted((a, b) => a.tag - b.tag);
}
