import { describe, expect, it } from 'vitest';
import type { EncodedFrame } from '#dicom/pixelData.ts';
import { decodeFrame } from './decodeFrame.ts';
import { isProblem, type DecodedFrame, type Problem } from './decodedFrame.ts';
import { ENCODED_FAMILIES, encode } from './testCodestreams.ts';

const frameOf = (family: EncodedFrame['family'], data: Uint8Array): EncodedFrame => ({
  family,
  data,
  encoding: 'codestream',
  transferSyntaxUid: '',
});

/** Infinity for a problem. */
const greatestDifference = (outcome: DecodedFrame | Problem, original: Uint8Array, bits: number): number => {
  if (isProblem(outcome)) return Infinity;
  const wanted = bits > 8 ? new Uint16Array(original.buffer) : original;
  return Array.from(outcome.values).reduce((most, value, i) => Math.max(most, Math.abs(value - (wanted[i] ?? Number.NaN))), 0);
};

describe.each(ENCODED_FAMILIES)('%s', (family) => {
  const isLossless = family !== 'jpeg-baseline';

  it('gives back what was encoded', async () => {
    const { data, pixels, original } = await encode(family, 48, 64, 5);
    const decoded = await decodeFrame(frameOf(family, data), pixels);
    expect(decoded).toMatchObject({ rows: 48, columns: 64, samplesPerPixel: 1 });
    expect(greatestDifference(decoded, original, pixels.bitsAllocated)).toBeLessThanOrEqual(isLossless ? 0 : 60);
  });

  // A decoder that is used again can return the frame before it when the next one is cut short: both frames have the same shape here.
  it('never shows A for a B that is cut short, with or without an end marker', async () => {
    const [a, b] = [await encode(family, 48, 64, 5), await encode(family, 48, 64, 11)];
    const good = await decodeFrame(frameOf(family, a.data), a.pixels);
    for (let part = 1; part < 16; part += 1) {
      const cut = b.data.subarray(0, Math.floor((b.data.length * part) / 16));
      for (const data of [cut, Uint8Array.from([...cut, 0xff, 0xd9])]) {
        expect(await decodeFrame(frameOf(family, data), b.pixels)).toHaveProperty('problem');
        expect(await decodeFrame(frameOf(family, a.data), a.pixels)).toEqual(good);
      }
    }
  });

  // Freed memory of the codec may still hold an earlier frame: what a damaged frame decodes to must not depend on it.
  it('decodes a damaged frame to the same, whatever was decoded before', async () => {
    const [a, b, c] = [await encode(family, 48, 64, 5), await encode(family, 48, 64, 11), await encode(family, 48, 64, 23)];
    let seed = 20_261_123;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let mutant = 0; mutant < 25; mutant += 1) {
      const data = b.data.slice();
      for (let change = 0; change < 3; change += 1) data[next(data.length)] = next(256);
      await decodeFrame(frameOf(family, a.data), a.pixels);
      const afterA = await decodeFrame(frameOf(family, data), b.pixels);
      await decodeFrame(frameOf(family, c.data), c.pixels);
      expect(await decodeFrame(frameOf(family, data), b.pixels)).toEqual(afterA);
    }
  });

  it('refuses a codestream of another shape than the header says, before decoding', async () => {
    const { data, pixels } = await encode(family, 48, 64, 5);
    expect(await decodeFrame(frameOf(family, data), { ...pixels, rows: 64, columns: 48 })).toEqual({
      problem: 'the compressed image is 64 x 48, the header says 48 x 64',
    });
    expect(await decodeFrame(frameOf(family, data), { ...pixels, samplesPerPixel: 3, photometric: 'RGB' })).toEqual({
      problem: 'the compressed image has 1 components, the header says 3',
    });
  });

  it('refuses a codestream of more bits than are allocated', async ({ skip }) => {
    skip(!isLossless, 'baseline JPEG has 8 bits, which every image allocates');
    const { data, pixels } = await encode(family, 48, 64, 5);
    expect(await decodeFrame(frameOf(family, data), { ...pixels, bitsAllocated: 8, bitsStored: 8, highBit: 7 })).toEqual({
      problem: 'the compressed image has 16 bits, the header says 8',
    });
  });

  it('refuses what is no codestream', async () => {
    const { pixels } = await encode(family, 48, 64, 5);
    for (const data of [new Uint8Array(), new Uint8Array(100), Uint8Array.of(0xff, 0xd8), Uint8Array.of(0xff, 0x4f, 0xff, 0x51)]) {
      expect(await decodeFrame(frameOf(family, data), pixels)).toHaveProperty('problem');
    }
  });

  it('takes padding after the end marker', async () => {
    const { data, pixels } = await encode(family, 48, 64, 5);
    expect(await decodeFrame(frameOf(family, Uint8Array.from([...data, 0, 0])), pixels)).toEqual(
      await decodeFrame(frameOf(family, data), pixels),
    );
  });
});

it('says which transfer syntaxes are not supported', async () => {
  const { data, pixels } = await encode('htj2k', 48, 64, 5);
  const uid = '1.2.840.10008.1.2.4.110';
  expect(
    await decodeFrame({ family: 'jpeg-xl', data, encoding: 'codestream', transferSyntaxUid: uid }, { ...pixels, transferSyntaxUid: uid }),
  ).toEqual({
    problem: 'JPEG XL Lossless is not supported',
  });
});
