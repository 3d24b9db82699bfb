/** Reads the main header of a JPEG 2000 or HTJ2K codestream and walks its tile-parts (ISO/IEC 15444-1 annex A). */
import type { Problem } from '../decodedFrame.ts';
import type { CodestreamImage } from './emscripten.ts';

export type J2kHeader = CodestreamImage & {
  /** The codestream without any JP2 boxes before it and padding after it. */
  readonly codestream: Uint8Array;
  /** True when a component transform (RCT or ICT) makes the decoder return RGB. */
  readonly componentTransform: boolean;
};

const SOC_SIZ = [0xff, 0x4f, 0xff, 0x51];
const COD = 0xff52;
const SOT = 0xff90;
const EOC = 0xffd9;

/** Where the codestream starts: at once (PS3.5 A.4.4), or inside a JP2 file's contiguous codestream box, which some writers leave in. */
const findStart = (bytes: Uint8Array): number => {
  const isJp2 = bytes[4] === 0x6a && bytes[5] === 0x50;
  const last = isJp2 ? Math.min(bytes.length - 4, 65_536) : 0;
  for (let at = 0; at <= last; at += 1) if (SOC_SIZ.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
};

/** End (exclusive) of the EOC marker reached by following each tile-part's length, or undefined when the chain breaks. */
const followTileParts = (view: DataView, first: number): number | undefined => {
  let at = first;
  while (at + 2 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker === EOC) return at + 2;
    if (marker !== SOT || at + 12 > view.byteLength) return undefined;
    const length = view.getUint32(at + 6);
    if (length === 0) {
      // The last tile-part may leave its length open: it then runs to the EOC at the very end, before padding.
      let end = view.byteLength;
      while (end > at && view.getUint8(end - 1) === 0) end -= 1;
      return end - 2 > at && view.getUint16(end - 2) === EOC ? end : undefined;
    }
    if (length < 14) return undefined;
    at += length;
  }
  return undefined;
};

/** Reads SIZ and COD and requires every tile-part up to EOC to be there, or says what is wrong. */
export const readJ2kHeader = (bytes: Uint8Array): J2kHeader | Problem => {
  const start = findStart(bytes);
  if (start < 0) return { problem: 'the pixel data is not a JPEG 2000 codestream' };
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  const short: Problem = { problem: 'the JPEG 2000 data is cut short' };
  if (view.byteLength < 45) return short;
  const components = view.getUint16(40);
  if (components === 0 || view.byteLength < 42 + 3 * components) return short;
  const depth = view.getUint8(42);
  for (let i = 0; i < components; i += 1) {
    if (view.getUint8(42 + 3 * i) !== depth) return { problem: 'a JPEG 2000 image whose components differ in depth is not supported' };
    // XRsiz and YRsiz: the decoder's output is read as if every component were full size, past its end if it is not.
    if (view.getUint16(43 + 3 * i) !== 0x0101) return { problem: 'a JPEG 2000 image with subsampled components is not supported' };
  }
  let at = 2;
  let componentTransform = false;
  while (at + 4 <= view.byteLength && view.getUint16(at) !== SOT) {
    if (view.getUint16(at) === COD && at + 9 <= view.byteLength) componentTransform = view.getUint8(at + 8) !== 0;
    const length = view.getUint16(at + 2);
    if (length < 2 || view.getUint8(at) !== 0xff) return { problem: 'the JPEG 2000 header is damaged' };
    at += 2 + length;
  }
  const end = followTileParts(view, at);
  if (end === undefined) return short;
  return {
    rows: view.getUint32(12) - view.getUint32(20),
    columns: view.getUint32(8) - view.getUint32(16),
    components,
    precision: (depth & 0x7f) + 1,
    signed: (depth & 0x80) !== 0,
    codestream: bytes.subarray(start, start + end),
    componentTransform,
  };
};
