/**
 * Data sets as bytes: explicit VR little endian (PS3.5 7.1) and the Part 10 file around them (PS3.10 7.1). A writer of our own, because
 * the sample studies need a hundred attributes and no dictionary of five thousand, and a study of 120 images is written in a blink.
 */
import { DICTIONARY, type Keyword } from './dictionary.ts';

/** Encapsulated pixel data: one fragment for each frame. */
export type Fragments = { readonly fragments: readonly Uint8Array[] };
export type Value = string | number | readonly (string | number)[] | Uint8Array | readonly DataSet[] | Fragments;
/** Attributes by keyword. An absent or undefined attribute is not written; '' is written with length 0. */
export type DataSet = { readonly [keyword in Keyword]?: Value | undefined };

export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const JPEG_LS_LOSSLESS = '1.2.840.10008.1.2.4.80';
/** Names this writer in every file (PS3.10 7.1), under the UUID root (PS3.5 B.2). */
const IMPLEMENTATION_UID = '2.25.201447903617823055113467108243719563178';

/** VRs with a reserved field and a 32-bit length (PS3.5 7.1.2). */
const LONG = new Set(['OB', 'OW', 'SQ']);

/** A decimal string of at most 16 characters (PS3.5 6.2, DS). */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a decimal: ${value}`);
  let text = String(value);
  for (let digits = 12; text.length > 16; digits--) text = String(Number(value.toFixed(digits)));
  return text;
}

const latin = new TextEncoder();

const isDataSets = (value: readonly unknown[]): value is readonly DataSet[] => typeof value[0] === 'object';

function padded(bytes: Uint8Array, filler: number): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1).fill(filler);
  even.set(bytes);
  return even;
}

/** Numbers of a fixed width, little endian. */
function packed(vr: string, values: readonly number[]): Uint8Array {
  const width = vr === 'US' ? 2 : vr === 'FD' ? 8 : 4;
  const view = new DataView(new ArrayBuffer(width * values.length));
  for (const [i, value] of values.entries()) {
    if (vr === 'US') view.setUint16(i * 2, value, true);
    else if (vr === 'FD') view.setFloat64(i * 8, value, true);
    else if (vr === 'SL') view.setInt32(i * 4, value, true);
    else if (vr === 'AT') {
      view.setUint16(i * 4, value >>> 16, true);
      view.setUint16(i * 4 + 2, value & 0xffff, true);
    } else view.setUint32(i * 4, value, true);
  }
  return new Uint8Array(view.buffer);
}

function valueBytes(vr: string, value: Value): Uint8Array[] {
  if (value instanceof Uint8Array) return [padded(value, 0)];
  if (typeof value === 'object' && 'fragments' in value) throw new TypeError('fragments belong in pixel data');
  const list = typeof value === 'object' ? value : [value];
  if (vr === 'SQ' || isDataSets(list)) return (list as readonly DataSet[]).flatMap(item);
  if (vr === 'US' || vr === 'UL' || vr === 'SL' || vr === 'FD' || vr === 'AT') return [packed(vr, list as readonly number[])];
  const text = list.map((each) => (typeof each === 'number' ? decimal(each) : each)).join('\\');
  return [padded(latin.encode(text), vr === 'UI' ? 0 : 0x20)];
}

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** Tag, VR and length. */
function elementHeader(tag: number, vr: string, length: number): Uint8Array {
  const long = LONG.has(vr);
  if (!long && length > 0xffff) throw new RangeError(`value of ${tag.toString(16)} is too long for ${vr}`);
  const view = new DataView(new ArrayBuffer(long ? 12 : 8));
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  view.setUint8(4, vr.charCodeAt(0));
  view.setUint8(5, vr.charCodeAt(1));
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  return new Uint8Array(view.buffer);
}

/** Item or delimiter of a sequence or of encapsulated pixel data (PS3.5 7.5, A.4). */
function itemHeader(tag: number, length: number): Uint8Array {
  return new Uint8Array([...packed('AT', [tag]), ...packed('UL', [length])]);
}

function item(dataSet: DataSet): Uint8Array[] {
  const parts = dataSetParts(dataSet);
  return [itemHeader(0xfffe_e000, sizeOf(parts)), ...parts];
}

/** Encapsulated pixel data with a Basic Offset Table (PS3.5 A.4). */
function encapsulated(tag: number, { fragments }: Fragments): Uint8Array[] {
  const even = fragments.map((fragment) => padded(fragment, 0));
  const offsets: number[] = [];
  let offset = 0;
  for (const { length } of even) {
    offsets.push(offset);
    offset += length + 8;
  }
  return [
    elementHeader(tag, 'OB', 0xffff_ffff),
    itemHeader(0xfffe_e000, 4 * offsets.length),
    packed('UL', offsets),
    ...even.flatMap((fragment) => [itemHeader(0xfffe_e000, fragment.length), fragment]),
    itemHeader(0xfffe_e0dd, 0),
  ];
}

function element(tag: number, vr: string, value: Value): Uint8Array[] {
  if (typeof value === 'object' && 'fragments' in value) return encapsulated(tag, value);
  const parts = valueBytes(vr, value);
  return [elementHeader(tag, vr, sizeOf(parts)), ...parts];
}

function dataSetParts(dataSet: DataSet): Uint8Array[] {
  return (Object.entries(dataSet) as [Keyword, Value | undefined][])
    .flatMap(([keyword, value]) => (value === undefined ? [] : [{ tag: DICTIONARY[keyword][0], vr: DICTIONARY[keyword][1], value }]))
    .toSorted((a, b) => a.tag - b.tag)
    .flatMap(({ tag, vr, value }) => element(tag, vr, value));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A Part 10 file: preamble, file meta information and the data set, which must hold its SOP Class and Instance UIDs. */
export function part10(dataSet: DataSet, transferSyntaxUid: string): Uint8Array {
  const { SOPClassUID: sopClass, SOPInstanceUID: sopInstance } = dataSet;
  if (typeof sopClass !== 'string' || typeof sopInstance !== 'string') throw new TypeError('a file needs its SOP class and instance');
  const meta = [
    ...element(0x0002_0001, 'OB', new Uint8Array([0, 1])),
    ...element(0x0002_0002, 'UI', sopClass),
    ...element(0x0002_0003, 'UI', sopInstance),
    ...element(0x0002_0010, 'UI', transferSyntaxUid),
    ...element(0x0002_0012, 'UI', IMPLEMENTATION_UID),
    ...element(0x0002_0013, 'SH', 'CONUS_PHANTOM'),
  ];
  return joined([
    new Uint8Array(128),
    latin.encode('DICM'),
    ...element(0x0002_0000, 'UL', sizeOf(meta)),
    ...meta,
    ...dataSetParts(dataSet),
  ]);
}
