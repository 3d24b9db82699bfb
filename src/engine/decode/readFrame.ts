/** From a source's blob to a decoded frame: reads only the frame where that is possible, else the whole file, which is kept for its next frame. */
import { extractFrame } from '#dicom/pixelData.ts';
import type { PixelFormat } from '#dicom/study.ts';
import { transferSyntax } from '#dicom/transferSyntax.ts';
import { decodeFrame } from './decodeFrame.ts';
import { isProblem, type DecodedFrame, type Problem } from './decodedFrame.ts';
import { decodeNative, nativeRange } from './native.ts';
import { readPalette } from './palette.ts';

type FrameRequest = { readonly source: string; readonly blob: Blob; readonly pixels: PixelFormat; readonly frameNumber: number };

const read = async (blob: Blob): Promise<Uint8Array<ArrayBuffer> | Problem> => {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    return { problem: 'the file can no longer be read' };
  }
};

/** Keeps the bytes of the last multi-frame file. */
export const createFrameReader = () => {
  let kept: { readonly source: string; readonly bytes: Promise<Uint8Array<ArrayBuffer> | Problem> } | undefined;
  const wholeFile = ({ source, blob, pixels }: FrameRequest): Promise<Uint8Array<ArrayBuffer> | Problem> => {
    if (pixels.frames === 1) return read(blob);
    if (kept?.source !== source) kept = { source, bytes: read(blob) };
    return kept.bytes;
  };
  return {
    /** `onStart` is called when nothing but decoding is left to do. The outcome's values have a buffer of their own. */
    readFrame: async (request: FrameRequest, onStart: () => void): Promise<DecodedFrame | Problem> => {
      const { blob, pixels, frameNumber } = request;
      const range = nativeRange(pixels, frameNumber);
      if (range) {
        const bytes = await read(blob.slice(range.start, range.end));
        onStart();
        return isProblem(bytes) ? bytes : decodeNative(bytes, pixels, transferSyntax(pixels.transferSyntaxUid).family === 'big-endian');
      }
      const bytes = await wholeFile(request);
      if (isProblem(bytes)) return bytes;
      const encoded = extractFrame(bytes, frameNumber, pixels);
      if (isProblem(encoded)) return encoded;
      if (encoded.encoding !== 'codestream') onStart();
      if (pixels.photometric !== 'PALETTE COLOR') return decodeFrame(encoded, pixels, { onStart });
      const palette = readPalette(bytes);
      return isProblem(palette) ? palette : decodeFrame(encoded, pixels, { palette, onStart });
    },
    forget: (): void => {
      kept = undefined;
    },
  };
};
