/** Stored values of an uncompressed little-endian 16-bit image, read without any of the app's code. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { real } from '../realData.ts';
import type { Row } from './expectedRows.ts';

/** Pixel Data is the last element of these files; that what was cut out is right is known by pydicom's hash of it. */
export const rawPixels = (row: Row): Int16Array => {
  const bytes = readFileSync(real(row['path']!));
  const pixels = bytes.subarray(bytes.length - Number(row['Rows']) * Number(row['Columns']) * 2);
  if (createHash('sha256').update(pixels).digest('hex') !== row['sha256']) throw new Error(`${row['path']} does not end in its pixels`);
  return new Int16Array(new Uint8Array(pixels).buffer);
};
