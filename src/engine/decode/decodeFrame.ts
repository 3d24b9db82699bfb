/** One encoded frame of any transfer syntax to stored values or RGB. Never another frame's pixels: whatever cannot be trusted is a problem. */
import type { EncodedFrame } from '#dicom/pixelData.ts';
import type { PixelFormat } from '#dicom/study.ts';
import { transferSyntax } from '#dicom/transferSyntax.ts';
import { decompress, type Decompressed } from './codestream.ts';
import { frameOf, isProblem, type DecodedFrame, type Problem, type StoredValues } from './decodedFrame.ts';
import { decodeRle } from './codecs/rle.ts';
import { colourFrame, decodeNative, formatProblem } from './native.ts';
import { applyPalette, type Palette } from './palette.ts';

/** Largest frame that is decoded. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024;

const CODESTREAMS = new Set(['jpeg-baseline', 'jpeg-extended', 'jpeg-lossless', 'jpeg-ls', 'jpeg2000', 'htj2k']);

/**
 * Samples of a codestream as numbers of the size and sign that the DICOM header says. Lossless JPEG and JPEG-LS know no sign, and other
 * writers state the wrong one: the value is then its low bits (PS3.5 8.1.1), not what the codestream calls it.
 */
const numbersOf = ({ bytes, precision, signed }: Decompressed, pixels: PixelFormat): StoredValues => {
  const wide = precision > 8;
  const decoded = wide ? new (signed ? Int16Array : Uint16Array)(bytes.buffer) : new (signed ? Int8Array : Uint8Array)(bytes.buffer);
  const Wanted =
    pixels.bitsAllocated > 16
      ? pixels.signed
        ? Int32Array
        : Uint32Array
      : pixels.bitsAllocated > 8
        ? pixels.signed
          ? Int16Array
          : Uint16Array
        : pixels.signed
          ? Int8Array
          : Uint8Array;
  if (decoded instanceof Wanted) return decoded;
  const out = new Wanted(decoded.length);
  const unused = 32 - (pixels.signed ? Math.min(precision, pixels.bitsStored) : precision);
  if (signed === pixels.signed) out.set(decoded);
  else if (pixels.signed) for (let i = 0; i < out.length; i += 1) out[i] = ((decoded[i] as number) << unused) >> unused;
  else for (let i = 0; i < out.length; i += 1) out[i] = ((decoded[i] as number) << unused) >>> unused;
  return out;
};

const colourised = (frame: DecodedFrame, pixels: PixelFormat, palette: Palette | undefined): DecodedFrame | Problem => {
  if (pixels.photometric !== 'PALETTE COLOR') return frame;
  return palette
    ? frameOf(applyPalette(frame.values, palette), pixels.rows, pixels.columns, 3)
    : { problem: 'the colour table is missing' };
};

const decodeCompressed = async (encoded: EncodedFrame, pixels: PixelFormat, onStart: () => void): Promise<DecodedFrame | Problem> => {
  const { rows, columns, samplesPerPixel, bitsAllocated } = pixels;
  if (encoded.family === 'rle') {
    // Eight 1-bit pixels share a byte of the one plane.
    const isPacked = bitsAllocated === 1;
    const bytes = decodeRle(
      encoded.data,
      isPacked ? Math.ceil((rows * columns) / 8) : rows * columns,
      samplesPerPixel,
      isPacked ? 1 : bitsAllocated / 8,
    );
    if (isProblem(bytes)) return bytes;
    // RLE keeps whole planes (PS3.5 G.2) but comes out interleaved here, and its chroma is never halved.
    return decodeNative(bytes, {
      ...pixels,
      planarConfiguration: 0,
      photometric: pixels.photometric === 'YBR_FULL_422' ? 'YBR_FULL' : pixels.photometric,
    });
  }
  const samples = await decompress(encoded.data, pixels, encoded.family, onStart);
  if (isProblem(samples)) return samples;
  const values = numbersOf(samples, pixels);
  if (samplesPerPixel === 1) return frameOf(values, rows, columns, 1);
  return colourFrame(
    values,
    { ...pixels, bitsStored: samples.precision, photometric: samples.isRgb ? 'RGB' : pixels.photometric },
    samples.planar,
  );
};

export type DecodeOptions = {
  /** Needed for PALETTE COLOR only. */
  readonly palette?: Palette;
  /** Called once the codec of a codestream is loaded and decoding begins; not called for anything else. */
  readonly onStart?: () => void;
};

/** Decodes a frame cut out by `extractFrame`. */
export const decodeFrame = async (
  encoded: EncodedFrame,
  pixels: PixelFormat,
  { palette, onStart = () => undefined }: DecodeOptions = {},
): Promise<DecodedFrame | Problem> => {
  const wrong = formatProblem(pixels);
  if (wrong) return { problem: wrong };
  if (pixels.rows * pixels.columns * pixels.samplesPerPixel * Math.ceil(pixels.bitsAllocated / 8) > MAX_FRAME_BYTES)
    return { problem: `a frame of ${pixels.columns} x ${pixels.rows} pixels is too large` };
  const isCompressed = encoded.encoding === 'codestream';
  if (isCompressed && encoded.family !== 'rle' && !CODESTREAMS.has(encoded.family))
    return { problem: `${transferSyntax(encoded.transferSyntaxUid).name} is not supported` };
  const frame = isCompressed
    ? await decodeCompressed(encoded, pixels, onStart)
    : decodeNative(encoded.data, pixels, encoded.encoding === 'big-endian');
  return isProblem(frame) ? frame : colourised(frame, pixels, palette);
};
