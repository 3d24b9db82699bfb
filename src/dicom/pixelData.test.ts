import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { extractFrame, frameBytes } from './pixelData.ts';
import { readInstance } from './readInstance.ts';
import type { PixelFormat, SourceId } from './study.ts';
import { deflated, el, encode, EXPLICIT_UID, mrElements, part10, type TestElement, type TestValue } from './testFile.ts';

function pixelsOf(bytes: Uint8Array): PixelFormat {
  const result = readInstance(bytes, { source: 's' as SourceId, sourceName: 'IM', byteLength: bytes.length });
  if (!('frames' in result)) throw new Error('no instance');
  return result.pixels;
}
const frame = (bytes: Uint8Array, number: number) => extractFrame(bytes, number, pixelsOf(bytes));
function dataOf(bytes: Uint8Array, number: number): number[] {
  const result = frame(bytes, number);
  if ('problem' in result) throw new Error(result.problem);
  return [...result.data];
}
const changed = (...elements: readonly TestElement[]) => mrElements(Object.fromEntries(elements.map((each) => [each.tag, each])));
const frames = (count: number) => el(0x00280008, 'IS', String(count));
const eightBit = el(0x00280100, 'US', [8]);
const fragmented = (uid: string, count: number, value: TestValue) =>
  part10(uid, encode(changed(frames(count), el(0x7fe00010, 'OB', value))));
const [JPEG, RLE, J2K] = ['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.5', '1.2.840.10008.1.2.4.90'];
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('native', () => {
  const samples = Array.from({ length: 16 }, (_, index) => index);
  const two = changed(eightBit, frames(2), el(0x7fe00010, 'OW', Uint8Array.from(samples)));
  test.each([
    ['explicit', part10(EXPLICIT_UID, encode(two))],
    ['implicit', part10('1.2.840.10008.1.2', encode(two, { explicit: false, bigEndian: false }))],
    ['deflated', deflated(encode(two))],
    ['bare', encode(two)],
  ])('%s: each frame', (_, file) => {
    expect(dataOf(file, 1)).toEqual(samples.slice(0, 8));
    expect(dataOf(file, 2)).toEqual(samples.slice(8));
    expect(frame(file, 1)).toMatchObject({ encoding: 'little-endian' });
    expect(frame(file, 3)).toEqual({ problem: 'no frame 3 of 2' });
  });
  test('big endian stays as stored', () => {
    const file = part10('1.2.840.10008.1.2.2', encode(mrElements(), { explicit: true, bigEndian: true }));
    expect(frame(file, 1)).toMatchObject({ encoding: 'big-endian' });
    expect(dataOf(file, 1).slice(0, 4)).toEqual([0, 1, 0, 2]);
  });
  test('cut short: the frames that are whole remain', () => {
    const file = part10(EXPLICIT_UID, encode(two)).subarray(0, -3);
    expect(dataOf(file, 1)).toEqual(samples.slice(0, 8));
    expect(frame(file, 2)).toEqual({ problem: 'pixel data cut short: 5 of 8 bytes' });
    const inflated = deflated(encode(changed(eightBit, frames(2), el(0x7fe00010, 'OW', Uint8Array.from(samples.slice(0, 13))))));
    expect(frame(inflated, 2)).toEqual({ problem: 'pixel data cut short: 5 of 8 bytes' });
  });
  test('1-bit frames begin within bytes', () => {
    // 3 x 3 pixels: frame 2 begins at bit 9, and bits count from the lowest.
    const shape = [el(0x00280010, 'US', [3]), el(0x00280011, 'US', [3]), el(0x00280100, 'US', [1]), frames(2)];
    const file = part10(EXPLICIT_UID, encode(changed(...shape, el(0x7fe00010, 'OB', bytes(0b1010_1010, 0b1100_1101, 0b10, 0)))));
    expect(dataOf(file, 1)[0]).toBe(0b1010_1010);
    expect(dataOf(file, 2)).toEqual([0b0110_0110, 0b1]);
  });
  test('YBR_FULL_422 has two bytes a pixel', () => {
    const pixels = { ...pixelsOf(part10(EXPLICIT_UID, encode(mrElements()))), samplesPerPixel: 3, bitsAllocated: 8 };
    expect(frameBytes({ ...pixels, photometric: 'YBR_FULL_422' })).toBe(16);
    expect(frameBytes({ ...pixels, photometric: 'RGB' })).toBe(24);
  });
  test('fragments under a native syntax are no pixels', () => {
    expect(frame(fragmented(EXPLICIT_UID, 1, { fragments: [bytes(1, 2)] }), 1)).toMatchObject({
      problem: expect.stringMatching(/in fragments/),
    });
  });
});

