import { describe, expect, it, vi } from 'vitest';
import { createFrameReader } from './readFrame.ts';
import { greyFormat } from './testCodestreams.ts';

const u16 = (...values: readonly number[]): number[] => values.flatMap((value) => [value & 255, value >> 8]);
const element = (group: number, tag: number, vr: string, value: readonly number[]): number[] => [
  ...u16(group, tag),
  ...Array.from(vr, (letter) => letter.charCodeAt(0)),
  ...(vr === 'OW' ? [0, 0, ...u16(value.length, 0)] : u16(value.length)),
  ...value,
];
const text = (value: string): number[] => Array.from(value.length % 2 ? `${value}\0` : value, (letter) => letter.charCodeAt(0));

/** A one-row explicit little-endian file of palette indexes 5, 6, 7, 9 whose table begins at 6: red 10, 20, 30. */
const paletteFile = (): Uint8Array<ArrayBuffer> => {
  const meta = element(2, 0x10, 'UI', text('1.2.840.10008.1.2.1'));
  const table = (tag: number, values: readonly number[]): number[] => element(0x28, tag, 'OW', u16(...values.map((value) => value << 8)));
  return Uint8Array.from([
    ...Array.from({ length: 128 }, () => 0),
    ...text('DICM'),
    ...element(2, 0, 'UL', [meta.length, 0, 0, 0]),
    ...meta,
    ...element(8, 0x16, 'UI', text('1.2.840.10008.5.1.4.1.1.7')),
    ...[0x1101, 0x1102, 0x1103].flatMap((tag) => element(0x28, tag, 'US', u16(3, 6, 16))),
    ...table(0x1201, [10, 20, 30]),
    ...table(0x1202, [1, 2, 3]),
    ...table(0x1203, [0, 0, 255]),
    ...element(0x7fe0, 0x10, 'OW', [5, 6, 7, 9]),
  ]);
};

describe('reading a frame', () => {
  it('reads only the bytes of a native frame', async () => {
    const blob = new Blob([Uint8Array.of(9, 9, 9, 1, 0, 2, 0, 3, 0, 4, 0)]);
    const whole = vi.spyOn(blob, 'arrayBuffer');
    const slice = vi.spyOn(blob, 'slice');
    const onStart = vi.fn<() => void>();
    const pixels = { ...greyFormat(1, 2, 16), frames: 2, native: { offset: 3, length: 8 } };
    const frame = await createFrameReader().readFrame({ source: 'a', blob, pixels, frameNumber: 2 }, onStart);
    expect(frame).toMatchObject({ values: Uint16Array.of(3, 4), min: 3, max: 4 });
    expect(slice).toHaveBeenCalledWith(7, 11);
    expect(whole).not.toHaveBeenCalled();
    expect(onStart).toHaveBeenCalledOnce();
  });

  it('colours a palette image from its own tables, with the ends of the table beyond them', async () => {
    const pixels = { ...greyFormat(1, 4, 8), photometric: 'PALETTE COLOR' };
    const frame = await createFrameReader().readFrame(
      { source: 'a', blob: new Blob([paletteFile()]), pixels, frameNumber: 1 },
      () => undefined,
    );
    expect(frame).toMatchObject({ samplesPerPixel: 3, values: Uint8Array.of(10, 1, 0, 10, 1, 0, 20, 2, 0, 30, 3, 255) });
  });

  it('reads a multi-frame file once, and again when it was forgotten', async () => {
    const blob = new Blob([paletteFile()]);
    const whole = vi.spyOn(blob, 'arrayBuffer');
    const reader = createFrameReader();
    const pixels = { ...greyFormat(1, 2, 8), photometric: 'PALETTE COLOR', frames: 2 };
    const read = (frameNumber: number) => reader.readFrame({ source: 'a', blob, pixels, frameNumber }, () => undefined);
    expect(await Promise.all([read(1), read(2)])).toMatchObject([
      { values: Uint8Array.of(10, 1, 0, 10, 1, 0) },
      { values: Uint8Array.of(20, 2, 0, 30, 3, 255) },
    ]);
    expect(whole).toHaveBeenCalledTimes(1);
    reader.forget();
    await read(1);
    expect(whole).toHaveBeenCalledTimes(2);
  });

  it('says when the file is gone', async () => {
    const blob = new Blob([paletteFile()]);
    vi.spyOn(blob, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotReadableError'));
    const pixels = { ...greyFormat(1, 4, 8), photometric: 'PALETTE COLOR' };
    expect(await createFrameReader().readFrame({ source: 'a', blob, pixels, frameNumber: 1 }, () => undefined)).toEqual({
      problem: 'the file can no longer be read',
    });
  });
});
