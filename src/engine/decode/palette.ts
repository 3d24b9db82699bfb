/** Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5 and .6) of a file, and their use. */
import { readHeaderOf } from '#dicom/header.ts';
import { bytesOf, numbersOf } from '#dicom/values.ts';
import type { DataSet } from '#dicom/elements.ts';
import type { Problem, StoredValues } from './decodedFrame.ts';

/** 8-bit red, green and blue of the stored values `first`, `first + 1`, ...; values outside take the nearest end's colour. */
export type Palette = { readonly first: number; readonly red: Uint8Array; readonly green: Uint8Array; readonly blue: Uint8Array };

const MAX_TABLE_BYTES = 2 * 65_536;
const CHANNELS = [
  ['x00281101', 'x00281201'],
  ['x00281102', 'x00281202'],
  ['x00281103', 'x00281203'],
] as const;

/** One channel, scaled to 8 bits; undefined when the descriptor or the data are absent or too short. */
const readChannel = (dataSet: DataSet, descriptorTag: string, dataTag: string): Uint8Array | undefined => {
  const [count, , bits] = numbersOf(dataSet, descriptorTag, 'US');
  const data = bytesOf(dataSet, dataTag, MAX_TABLE_BYTES);
  if (count === undefined || bits === undefined || !data) return undefined;
  // An entry count of 0 stands for 65536, and a descriptor written as SS shows counts above 32767 as negative.
  const entries = count <= 0 ? count + 65_536 : count;
  if (data.length >= entries * 2) {
    const high = dataSet.encoding.bigEndian ? 0 : 1;
    // Tables of 8-bit entries may still be stored in 16-bit words, the value in the low byte.
    return Uint8Array.from({ length: entries }, (_, i) => data[2 * i + (bits > 8 ? high : 1 - high)] ?? 0);
  }
  return bits <= 8 && data.length >= entries ? data.slice(0, entries) : undefined;
};

/** The palette of a file whose whole bytes are given. */
export const readPalette = (bytes: Uint8Array): Palette | Problem => {
  const header = readHeaderOf(bytes, bytes.length);
  if (!('dataSet' in header)) return { problem: 'the colour table cannot be read' };
  const { dataSet } = header;
  const [red, green, blue] = CHANNELS.map(([descriptor, data]) => readChannel(dataSet, descriptor, data));
  if (!red || !green || !blue)
    return {
      problem: dataSet.elements.has('x00281221') ? 'segmented colour tables are not supported' : 'the colour table is missing or cut short',
    };
  return { first: numbersOf(dataSet, 'x00281101', 'US')[1] ?? 0, red, green, blue };
};

/** Interleaved RGB of palette indexes. */
export const applyPalette = (indexes: StoredValues, { first, red, green, blue }: Palette): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(indexes.length * 3);
  const last = red.length - 1;
  for (let i = 0; i < indexes.length; i += 1) {
    const entry = Math.min(last, Math.max(0, (indexes[i] as number) - first));
    out[3 * i] = red[entry] as number;
    out[3 * i + 1] = green[entry] ?? 0;
    out[3 * i + 2] = blue[entry] ?? 0;
  }
  return out;
};
