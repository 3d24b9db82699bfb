/** Stored pixel values of the files that the sample studies are made of: native little-endian words, or JPEG-LS. */
import createCharls from '@cornerstonejs/codec-charls/decodewasmjs';
import { readFileSync } from 'node:fs';
import type { Instance, PixelFormat } from '#dicom/study.ts';
import { JPEG_LS_LOSSLESS } from './dicom/encode.ts';

/** 16-bit words at a byte offset, raised so that the least value of a signed image is 0. */
function words(bytes: Uint8Array, offset: number, { rows, columns, signed }: PixelFormat): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, rows * columns * 2);
  return Uint16Array.from({ length: rows * columns }, (_, i) =>
    signed ? view.getInt16(2 * i, true) + 32_768 : view.getUint16(2 * i, true),
  );
}

/** The one fragment of an encapsulated frame, which is the last thing in our files: after the offset table and before the delimiter. */
function onlyFragment(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xd8 && bytes[i + 2] === 0xff && i > 132);
  if (start < 0) throw new Error('no codestream in the file');
  return bytes.subarray(start, bytes.length - 8);
}

/** All frames of one file. Throws for encodings that sample studies do not use. */
export async function storedFrames(file: string, { pixels, frames }: Instance): Promise<Uint16Array[]> {
  const bytes = readFileSync(file);
  if (pixels.native && pixels.bitsAllocated === 16) {
    const { offset } = pixels.native;
    return frames.map((_, i) => words(bytes, offset + i * pixels.rows * pixels.columns * 2, pixels));
  }
  if (pixels.transferSyntaxUid !== JPEG_LS_LOSSLESS) throw new Error(`${file}: not an encoding of the sample studies`);
  const { JpegLSDecoder } = await createCharls({ print: () => {}, printErr: () => {} });
  const decoder = new JpegLSDecoder();
  const encoded = onlyFragment(bytes);
  decoder.getEncodedBuffer(encoded.length).set(encoded);
  decoder.decode();
  const frame = words(new Uint8Array(decoder.getDecodedBuffer()), 0, pixels);
  decoder.delete();
  return [frame];
}
