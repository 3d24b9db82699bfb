import { describe, expect, it } from 'vitest';
import type { PixelFormat } from '#dicom/study.ts';
import { isProblem } from './decodedFrame.ts';
import { decodeNative, nativeRange } from './native.ts';
import { greyFormat } from './testCodestreams.ts';

const values = (bytes: readonly number[], pixels: PixelFormat, isBigEndian = false): readonly number[] | string => {
  const frame = decodeNative(Uint8Array.from(bytes), pixels, isBigEndian);
  return isProblem(frame) ? frame.problem : [...frame.values];
};
const rgb = (rows: number, columns: number, more: Partial<PixelFormat> = {}): PixelFormat => ({
  ...greyFormat(rows, columns, 8),
  samplesPerPixel: 3,
  photometric: 'RGB',
  ...more,
});

describe('grey', () => {
  it('reads 8, 16 and 32 bits, signed and unsigned, in either byte order', () => {
    expect(values([1, 255], greyFormat(1, 2, 8))).toEqual([1, 255]);
    expect(values([1, 255], { ...greyFormat(1, 2, 8), signed: true })).toEqual([1, -1]);
    expect(values([0x34, 0x12, 0xfe, 0xff], greyFormat(1, 2, 16))).toEqual([0x1234, 0xfffe]);
    expect(values([0x34, 0x12, 0xfe, 0xff], { ...greyFormat(1, 2, 16), signed: true })).toEqual([0x1234, -2]);
    expect(values([0x12, 0x34, 0xff, 0xfe], { ...greyFormat(1, 2, 16), signed: true }, true)).toEqual([0x1234, -2]);
    expect(values([0x12, 0x34, 0x56, 0x78], greyFormat(1, 1, 32), true)).toEqual([0x12345678]);
    expect(values([0xff, 0xff, 0xff, 0xff], { ...greyFormat(1, 1, 32), signed: true })).toEqual([-1]);
  });

  // PS3.5 8.1.1: nothing may be assumed of bits outside Bits Stored. 0x0fba is -70 in 12 bits; 0xa123 is 0x123 under rubbish.
  it('drops what lies outside Bits Stored and extends its sign', () => {
    const twelve = { ...greyFormat(1, 2, 16), bitsStored: 12, highBit: 11 };
    expect(values([0xba, 0x0f, 0x23, 0xa1], twelve)).toEqual([0x0fba, 0x123]);
    expect(values([0xba, 0x0f, 0x23, 0xa1], { ...twelve, signed: true })).toEqual([-70, 0x123]);
    expect(values([0xff, 0x12, 0xf0, 0xff], { ...twelve, highBit: 15 })).toEqual([0x12f, 0xfff]);
  });

  it('unpacks single bits, lowest first', () => {
    expect(values([0b0000_0101, 0b1], { ...greyFormat(3, 3, 8), bitsAllocated: 1, bitsStored: 1, highBit: 0 })).toEqual([
      1, 0, 1, 0, 0, 0, 0, 0, 1,
    ]);
  });

  it('finds the range', () => {
    expect(decodeNative(Uint8Array.of(7, 3, 9, 5), greyFormat(2, 2, 8))).toMatchObject({
      min: 3,
      max: 9,
      rows: 2,
      columns: 2,
      samplesPerPixel: 1,
    });
  });

  it('never shares the buffer of a larger file', () => {
    const file = Uint8Array.of(0, 1, 2, 3, 4);
    const frame = decodeNative(file.subarray(1, 5), greyFormat(1, 2, 16));
    expect(isProblem(frame) || frame.values.buffer).not.toBe(file.buffer);
  });
});

describe('colour', () => {
  it('puts planes side by side', () => {
    expect(values([1, 2, 11, 12, 21, 22], rgb(1, 2, { planarConfiguration: 1 }))).toEqual([1, 11, 21, 2, 12, 22]);
  });
  // PS3.3 C.7.6.3.1.2 by hand: Y 76 Cb 85 Cr 255 -> R 76 + 1.402 * 127 = 254, G 76 + 0.344 * 43 - 0.714 * 127 = 0, B 76 - 1.772 * 43 = 0
  it('turns YBR_FULL into RGB', () => {
    expect(values([76, 85, 255, 255, 128, 128, 0, 128, 128], rgb(1, 3, { photometric: 'YBR_FULL' }))).toEqual([
      254, 0, 0, 255, 255, 255, 0, 0, 0,
    ]);
  });
  it('shares the chroma of two neighbours in YBR_FULL_422', () => {
    expect(values([76, 255, 128, 128], rgb(1, 2, { photometric: 'YBR_FULL_422' }))).toEqual([76, 76, 76, 255, 255, 255]);
  });
  it('keeps the top 8 bits of deeper colour', () => {
    expect(values([0xff, 0x12, 0xff, 0x80, 0, 0], rgb(1, 1, { bitsAllocated: 16, bitsStored: 16, highBit: 15 }))).toEqual([0x12, 0x80, 0]);
  });
});

describe('problems', () => {
  it('says what is missing or impossible', () => {
    expect(values([1, 2, 3], greyFormat(1, 2, 16))).toBe('the pixel data is cut short (3 of 4 bytes)');
    expect(values([], greyFormat(0, 2, 16))).toBe('the header says 0 x 2 pixels');
    expect(values([1, 2, 3], { ...greyFormat(1, 2, 16), bitsAllocated: 12 })).toBe('12 bits allocated are not supported');
    expect(values([1, 2], { ...greyFormat(1, 1, 16), bitsStored: 0 })).toBe(
      'the header’s bits do not fit (allocated 16, stored 0, high bit 15)',
    );
    expect(values([1, 2], { ...greyFormat(1, 1, 8), samplesPerPixel: 2 })).toBe('2 samples per pixel are not supported');
  });
});

describe('range of a frame in its file', () => {
  const native = { offset: 1000, length: 3 * 8 };
  it('is known for whole-byte native frames', () => {
    expect(nativeRange({ ...greyFormat(2, 2, 16), frames: 3, native }, 2)).toEqual({ start: 1008, end: 1016 });
    expect(nativeRange({ ...rgb(2, 2, { photometric: 'YBR_FULL_422' }), frames: 3, native }, 3)).toEqual({ start: 1016, end: 1024 });
  });
  it('is not known for compressed, palette and 1-bit frames', () => {
    expect(nativeRange(greyFormat(2, 2, 16), 1)).toBeUndefined();
    expect(nativeRange({ ...greyFormat(2, 2, 8), photometric: 'PALETTE COLOR', native }, 1)).toBeUndefined();
    expect(nativeRange({ ...greyFormat(2, 2, 8), bitsAllocated: 1, native }, 1)).toBeUndefined();
  });
});