describe('encapsulated', () => {
  const soi = [0xff, 0xd8, 0xff, 0xe0];
  const eoi = [0xff, 0xd9];
  test('one frame in many fragments', () => {
    expect(dataOf(fragmented(JPEG, 1, { fragments: [bytes(...soi), bytes(1, 2), bytes(...eoi)] }), 1)).toEqual([...soi, 1, 2, ...eoi]);
  });
  test('by Basic Offset Table', () => {
    const file = fragmented(JPEG, 2, { fragments: [bytes(1, 2), bytes(3, 4), bytes(5, 6)], offsets: [0, 20] });
    expect([dataOf(file, 1), dataOf(file, 2)]).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });
  test('by Extended Offset Table', () => {
    const table = el(0x7fe00001, 'OV', Uint8Array.from([0, 10].flatMap((offset) => [offset, 0, 0, 0, 0, 0, 0, 0])));
    const value = { fragments: [bytes(1, 2), bytes(3, 4), bytes(5, 6)] };
    const file = part10(JPEG, encode(changed(frames(2), table, el(0x7fe00010, 'OB', value))));
    expect([dataOf(file, 1), dataOf(file, 2)]).toEqual([
      [1, 2],
      [3, 4, 5, 6],
    ]);
  });
  test('one fragment a frame without a table', () => {
    expect(dataOf(fragmented(RLE, 3, { fragments: [bytes(1, 2), bytes(3, 4), bytes(5, 6)] }), 2)).toEqual([3, 4]);
  });
  test('by the marks of the codestreams without a table', () => {
    const jpeg = fragmented(JPEG, 2, { fragments: [bytes(...soi), bytes(1, ...eoi), bytes(...soi), bytes(2, ...eoi, 0)] });
    expect([dataOf(jpeg, 1).at(4), dataOf(jpeg, 2).at(4)]).toEqual([1, 2]);
    const soc = [0xff, 0x4f, 0xff, 0x51];
    expect(dataOf(fragmented(J2K, 2, { fragments: [bytes(...soc), bytes(7, 7), bytes(...soc)] }), 1)).toEqual([...soc, 7, 7]);
  });
  test('never guessed', () => {
    const file = fragmented(JPEG, 2, { fragments: [bytes(1, 2), bytes(3, 4), bytes(5, 6)] });
    expect(frame(file, 1)).toEqual({ problem: 'cannot tell which of 3 fragments belong to which of 2 frames' });
  });
  test('a wrong offset table is not believed', () => {
    const file = fragmented(RLE, 2, { fragments: [bytes(1, 2), bytes(3, 4)], offsets: [0, 14] });
    expect(dataOf(file, 2)).toEqual([3, 4]);
  });
  test('cut short: the fragment at the end is named, the others remain', () => {
    const whole = fragmented(JPEG, 2, {
      fragments: [bytes(...soi, ...eoi), bytes(...soi, 1, 2, ...eoi)],
      offsets: [0, 14],
      unterminated: true,
    });
    const file = whole.subarray(0, -3);
    expect(dataOf(file, 1)).toEqual([...soi, ...eoi]);
    expect(frame(file, 2)).toEqual({ problem: 'pixel data cut short: 5 of 8 bytes' });
    expect(frame(whole.subarray(0, -14), 2)).toMatchObject({ problem: expect.stringMatching(/cut short/) });
  });
  test('native data under a compressed syntax are no codestream', () => {
    expect(frame(part10(JPEG, encode(mrElements())), 1)).toMatchObject({ problem: expect.stringMatching(/not in fragments/) });
  });
  test('deflated frames are inflated, at most to their size', () => {
    const samples = Uint8Array.from({ length: 16 }, (_, index) => index);
    const uid = '1.2.840.10008.1.2.8.1';
    const data = (count: number) => deflateSync(samples.subarray(0, count));
    expect(dataOf(fragmented(uid, 1, { fragments: [data(16)] }), 1)).toEqual([...samples]);
    expect(frame(fragmented(uid, 1, { fragments: [data(9)] }), 1)).toEqual({ problem: 'pixel data cut short: 9 of 16 bytes' });
    expect(frame(fragmented(uid, 1, { fragments: [deflateSync(new Uint8Array(40_000_000))] }), 1)).not.toHaveProperty('problem');
  });
});
