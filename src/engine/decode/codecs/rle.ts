/** DICOM RLE (PS3.5 annex G): byte planes, most significant byte first, each compressed by PackBits. */
import type { Problem } from '../decodedFrame.ts';

const HEADER_BYTES = 64;

/** Unpacks one segment into every `stride`th byte of `out` from `first`; returns how many bytes it gave. */
const unpack = (segment: Uint8Array, out: Uint8Array, first: number, stride: number, wanted: number): number => {
  let at = 0;
  let given = 0;
  while (at < segment.length && given < wanted) {
    const code = segment[at] as number;
    at += 1;
    if (code === 128) continue;
    const isRun = code > 128;
    const count = Math.min(isRun ? 257 - code : code + 1, wanted - given);
    if (at + (isRun ? 1 : count) > segment.length) break;
    for (let i = 0; i < count; i += 1) out[first + (given + i) * stride] = segment[isRun ? at : at + i] as number;
    at += isRun ? 1 : code + 1;
    given += count;
  }
  return given;
};

/**
 * Decodes one frame of `pixels` samples-positions with `samples` samples of `bytesPerSample` bytes into little-endian, sample-interleaved bytes.
 * A segment that ends early is a problem: what it lacks must not be shown as black.
 */
export const decodeRle = (
  bytes: Uint8Array,
  pixels: number,
  samples: number,
  bytesPerSample: number,
): Uint8Array<ArrayBuffer> | Problem => {
  const planes = samples * bytesPerSample;
  if (bytes.length < HEADER_BYTES) return { problem: 'the RLE data is cut short' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count !== planes) return { problem: `the RLE data is damaged (${count} segments instead of ${planes})` };
  const offsets = Array.from({ length: planes }, (_, i) => view.getUint32(4 + 4 * i, true));
  const out = new Uint8Array(pixels * planes);
  for (const [i, offset] of offsets.entries()) {
    const end = offsets[i + 1] ?? bytes.length;
    if (offset < HEADER_BYTES || end < offset || end > bytes.length) return { problem: 'the RLE header is damaged' };
    const sample = Math.floor(i / bytesPerSample);
    const byte = bytesPerSample - 1 - (i % bytesPerSample);
    const given = unpack(bytes.subarray(offset, end), out, sample * bytesPerSample + byte, planes, pixels);
    if (given !== pixels) return { problem: `the RLE data is cut short (${given} of ${pixels} pixels in segment ${i + 1})` };
  }
  return out;
};
