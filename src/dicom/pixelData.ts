/** The encoded bytes of one frame, cut from a whole file (PS3.5 section 8 and A.4). Nothing is decompressed but whole-stream deflate. */
import { fragmentsPerFrame, joinFragments, readFragments, type Fragment } from './fragments.ts';
import { readHeaderOf } from './header.ts';
import { inflate } from './inflate.ts';
import type { PixelFormat } from './study.ts';
import { isNative, transferSyntax, type TransferSyntaxFamily } from './transferSyntax.ts';
import { numbersOf } from './values.ts';

/**
 * One frame as it is stored. 'little-endian' and 'big-endian' are samples in rows, exactly `frameBytes(pixels)` long, with 1-bit frames
 * moved to begin at a byte; 'codestream' is what the family's decoder expects.
 */
export type EncodedFrame = {
  readonly transferSyntaxUid: string;
  readonly family: TransferSyntaxFamily;
  readonly encoding: 'little-endian' | 'big-endian' | 'codestream';
  readonly data: Uint8Array;
};
export type FrameProblem = { readonly problem: string };

/** Bytes of one native frame (PS3.5 section 8.1.1; YBR_FULL_422 keeps half the chroma samples, PS3.3 C.7.6.3.1.2). */
export function frameBytes(pixels: PixelFormat): number {
  const { rows, columns, bitsAllocated } = pixels;
  const samples = pixels.photometric === 'YBR_FULL_422' && pixels.samplesPerPixel === 3 ? 2 : pixels.samplesPerPixel;
  return Math.ceil((rows * columns * samples * bitsAllocated) / 8);
}

/** Frame `frameNumber` (1-based) of the file whose whole bytes are given. */
export function extractFrame(bytes: Uint8Array, frameNumber: number, pixels: PixelFormat): EncodedFrame | FrameProblem {
  if (!(frameNumber >= 1 && frameNumber <= pixels.frames)) return { problem: `no frame ${frameNumber} of ${pixels.frames}` };
  if (pixels.native) return nativeFrame(bytes, pixels.native, frameNumber, pixels);
  const layout = layoutOf(bytes, pixels);
  if ('problem' in layout) return layout;
  if (layout.kind === 'fragments') return codestream(bytes, layout.perFrame[frameNumber - 1] ?? [], pixels);
  if (layout.kind === 'native') return nativeFrame(bytes, layout, frameNumber, pixels);
  const whole = inflate(bytes.subarray(layout.deflatedFrom), layout.offset + frameNumber * frameBytes(pixels));
  return 'problem' in whole ? whole : nativeFrame(whole.bytes, layout, frameNumber, pixels);
}

type Run = { readonly offset: number; readonly length: number };
type Layout =
  | ({ readonly kind: 'native' } & Run)
  | ({ readonly kind: 'deflated'; readonly deflatedFrom: number } & Run)
  | { readonly kind: 'fragments'; readonly perFrame: readonly (readonly Fragment[])[] };

/** A multi-frame file is asked for each of its frames: its header is read once for as long as its bytes live. */
const layouts = new WeakMap<Uint8Array, Layout | FrameProblem>();

function layoutOf(bytes: Uint8Array, pixels: PixelFormat): Layout | FrameProblem {
  const known = layouts.get(bytes);
  if (known) return known;
  const layout = findLayout(bytes, pixels);
  layouts.set(bytes, layout);
  return layout;
}

function findLayout(bytes: Uint8Array, { transferSyntaxUid, frames }: PixelFormat): Layout | FrameProblem {
  const header = readHeaderOf(bytes, bytes.length);
  if (!('container' in header)) return { problem: 'refused' in header ? header.refused : 'the file is cut short' };
  const { pixelData, container, dataSet } = header;
  if (!pixelData) return { problem: 'no pixel data' };
  const { offset, length, undefinedLength } = pixelData;
  const { name, family } = transferSyntax(transferSyntaxUid);
  if (isNative(family)) {
    if (undefinedLength) return { problem: `pixel data is in fragments, although the file says ${name}` };
    return container.deflated
      ? { kind: 'deflated', deflatedFrom: container.deflatedFrom, offset, length }
      : { kind: 'native', offset, length };
  }
  if (!undefinedLength) return { problem: `pixel data is not in fragments, although the file says ${name}` };
  const encapsulated = readFragments(bytes, offset);
  const perFrame = fragmentsPerFrame(bytes, encapsulated, frames, numbersOf(dataSet, 'x7fe00001', 'UV'));
  if (!perFrame) return { problem: `cannot tell which of ${encapsulated.fragments.length} fragments belong to which of ${frames} frames` };
  return { kind: 'fragments', perFrame };
}

function nativeFrame(bytes: Uint8Array, { offset, length }: Run, frameNumber: number, pixels: PixelFormat): EncodedFrame | FrameProblem {
  const { transferSyntaxUid, bitsAllocated } = pixels;
  const { family } = transferSyntax(transferSyntaxUid);
  const size = frameBytes(pixels);
  // 1-bit frames follow one another without padding, so they may begin within a byte (PS3.5 section 8.1.1).
  const startBit =
    bitsAllocated === 1 ? (frameNumber - 1) * pixels.rows * pixels.columns * pixels.samplesPerPixel : (frameNumber - 1) * size * 8;
  const start = Math.floor(startBit / 8);
  const shift = startBit % 8;
  const needed = bitsAllocated === 1 ? Math.ceil((shift + pixels.rows * pixels.columns * pixels.samplesPerPixel) / 8) : size;
  const have = Math.min(needed, Math.max(0, Math.min(length, bytes.length - offset) - start));
  if (have < needed) return cutShort(have, needed);
  const run = bytes.subarray(offset + start, offset + start + needed);
  const encoding = family === 'big-endian' ? 'big-endian' : 'little-endian';
  return { transferSyntaxUid, family, encoding, data: shift === 0 ? run : shiftBits(run, shift, size) };
}

/** Moves a run of bits, lowest first, so that it begins at bit 0. */
function shiftBits(run: Uint8Array, shift: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (run[index]! >> shift) | (((run[index + 1] ?? 0) << (8 - shift)) & 0xff));
}

function codestream(bytes: Uint8Array, fragments: readonly Fragment[], pixels: PixelFormat): EncodedFrame | FrameProblem {
  const { transferSyntaxUid } = pixels;
  const { family } = transferSyntax(transferSyntaxUid);
  const have = fragments.reduce((size, { start, end }) => size + end - start, 0);
  const missing = fragments.reduce((size, fragment) => size + fragment.missing, 0);
  if (missing > 0) return cutShort(have, have + missing);
  if (have === 0) return { problem: 'pixel data cut short: nothing there for this frame' };
  const data = joinFragments(bytes, fragments);
  if (family !== 'deflated-frame') return { transferSyntaxUid, family, encoding: 'codestream', data };
  const size = frameBytes(pixels);
  const inflated = inflate(data, size);
  if ('problem' in inflated) return inflated;
  if (inflated.bytes.length < size) return cutShort(inflated.bytes.length, size);
  return { transferSyntaxUid, family, encoding: 'little-endian', data: inflated.bytes.subarray(0, size) };
}

const cutShort = (have: number, needed: number): FrameProblem => ({
  problem: `pixel data cut short: ${have.toLocaleString('en')} of ${needed.toLocaleString('en')} bytes`,
});
