import { describe, expect, it } from 'vitest';
import { isProblem } from '../decodedFrame.ts';
import { decodeRle } from './rle.ts';

/** A frame of the given segments behind the 64-byte header of PS3.5 G.5. */
const frame = (...segments: readonly (readonly number[])[]): Uint8Array => {
  const header = new Uint32Array(16);
  header[0] = segments.length;
  let offset = 64;
  for (const [i, segment] of segments.entries()) {
    header[i + 1] = offset;
    offset += segment.length;
  }
  return Uint8Array.from([...new Uint8Array(header.buffer), ...segments.flat()]);
};
const bytes = (data: Uint8Array, pixels: number, samples: number, size: number): readonly number[] | string => {
  const outcome = decodeRle(data, pixels, samples, size);
  return isProblem(outcome) ? outcome.problem : [...outcome];
};

describe('RLE', () => {
  // PS3.5 G.3.1: -2 (254) repeats the next byte 3 times, 2 copies the next 3, -128 (128) does nothing.
  it('repeats, copies and skips', () => {
    expect(bytes(frame([254, 170, 2, 128, 0, 42, 128, 253, 170]), 10, 1, 1)).toEqual([170, 170, 170, 128, 0, 42, 170, 170, 170, 170]);
  });
  it('takes the most significant byte first and gives little-endian samples', () => {
    expect(bytes(frame([1, 0x12, 0x56], [1, 0x34, 0x78]), 2, 1, 2)).toEqual([0x34, 0x12, 0x78, 0x56]);
  });
  it('puts the samples of a pixel side by side', () => {
    expect(bytes(frame([255, 1], [255, 2], [255, 3]), 2, 3, 1)).toEqual([1, 2, 3, 1, 2, 3]);
  });
  it('does not mind padding after the last run', () => {
    expect(bytes(frame([255, 9, 0]), 2, 1, 1)).toEqual([9, 9]);
  });
  it('refuses a segment that ends early, rather than leave black', () => {
    expect(bytes(frame([255, 9]), 3, 1, 1)).toBe('the RLE data is cut short (2 of 3 pixels in segment 1)');
    expect(bytes(frame([5, 1, 2]), 6, 1, 1)).toBe('the RLE data is cut short (0 of 6 pixels in segment 1)');
  });
  it('refuses a wrong number of segments and offsets outside the data', () => {
    expect(bytes(frame([255, 9]), 2, 1, 2)).toBe('the RLE data is damaged (1 segments instead of 2)');
    const wild = frame([255, 9]);
    new DataView(wild.buffer).setUint32(4, 5000, true);
    expect(bytes(wild, 2, 1, 1)).toBe('the RLE header is damaged');
    expect(bytes(new Uint8Array(10), 2, 1, 1)).toBe('the RLE data is cut short');
  });
});
