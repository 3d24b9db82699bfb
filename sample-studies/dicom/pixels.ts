/** Pixel data of a slice and what its header says of it. */
import createCharls from '@cornerstonejs/codec-charls/wasmjs';
import type { RenderedSlice, SeriesSpec } from '../phantom/series.ts';
import type { DataSet } from './encode.ts';

const BITS_STORED = 12;

/** Image Pixel Module (PS3.3 C.7.6.3) without the pixels. */
export const pixelAttributes = ({ rows, columns }: SeriesSpec): DataSet => ({
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: rows,
  Columns: columns,
  BitsAllocated: 16,
  BitsStored: BITS_STORED,
  HighBit: BITS_STORED - 1,
  PixelRepresentation: 0,
});

/** Little-endian words of one or more frames. */
export function littleEndian(frames: readonly Uint16Array[]): Uint8Array {
  const size = frames.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(2 * size));
  let at = 0;
  for (const frame of frames) {
    for (const value of frame) {
      view.setUint16(at, value, true);
      at += 2;
    }
  }
  return new Uint8Array(view.buffer);
}

export type JpegLsEncoder = (pixels: Uint16Array, rows: number, columns: number) => Uint8Array;

/** A lossless JPEG-LS encoder (ISO/IEC 14495-1) for 12-bit samples, run by the same package that decodes in the browser. */
export async function createJpegLsEncoder(): Promise<JpegLsEncoder> {
  const silent = (): void => undefined;
  const { JpegLSEncoder } = await createCharls({ print: silent, printErr: silent });
  if (!JpegLSEncoder) throw new Error('the JPEG-LS package has no encoder');
  return (pixels, rows, columns) => {
    const encoder = new JpegLSEncoder();
    const frame = { width: columns, height: rows, bitsPerSample: BITS_STORED, componentCount: 1, isSigned: false };
    encoder.getDecodedBuffer({ ...frame, isUsingColorTransform: false }).set(littleEndian([pixels]));
    encoder.encode();
    const encoded = encoder.getEncodedBuffer().slice();
    encoder.delete();
    return encoded;
  };
}

/** Share of the pixels that the top of the window leaves white: fat beside the coil, not the spine. */
const WHITE_SHARE = 0.025;

/** Keeps the texture of what is brightest. */
const HEADROOM = 1.1;

/** A window in stored values for all `frames`, from black air to a little above the brightest fortieth, as scanners choose it. */
export function windowFor(frames: readonly Pick<RenderedSlice, 'pixels'>[]): { readonly center: number; readonly width: number } {
  const histogram = new Uint32Array(65_536);
  let count = 0;
  for (const { pixels } of frames) {
    count += pixels.length;
    for (const value of pixels) histogram[value]!++;
  }
  let top = histogram.length - 1;
  for (let above = 0; top > 1; top--) {
    above += histogram[top]!;
    if (above > count * WHITE_SHARE) break;
  }
  const width = Math.max(1, Math.round(top * HEADROOM));
  return { center: Math.round(width / 2), width };
}
