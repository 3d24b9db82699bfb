/** Compressed images out of real files, to be wrapped and damaged by a test. */
import { readFileSync } from 'node:fs';
import { real } from '../realData.ts';

const PIXEL_DATA = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]);
const ITEM = 0xe000fffe;

/** All fragments of an encapsulated single-frame file joined, the offset table left out (PS3.5 A.4). */
export const codestreamOf = (path: string): Uint8Array => {
  const bytes = readFileSync(real(path));
  let at = bytes.lastIndexOf(PIXEL_DATA) + PIXEL_DATA.length;
  if (at < PIXEL_DATA.length) throw new Error(`${path} holds no fragments`);
  const fragments: Uint8Array[] = [];
  while (bytes.readUInt32LE(at) === ITEM) {
    const length = bytes.readUInt32LE(at + 4);
    fragments.push(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Uint8Array.from(Buffer.concat(fragments.slice(1)));
};

export const cutShort = (bytes: Uint8Array, share: number): Uint8Array => bytes.slice(0, Math.floor(bytes.length * share));

/** The middle missing, begin and end there. */
export const holed = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes.subarray(0, Math.floor(bytes.length * 0.3)), ...bytes.subarray(Math.floor(bytes.length * 0.6))]);
