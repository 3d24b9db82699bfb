/**
 * The smallest writer that makes files a viewer must open: Part 10, MR Image Storage, explicit VR little endian (or a codestream that the
 * test brings along). Written for the journeys alone, so that nothing of the app makes its own test data.
 */
import type { Image } from './images.ts';
import { pixelAt } from './images.ts';
import type { Triple } from './vectors.ts';

/** Values by tag ("0020,0032"); null leaves an element out. */
export type Elements = Readonly<Record<string, string | readonly number[] | null>>;

const EXPLICIT = '1.2.840.10008.1.2.1';
const MR_IMAGE = '1.2.840.10008.5.1.4.1.1.4';

/** VR of every tag that these files hold; the rest of the dictionary is not needed. */
const VR: Readonly<Record<string, string>> = {
  '0002,0002': 'UI',
  '0002,0003': 'UI',
  '0002,0010': 'UI',
  '0002,0012': 'UI',
  '0008,0005': 'CS',
  '0008,0008': 'CS',
  '0008,0016': 'UI',
  '0008,0018': 'UI',
  '0008,0020': 'DA',
  '0008,0030': 'TM',
  '0008,0060': 'CS',
  '0008,0070': 'LO',
  '0008,1030': 'LO',
  '0008,103E': 'LO',
  '0010,0010': 'PN',
  '0010,0020': 'LO',
  '0010,0030': 'DA',
  '0010,0040': 'CS',
  '0018,0020': 'CS',
  '0018,0021': 'CS',
  '0018,0023': 'CS',
  '0018,0050': 'DS',
  '0018,0080': 'DS',
  '0018,0081': 'DS',
  '0018,5100': 'CS',
  '0020,000D': 'UI',
  '0020,000E': 'UI',
  '0020,0011': 'IS',
  '0020,0013': 'IS',
  '0020,0032': 'DS',
  '0020,0037': 'DS',
  '0020,0052': 'UI',
  '0028,0002': 'US',
  '0028,0004': 'CS',
  '0028,0010': 'US',
  '0028,0011': 'US',
  '0028,0030': 'DS',
  '0028,0100': 'US',
  '0028,0101': 'US',
  '0028,0102': 'US',
  '0028,0103': 'US',
  '0028,1050': 'DS',
  '0028,1051': 'DS',
};

const ascii = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const littleEndian = (value: number, bytes: 2 | 4): Uint8Array => {
  const view = new DataView(new ArrayBuffer(bytes));
  if (bytes === 2) view.setUint16(0, value, true);
  else view.setUint32(0, value, true);
  return new Uint8Array(view.buffer);
};

const tagBytes = (tag: string): Uint8Array => joined(tag.split(',').map((part) => littleEndian(Number.parseInt(part, 16), 2)));

/** A decimal string of at most 16 characters (PS3.5 6.2). */
const decimal = (value: number): string => String(Number(value.toFixed(8))).slice(0, 16);

const valueBytes = (vr: string, value: string | readonly number[]): Uint8Array => {
  if (vr === 'US') return joined((value as readonly number[]).map((each) => littleEndian(each, 2)));
  const text = typeof value === 'string' ? value : value.map(decimal).join('\\');
  return ascii(text.length % 2 ? text + (vr === 'UI' ? '\0' : ' ') : text);
};

const element = (tag: string, value: string | readonly number[]): Uint8Array => {
  const vr = VR[tag];
  if (!vr) throw new Error(`no VR for ${tag}`);
  const bytes = valueBytes(vr, value);
  return joined([tagBytes(tag), ascii(vr), littleEndian(bytes.length, 2), bytes]);
};

const elements = (values: Elements): Uint8Array =>
  joined(
    Object.entries(values)
      .filter((entry): entry is [string, string | readonly number[]] => entry[1] !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, value]) => element(tag, value)),
  );

/** Pixel Data: native words, or one fragment behind an empty offset table. */
const pixelData = (pixels: Uint8Array, isEncapsulated: boolean): Uint8Array => {
  const even = pixels.length % 2 ? joined([pixels, new Uint8Array(1)]) : pixels;
  const tag = tagBytes('7FE0,0010');
  if (!isEncapsulated) return joined([tag, ascii('OW'), new Uint8Array(2), littleEndian(even.length, 4), even]);
  const item = (bytes: Uint8Array) => joined([tagBytes('FFFE,E000'), littleEndian(bytes.length, 4), bytes]);
  const end = joined([tagBytes('FFFE,E0DD'), littleEndian(0, 4)]);
  return joined([tag, ascii('OB'), new Uint8Array(2), littleEndian(0xffff_ffff, 4), item(new Uint8Array(0)), item(even), end]);
};

/** A Part 10 file. `pixels` are the bytes of Pixel Data: native where `transferSyntax` is explicit little endian, else a codestream. */
export const writeDicom = (values: Elements, pixels: Uint8Array, transferSyntax = EXPLICIT): Uint8Array<ArrayBuffer> => {
  const meta = elements({
    '0002,0002': String(values['0008,0016']),
    '0002,0003': String(values['0008,0018']),
    '0002,0010': transferSyntax,
    '0002,0012': '2.25.1',
  });
  const length = joined([tagBytes('0002,0000'), ascii('UL'), littleEndian(4, 2), littleEndian(meta.length, 4)]);
  return joined([new Uint8Array(128), ascii('DICM'), length, meta, elements(values), pixelData(pixels, transferSyntax !== EXPLICIT)]);
};

/** Header of an MR image of the test patient; geometry and UIDs by `image`, the rest may be replaced. */
export const mrElements = (image: Image, more: Elements): Elements => ({
  '0008,0005': 'ISO_IR 192',
  '0008,0008': 'ORIGINAL\\PRIMARY\\OTHER',
  '0008,0016': MR_IMAGE,
  '0008,0018': image.sopUid,
  '0008,0020': '20260312',
  '0008,0030': '101500',
  '0008,0060': 'MR',
  '0008,0070': 'Conus tests',
  '0010,0010': 'Doe^Jane',
  '0010,0020': 'TEST-1',
  '0010,0030': '19710203',
  '0010,0040': 'F',
  '0018,0020': 'SE',
  '0018,0021': 'SK',
  '0018,0023': '2D',
  '0018,0080': '3500',
  '0018,0081': '105',
  '0020,000D': '2.25.100',
  '0020,000E': image.seriesUid,
  '0020,0032': image.position,
  '0020,0037': [...image.along, ...image.down],
  '0020,0052': '2.25.200',
  '0028,0002': [1],
  '0028,0004': 'MONOCHROME2',
  '0028,0010': [image.rows],
  '0028,0011': [image.columns],
  '0028,0030': [image.rowMm, image.columnMm],
  '0028,0100': [16],
  '0028,0101': [16],
  '0028,0102': [15],
  '0028,0103': [1],
  ...more,
});

/** Signed 16-bit values, one for each pixel by where it lies in the patient. */
export const pixelsOf = (image: Image, value: (point: Triple) => number): Uint8Array => {
  const values = new Int16Array(image.rows * image.columns);
  for (let row = 0; row < image.rows; row += 1)
    for (let column = 0; column < image.columns; column += 1)
      values[row * image.columns + column] = Math.round(value(pixelAt(image, column, row)));
  return new Uint8Array(values.buffer);
};

export type NamedFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export const asFile = (name: string, bytes: Uint8Array): NamedFile => ({ name, mimeType: '', buffer: Buffer.from(bytes) });
