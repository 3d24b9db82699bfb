/**
 * JPEG lossless (ISO/IEC 10918-1 annex H, process 14), transfer syntaxes .57 and .70, up to 16 bits. The maintained package loses the last pixel of
 * some images and fills what a truncated stream lacks without a word, so this is our own: prediction from neighbours plus a Huffman-coded difference.
 */
import type { CodestreamImage, Decode } from './emscripten.ts';
import { createEntropyBits, EndOfData } from './jpegEntropy.ts';
import { readScans, type JpegScan } from './jpegScan.ts';

/** Prediction from left (a), above (b) and above left (c), table H.1. */
const predict = (predictor: number, a: number, b: number, c: number): number => {
  if (predictor === 1) return a;
  if (predictor === 2) return b;
  if (predictor === 3) return c;
  if (predictor === 4) return a + b - c;
  if (predictor === 5) return a + ((b - c) >> 1);
  if (predictor === 6) return b + ((a - c) >> 1);
  return (a + b) >> 1;
};

/** Decodes one scan into its components of `out`; returns where the next marker is. Throws EndOfData when samples are missing or left over. */
const decodeScan = (
  bytes: Uint8Array,
  { rows, columns, components, precision }: CodestreamImage,
  scan: JpegScan,
  out: Uint8Array | Uint16Array,
): number => {
  const bits = createEntropyBits(bytes, scan.dataStart);
  const { predictor, pointTransform, restartInterval } = scan;
  if (restartInterval % columns !== 0 || predictor < 1 || predictor > 7) throw new EndOfData();
  const rowsBetween = restartInterval / columns;
  const stride = columns * components;
  const middle = 1 << (precision - pointTransform - 1);
  let isFirstRow = true;
  for (let row = 0; row < rows; row += 1) {
    if (row > 0 && rowsBetween > 0 && row % rowsBetween === 0) {
      bits.restart();
      isFirstRow = true;
    }
    for (let column = 0; column < columns; column += 1) {
      for (const { index, dc } of scan.components) {
        const at = row * stride + column * components + index;
        const a = out[at - components] as number;
        const b = out[at - stride] as number;
        // The first row knows only its left, the first column only what is above it (H.1.2.1).
        const guess = isFirstRow
          ? column === 0
            ? middle
            : a
          : column === 0
            ? b
            : predictor === 1
              ? a
              : predict(predictor, a, b, out[at - stride - components] as number);
        const size = bits.symbol(dc);
        if (size > 16) throw new EndOfData();
        // 16 stands for a difference of 32768 without further bits; sums are modulo 2^16 (H.1.2.2).
        out[at] = (guess + (size === 16 ? 32_768 : bits.difference(size))) & 0xffff;
      }
    }
    isFirstRow = false;
  }
  const end = bits.end();
  if (end === undefined) throw new EndOfData();
  return end;
};

/** Decodes every scan; all components must come. */
const decodeScans = (bytes: Uint8Array, image: CodestreamImage): Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> => {
  const out = new (image.precision > 8 ? Uint16Array : Uint8Array)(image.rows * image.columns * image.components);
  const shifts = Array.from({ length: image.components }, () => -1);
  const scans = readScans(bytes);
  let step = scans.next();
  while (!step.done) {
    const scan = step.value;
    for (const { index } of scan.components) shifts[index] = scan.pointTransform;
    step = scans.next(decodeScan(bytes, image, scan, out));
  }
  if (shifts.includes(-1)) throw new EndOfData();
  if (shifts.some((shift) => shift > 0))
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] as number) << (shifts[i % image.components] as number);
  return out;
};

const decode: Decode = (bytes, image) => {
  try {
    const values = decodeScans(bytes, image);
    return { bytes: new Uint8Array(values.buffer), precision: image.precision, signed: false, planar: false };
  } catch (error) {
    if (error instanceof EndOfData) return { problem: 'the lossless JPEG data is damaged or cut short' };
    throw error;
  }
};

export const load = async (): Promise<Decode> => decode;
