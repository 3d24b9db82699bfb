/**
 * Grey 12-bit DCT JPEG (ISO/IEC 10918-1 process 4, transfer syntax .51). No maintained package of a bearable size decodes it, and one component
 * in one scan needs no more than this: Huffman codes, differences of DC, quantisation, the inverse DCT.
 */
import type { CodestreamImage, Decode } from './emscripten.ts';
import { createEntropyBits, EndOfData } from './jpegEntropy.ts';
import { readScans, type JpegScan } from './jpegScan.ts';

/** Row * 8 + column of the i-th coefficient in zigzag order (figure A.6): along anti-diagonals, turning at each edge. */
const ZIGZAG = Array.from({ length: 64 }, (_, i) => i).toSorted((a, b) => {
  const [diagonalA, diagonalB] = [(a >> 3) + (a & 7), (b >> 3) + (b & 7)];
  return diagonalA - diagonalB || (diagonalA % 2 === 0 ? (b >> 3) - (a >> 3) : (a >> 3) - (b >> 3));
});

/** BASIS[x * 8 + u] = C(u) / 2 * cos((2x + 1) u pi / 16) (A.3.3). */
const BASIS = Float64Array.from(
  { length: 64 },
  (_, i) => (((i & 7) === 0 ? Math.SQRT1_2 : 1) / 2) * Math.cos(((2 * (i >> 3) + 1) * (i & 7) * Math.PI) / 16),
);

/** Inverse DCT of `coefficients` into `block`, rows first. */
const inverseDct = (coefficients: Float64Array, block: Float64Array, scratch: Float64Array): void => {
  for (const [from, to] of [
    [coefficients, scratch],
    [scratch, block],
  ] as const) {
    // Each pass transforms rows and writes them as columns, so two passes give the block the right way round.
    for (let row = 0; row < 8; row += 1) {
      for (let x = 0; x < 8; x += 1) {
        let sum = 0;
        for (let u = 0; u < 8; u += 1) sum += (from[row * 8 + u] as number) * (BASIS[x * 8 + u] as number);
        to[x * 8 + row] = sum;
      }
    }
  }
};

const decodeBlocks = (bytes: Uint8Array, { rows, columns, precision }: CodestreamImage, scan: JpegScan): Uint16Array<ArrayBuffer> => {
  const { dc, ac, quantisation } = scan.components[0] ?? {};
  if (!dc || !ac || !quantisation) throw new EndOfData();
  const bits = createEntropyBits(bytes, scan.dataStart);
  const out = new Uint16Array(rows * columns);
  const [coefficients, block, scratch] = [new Float64Array(64), new Float64Array(64), new Float64Array(64)];
  const across = Math.ceil(columns / 8);
  const blocks = across * Math.ceil(rows / 8);
  const middle = 1 << (precision - 1);
  const most = (1 << precision) - 1;
  let average = 0;
  for (let n = 0; n < blocks; n += 1) {
    if (scan.restartInterval > 0 && n > 0 && n % scan.restartInterval === 0) {
      bits.restart();
      average = 0;
    }
    coefficients.fill(0);
    average += bits.difference(bits.symbol(dc) & 15);
    coefficients[0] = average * (quantisation[0] as number);
    for (let k = 1; k < 64; k += 1) {
      const symbol = bits.symbol(ac);
      const size = symbol & 15;
      if (size === 0 && symbol !== 0xf0) break;
      k += symbol >> 4;
      if (size > 0 && k < 64) coefficients[ZIGZAG[k] as number] = bits.difference(size) * (quantisation[k] as number);
    }
    inverseDct(coefficients, block, scratch);
    const [top, left] = [Math.floor(n / across) * 8, (n % across) * 8];
    for (let y = 0; y < 8 && top + y < rows; y += 1) {
      for (let x = 0; x < 8 && left + x < columns; x += 1) {
        out[(top + y) * columns + left + x] = Math.min(most, Math.max(0, Math.round(block[y * 8 + x] as number) + middle));
      }
    }
  }
  if (bits.end() === undefined) throw new EndOfData();
  return out;
};

const decode: Decode = (bytes, image) => {
  if (image.components !== 1 || image.precision !== 12)
    return { problem: `JPEG of ${image.precision} bits and ${image.components} components is not supported` };
  try {
    const scan = readScans(bytes).next().value;
    if (!scan) throw new EndOfData();
    const values = decodeBlocks(bytes, image, scan);
    return { bytes: new Uint8Array(values.buffer), precision: image.precision, signed: false, planar: false };
  } catch (error) {
    if (error instanceof EndOfData) return { problem: 'the JPEG data is damaged or cut short' };
    throw error;
  }
};

export const load = async (): Promise<Decode> => decode;
