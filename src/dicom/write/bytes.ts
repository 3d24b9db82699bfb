/**
 * Data elements as bytes: explicit VR little endian (PS3.5 section 7.1), text in UTF-8, and the Part 10 file around a data set
 * (PS3.10 section 7.1). Small enough to need no dictionary and no library: what is written follows from the input alone.
 */
export type Vr =
  | ('AS' | 'AT' | 'CS' | 'DA' | 'DS' | 'DT' | 'FD' | 'FL' | 'IS' | 'LO' | 'LT' | 'OB' | 'PN' | 'SH' | 'SL' | 'SQ' | 'SS')
  | ('ST' | 'TM' | 'UI' | 'UL' | 'US' | 'UT');

export type Scalar = string | number;

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Names this writer in every file (PS3.10 section 7.1), under the UUID root (PS3.5 annex B.2). */
const IMPLEMENTATION_UID = '2.25.89127344085642174305811402974158230671';
const IMPLEMENTATION_NAME = 'CONUS';

const ITEM = 0xfffe_e000;
/** VRs with a reserved field and a 32-bit length (PS3.5 section 7.1.2). */
const LONG: ReadonlySet<string> = new Set<Vr>(['OB', 'SQ', 'UT']);
const utf8 = new TextEncoder();

const BINARY: Partial<Record<Vr, readonly [size: number, write: (view: DataView, at: number, value: number) => void]>> = {
  US: [2, (view, at, value) => view.setUint16(at, value, true)],
  SS: [2, (view, at, value) => view.setInt16(at, value, true)],
  UL: [4, (view, at, value) => view.setUint32(at, value, true)],
  SL: [4, (view, at, value) => view.setInt32(at, value, true)],
  FL: [4, (view, at, value) => view.setFloat32(at, value, true)],
  FD: [8, (view, at, value) => view.setFloat64(at, value, true)],
  AT: [4, (view, at, value) => view.setUint32(at, ((value << 16) | (value >>> 16)) >>> 0, true)],
};

/** A decimal string of at most 16 characters (PS3.5 section 6.2, DS), as exact as they allow. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a decimal: ${value}`);
  for (let digits = 17; ; digits--) {
    const rounded = Number(value.toPrecision(digits));
    const text = [String(rounded), rounded.toExponential()].find((each) => each.length <= 16);
    if (text !== undefined) return text;
  }
}

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One or more values, padded to an even length with NUL (UI, OB) or a space (PS3.5 section 6.2). */
export function valueBytes(vr: Vr, values: readonly Scalar[]): Uint8Array {
  const binary = BINARY[vr];
  if (binary) {
    const [size, write] = binary;
    const view = new DataView(new ArrayBuffer(size * values.length));
    for (const [index, value] of values.entries()) write(view, index * size, Number(value));
    return new Uint8Array(view.buffer);
  }
  const bytes = utf8.encode(values.map((value) => (typeof value === 'number' ? decimal(value) : value)).join('\\'));
  return bytes.length % 2 === 0 ? bytes : joined([bytes, new Uint8Array([vr === 'UI' ? 0 : 0x20])]);
}

function tagAndLength(tag: number, length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  view.setUint32(4, length, true);
  return new Uint8Array(view.buffer);
}

/** Tag, VR, length and value of one element. Throws when the value is too long for a 16-bit length: callers keep texts short or use UT. */
export function element(tag: number, vr: Vr, value: readonly Uint8Array[]): Uint8Array[] {
  const length = sizeOf(value);
  const long = LONG.has(vr);
  if (!long && length > 0xffff) throw new RangeError(`value of ${tag.toString(16)} is too long for ${vr}`);
  const view = new DataView(new ArrayBuffer(long ? 12 : 8));
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  view.setUint8(4, vr.charCodeAt(0));
  view.setUint8(5, vr.charCodeAt(1));
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  return [new Uint8Array(view.buffer), ...value];
}

/** One item of a sequence, with a defined length. */
export const item = (elements: readonly Uint8Array[]): Uint8Array[] => [tagAndLength(ITEM, sizeOf(elements)), ...elements];

/** A file: a preamble of zeros, whatever stood before in the files it speaks of, file meta information and the data set. */
export function part10File(sopClassUid: string, sopInstanceUid: string, dataSet: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const ui = (tag: number, value: string): Uint8Array[] => element(tag, 'UI', [valueBytes('UI', [value])]);
  const meta = [
    ...element(0x0002_0001, 'OB', [new Uint8Array([0, 1])]),
    ...ui(0x0002_0002, sopClassUid),
    ...ui(0x0002_0003, sopInstanceUid),
    ...ui(0x0002_0010, EXPLICIT_LITTLE_ENDIAN),
    ...ui(0x0002_0012, IMPLEMENTATION_UID),
    ...element(0x0002_0013, 'SH', [valueBytes('SH', [IMPLEMENTATION_NAME])]),
  ];
  const length = element(0x0002_0000, 'UL', [valueBytes('UL', [sizeOf(meta)])]);
  return joined([new Uint8Array(128), utf8.encode('DICM'), ...length, ...meta, ...dataSet]);
}
