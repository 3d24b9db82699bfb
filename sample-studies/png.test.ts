import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { png, windowed } from './png.ts';

test('a PNG holds its size and rows of unfiltered pixels (ISO/IEC 15948)', () => {
  const bytes = Buffer.from(png({ width: 3, height: 2, pixels: Uint8Array.from([0, 50, 100, 150, 200, 250]) }));
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  expect(bytes.subarray(12, 16).toString('latin1')).toBe('IHDR');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25]]).toEqual([3, 2, 8, 0]);
  const length = bytes.readUInt32BE(33);
  expect(bytes.subarray(37, 41).toString('latin1')).toBe('IDAT');
  expect([...inflateSync(bytes.subarray(41, 41 + length))]).toEqual([0, 0, 50, 100, 0, 150, 200, 250]);
  // The end chunk never differs, its CRC neither.
  expect(bytes.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
});

test('reducing averages what lies under a pixel and applies the window', () => {
  const image = { pixels: Uint16Array.from([0, 200, 400, 400, 100, 100, 400, 400]), rows: 2, columns: 4 };
  expect([...windowed(image, { center: 200, width: 400 }, 2, 1).pixels]).toEqual([63, 255]);
  expect([...windowed(image, { center: 100, width: 100 }, 4, 2).pixels]).toEqual([0, 255, 255, 255, 127, 127, 255, 255]);
});
