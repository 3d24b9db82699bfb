/** Values of data elements as text and numbers (PS3.5 section 6.2). The VR is the file's where it says one, else the dictionary's as given. */
import { dicomParser } from './dicomParser.ts';
import type { DataSet, DicomElement } from './elements.ts';

/** Longest value read as text: names and descriptions are far shorter, and nothing longer belongs on a screen. */
const MAX_TEXT_BYTES = 4096;
/** Longest list of numbers: one offset for each frame of the largest multi-frame object that is opened. */
const MAX_NUMBERS = 65_536;

/** The value's bytes, at most `limit`; undefined when the element is absent or empty. */
export function bytesOf(dataSet: DataSet, tag: string, limit: number = MAX_TEXT_BYTES): Uint8Array | undefined {
  const element = dataSet.elements.get(tag);
  if (!element || element.length === 0) return undefined;
  return dataSet.bytes.subarray(element.offset, element.offset + Math.min(element.length, limit));
}

/** Values of a CS, UI, DS, IS, DA, TM ... element, which have only basic characters: split, padding removed, [] when absent. */
export function stringsOf(dataSet: DataSet, tag: string): readonly string[] {
  const bytes = bytesOf(dataSet, tag);
  if (!bytes) return [];
  const values = latin(bytes).split('\\').map(withoutPadding);
  return values.length === 1 && values[0] === '' ? [] : values;
}

/** First value as text; '' when absent. */
export const stringOf = (dataSet: DataSet, tag: string): string => stringsOf(dataSet, tag)[0] ?? '';

type NumberVr = 'DS' | 'IS' | 'US' | 'SS' | 'UL' | 'SL' | 'FL' | 'FD' | 'UV';

/** Numbers of an element whose VR is `dictionaryVr`; values that are no number are NaN; [] when absent. */
export function numbersOf(dataSet: DataSet, tag: string, dictionaryVr: NumberVr): readonly number[] {
  const element = dataSet.elements.get(tag);
  if (!element || element.length === 0) return [];
  const vr = isNumberVr(element.vr) ? element.vr : dictionaryVr;
  if (vr === 'DS' || vr === 'IS') return stringsOf(dataSet, tag).map((text) => (DECIMAL.test(text) ? Number(text) : Number.NaN));
  return binaryNumbers(dataSet, element, vr);
}

/** First number; undefined when absent or no finite number. */
export function numberOf(dataSet: DataSet, tag: string, dictionaryVr: NumberVr): number | undefined {
  const [value] = numbersOf(dataSet, tag, dictionaryVr);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

type BinaryVr = Exclude<NumberVr, 'DS' | 'IS'>;
const SIZE: Readonly<Record<BinaryVr, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, UV: 8 };
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

const isNumberVr = (vr: string | undefined): vr is NumberVr => vr !== undefined && (vr === 'DS' || vr === 'IS' || vr in SIZE);

function binaryNumbers({ bytes, encoding }: DataSet, element: DicomElement, vr: BinaryVr): readonly number[] {
  const reader = encoding.bigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
  const read = (at: number): number => {
    if (vr === 'US') return reader.readUint16(bytes, at);
    if (vr === 'SS') return reader.readInt16(bytes, at);
    if (vr === 'UL') return reader.readUint32(bytes, at);
    if (vr === 'SL') return reader.readInt32(bytes, at);
    if (vr === 'FL') return reader.readFloat(bytes, at);
    if (vr === 'FD') return reader.readDouble(bytes, at);
    const [low, high] = encoding.bigEndian ? [at + 4, at] : [at, at + 4];
    return reader.readUint32(bytes, low) + reader.readUint32(bytes, high) * 2 ** 32;
  };
  const count = Math.min(MAX_NUMBERS, Math.floor(element.length / SIZE[vr]));
  return Array.from({ length: count }, (_, index) => read(element.offset + index * SIZE[vr]));
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Values are padded with spaces, UIDs with NUL (PS3.5 section 6.2). */
function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 0x20) end--;
  let start = 0;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  return text.slice(start, end);
}
