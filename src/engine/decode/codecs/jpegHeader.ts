/** Reads the marker segments of a JPEG or JPEG-LS stream up to its first scan (ISO/IEC 10918-1 annex B, ISO/IEC 14495-1 annex C). */
import type { Problem } from '../decodedFrame.ts';
import type { CodestreamImage } from './emscripten.ts';

export type JpegProcess = 'sequential' | 'progressive' | 'lossless' | 'jpeg-ls';

export type JpegHeader = CodestreamImage & {
  readonly process: JpegProcess;
  /** Component identifiers and sampling factors, in stream order. */
  readonly sampling: readonly { readonly id: number; readonly horizontal: number; readonly vertical: number }[];
  /** A JFIF APP0 segment, which promises YCbCr. */
  readonly jfif: boolean;
  /** Colour transform of an Adobe APP14 segment: 0 none, 1 YCbCr; undefined without such a segment. */
  readonly adobeTransform: number | undefined;
};

const PROCESS: { readonly [marker: number]: JpegProcess } = {
  0xc0: 'sequential',
  0xc1: 'sequential',
  0xc2: 'progressive',
  0xc3: 'lossless',
  0xf7: 'jpeg-ls',
};

const text = (bytes: Uint8Array, from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length));
const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const isFrameMarker = (marker: number): boolean =>
  marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);

const readFrameHeader = (
  bytes: Uint8Array,
  at: number,
  length: number,
): Pick<JpegHeader, 'precision' | 'rows' | 'columns' | 'components' | 'signed' | 'sampling'> | Problem => {
  const components = bytes[at + 7] ?? 0;
  if (length < 8 + 3 * components || components === 0) return { problem: 'the JPEG header is damaged' };
  const sampling = Array.from({ length: components }, (_, i) => {
    const factors = bytes[at + 9 + 3 * i] ?? 0;
    return { id: bytes[at + 8 + 3 * i] ?? 0, horizontal: factors >> 4, vertical: factors & 15 };
  });
  return { precision: bytes[at + 2] ?? 0, rows: u16(bytes, at + 3), columns: u16(bytes, at + 5), components, signed: false, sampling };
};

/**
 * True when EOI follows the scans. Markers are followed rather than the last bytes looked at, since padding or rubbish may come after EOI.
 * In entropy-coded data FF is followed by a stuffed zero (in JPEG-LS by a byte below 80) or by a restart marker.
 */
export const hasJpegEnd = (bytes: Uint8Array, isJpegLs: boolean): boolean => {
  let at = 2;
  while (at >= 0 && at + 2 <= bytes.length) {
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return true;
    const isData = isJpegLs ? marker < 0x80 : marker === 0;
    const isAlone = isData || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    at = bytes.indexOf(0xff, isAlone ? at + (marker === 0xff ? 1 : 2) : at + 2 + u16(bytes, at + 2));
  }
  return false;
};

/** Reads the header, or says what is wrong with it. */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader | Problem => {
  if (u16(bytes, 0) !== 0xffd8) return { problem: 'the pixel data is not a JPEG stream' };
  let at = 2;
  let jfif = false;
  let adobeTransform: number | undefined;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return { problem: 'the JPEG header is damaged' };
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const start = at + 2;
    const length = u16(bytes, start);
    if (marker === 0xda || length < 2 || start + length > bytes.length) break;
    if (marker === 0xe0 && text(bytes, start + 2, 4) === 'JFIF') jfif = true;
    if (marker === 0xee && length >= 14 && text(bytes, start + 2, 5) === 'Adobe') adobeTransform = bytes[start + 13];
    if (isFrameMarker(marker)) {
      const process = PROCESS[marker];
      if (!process) return { problem: 'this kind of JPEG (arithmetic or hierarchical) is not supported' };
      const frame = readFrameHeader(bytes, start, length);
      return 'problem' in frame ? frame : { ...frame, process, jfif, adobeTransform };
    }
    at = start + length;
  }
  return { problem: 'the JPEG data is cut short (it has no frame header)' };
};

/**
 * The stream with its colour transform stated, so that the decoder need not guess. JFIF and Adobe segments are obeyed; without either the
 * DICOM header decides (PS3.5 8.2.1), except that subsampled components can only be YCbCr. An Adobe APP14 segment is put in after SOI.
 */
export const asColour = (bytes: Uint8Array, header: JpegHeader, photometric: string): Uint8Array => {
  if (header.components !== 3 || header.jfif || header.adobeTransform !== undefined) return bytes;
  const isSubsampled = header.sampling.some(
    ({ horizontal, vertical }) => horizontal !== header.sampling[0]?.horizontal || vertical !== header.sampling[0]?.vertical,
  );
  const transform = photometric === 'RGB' && !isSubsampled ? 0 : 1;
  const segment = [0xff, 0xee, 0, 14, ...Array.from('Adobe', (letter) => letter.charCodeAt(0)), 0, 100, 0, 0, 0, 0, transform];
  const out = new Uint8Array(bytes.length + segment.length);
  out.set(bytes.subarray(0, 2));
  out.set(segment, 2);
  out.set(bytes.subarray(2), 2 + segment.length);
  return out;
};
