/**
 * Uncompressed pixel data (PS3.5 section 8) to stored values. Small on purpose: the page itself uses it for the first image, before any worker runs.
 * Typed arrays have the machine's byte order, which is little-endian wherever a browser runs.
 */
import type { PixelFormat } from '#dicom/study.ts';
import { expand422, interleave, toEightBits, ybrFullToRgb } from './colour.ts';
import { frameOf, type DecodedFrame, type Problem, type StoredValues } from './decodedFrame.ts';

type Owned = Uint8Array<ArrayBuffer>;

/** Bytes of one frame of whole-byte samples; native YBR_FULL_422 keeps half the chroma (PS3.3 C.7.6.3.1.2). */
const nativeFrameBytes = ({ rows, columns, samplesPerPixel, photometric, bitsAllocated }: PixelFormat): number => {
  const samples = photometric === 'YBR_FULL_422' && samplesPerPixel === 3 ? 2 : samplesPerPixel;
  return Math.ceil((rows * columns * samples * bitsAllocated) / 8);
};

/**
 * Where frame `frameNumber` (1-based) lies in its file when these bytes alone suffice for `decodeNative`; undefined when the whole file is
 * needed (compressed, deflated, in the palette's colours, or frames that begin within a byte).
 */
export const nativeRange = (pixels: PixelFormat, frameNumber: number): { readonly start: number; readonly end: number } | undefined => {
  if (!pixels.native || pixels.bitsAllocated < 8 || pixels.photometric === 'PALETTE COLOR') return undefined;
  const size = nativeFrameBytes(pixels);
  const start = pixels.native.offset + (frameNumber - 1) * size;
  return { start, end: Math.min(start + size, pixels.native.offset + pixels.native.length) };
};

/** The same bytes at the start of a buffer of their own; copied unless they already are. */
const own = (bytes: Uint8Array): Owned =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer ? (bytes as Owned) : bytes.slice();

const swapped = (bytes: Uint8Array, size: number): Owned => {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i += size) for (let j = 0; j < size; j += 1) out[i + j] = bytes[i + size - 1 - j] as number;
  return out;
};

const unpackBits = (bytes: Uint8Array, count: number): Owned => {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) out[i] = ((bytes[i >> 3] as number) >> (i & 7)) & 1;
  return out;
};

/** Little-endian bytes seen as numbers of the allocated size; undefined for a size that is not supported. */
const typedValues = (bytes: Owned, bitsAllocated: number, signed: boolean): StoredValues | undefined => {
  const { buffer } = bytes;
  if (bitsAllocated === 8) return signed ? new Int8Array(buffer) : bytes;
  if (bitsAllocated === 16) return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
  if (bitsAllocated === 32) return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
  return undefined;
};

/** Keeps BitsStored bits below HighBit and extends their sign: the other bits may hold anything, such as retired overlays (PS3.5 8.1.1). In place. */
const keepStoredBits = (values: StoredValues, { bitsAllocated, bitsStored, highBit, signed }: PixelFormat): void => {
  if (bitsStored >= bitsAllocated) return;
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  if (signed) for (let i = 0; i < values.length; i += 1) values[i] = ((values[i] as number) << left) >> right;
  else for (let i = 0; i < values.length; i += 1) values[i] = ((values[i] as number) << left) >>> right;
};

/** Says what makes the header's description of a sample impossible; undefined when it is sound. */
export const formatProblem = (pixels: PixelFormat): string | undefined => {
  const { rows, columns, bitsAllocated, bitsStored, highBit, samplesPerPixel } = pixels;
  if (!(rows > 0 && columns > 0)) return `the header says ${rows} x ${columns} pixels`;
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3) return `${samplesPerPixel} samples per pixel are not supported`;
  if (![1, 8, 16, 32].includes(bitsAllocated)) return `${bitsAllocated} bits allocated are not supported`;
  if (!(bitsStored > 0 && bitsStored <= bitsAllocated && highBit < bitsAllocated && highBit + 1 >= bitsStored)) {
    return `the header’s bits do not fit (allocated ${bitsAllocated}, stored ${bitsStored}, high bit ${highBit})`;
  }
  return undefined;
};

/** Colour of any depth and arrangement, as stored, to interleaved 8-bit RGB. */
export const colourFrame = (stored: StoredValues, pixels: PixelFormat, isPlanar: boolean): DecodedFrame | Problem => {
  if (stored instanceof Float32Array || pixels.signed) return { problem: 'signed colour is not supported' };
  const values = stored as Uint8Array | Uint16Array | Uint32Array;
  const side = isPlanar ? interleave(values) : values;
  const bytes = side instanceof Uint8Array ? side : toEightBits(side, pixels.bitsStored);
  const { photometric } = pixels;
  if (photometric.startsWith('YBR_PARTIAL')) return { problem: `colour as ${photometric} is not supported` };
  const rgb = photometric.startsWith('YBR_FULL') ? ybrFullToRgb(bytes) : bytes;
  return frameOf(rgb, pixels.rows, pixels.columns, 3);
};

/**
 * Decodes the bytes of exactly one uncompressed frame. The result may share the buffer of `bytes` when they fill it, so hand over bytes that
 * nobody else reads.
 */
export const decodeNative = (bytes: Uint8Array, pixels: PixelFormat, isBigEndian = false): DecodedFrame | Problem => {
  const wrong = formatProblem(pixels);
  if (wrong) return { problem: wrong };
  const wanted = nativeFrameBytes(pixels);
  if (bytes.length < wanted) return { problem: `the pixel data is cut short (${bytes.length} of ${wanted} bytes)` };
  const exact = bytes.length === wanted ? bytes : bytes.subarray(0, wanted);
  const { rows, columns, bitsAllocated, samplesPerPixel } = pixels;
  if (bitsAllocated === 1) return frameOf(unpackBits(exact, rows * columns * samplesPerPixel), rows, columns, 1);
  const ordered = isBigEndian && bitsAllocated > 8 ? swapped(exact, bitsAllocated / 8) : own(exact);
  const values = typedValues(ordered, bitsAllocated, pixels.signed);
  if (!values) return { problem: `${bitsAllocated} bits allocated are not supported` };
  keepStoredBits(values, pixels);
  if (samplesPerPixel === 1) return frameOf(values, rows, columns, 1);
  if (pixels.photometric !== 'YBR_FULL_422') return colourFrame(values, pixels, pixels.planarConfiguration === 1);
  return values instanceof Uint8Array
    ? colourFrame(expand422(values), pixels, false)
    : { problem: 'YBR_FULL_422 of more than 8 bits is not supported' };
};
