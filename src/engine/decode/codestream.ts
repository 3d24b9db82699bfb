/** Compressed frames: the codestream's header is read and agreed with the DICOM header first, then the codec that it needs is loaded and run. */
import type { PixelFormat } from '#dicom/study.ts';
import { transferSyntax, type TransferSyntaxFamily } from '#dicom/transferSyntax.ts';
import type { CodestreamImage, Decode, Samples } from './codecs/emscripten.ts';
import { readJ2kHeader } from './codecs/j2kHeader.ts';
import { asColour, hasJpegEnd, readJpegHeader, type JpegProcess } from './codecs/jpegHeader.ts';
import { isProblem, type Problem } from './decodedFrame.ts';

/** Decoded samples and whether they are RGB by now, whatever Photometric Interpretation says of the compressed data. */
export type Decompressed = Samples & { readonly isRgb: boolean };

/** Each codec is its own file of the build and is fetched when a frame first needs it. */
const codecs = {
  sequential: async () => (await import('./codecs/turbo.ts')).load(),
  sequential12: async () => (await import('./codecs/sequential12.ts')).load(),
  lossless: async () => (await import('./codecs/lossless.ts')).load(),
  'jpeg-ls': async () => (await import('./codecs/charls.ts')).load(),
  jpeg2000: async () => (await import('./codecs/openjpeg.ts')).load(),
  htj2k: async () => (await import('./codecs/openjph.ts')).load(),
} satisfies Record<string, () => Promise<Decode>>;

const load = async (name: keyof typeof codecs): Promise<Decode | undefined> => {
  try {
    return await codecs[name]();
  } catch {
    // A browser remembers a failed import for the page's life, so a reader may have to reload.
    return undefined;
  }
};

/** A codestream whose header agrees with the DICOM header, and the codec that it needs. */
type Plan = { readonly codec: keyof typeof codecs; readonly bytes: Uint8Array; readonly image: CodestreamImage; readonly isRgb: boolean };

/** Says where the codestream and the DICOM header disagree. A codestream may hold fewer bits than are allocated, never more. */
const disagreement = (image: CodestreamImage, { rows, columns, samplesPerPixel, bitsAllocated }: PixelFormat): Problem | undefined => {
  if (image.rows !== rows || image.columns !== columns)
    return { problem: `the compressed image is ${image.columns} x ${image.rows}, the header says ${columns} x ${rows}` };
  if (image.components !== samplesPerPixel)
    return { problem: `the compressed image has ${image.components} components, the header says ${samplesPerPixel}` };
  if (image.precision > bitsAllocated || image.precision > 16)
    return { problem: `the compressed image has ${image.precision} bits, the header says ${bitsAllocated}` };
  return undefined;
};

const JPEG_PROCESSES: { readonly [family in TransferSyntaxFamily]?: readonly JpegProcess[] } = {
  // Writers mix these three up; what the stream itself says counts.
  'jpeg-baseline': ['sequential', 'lossless'],
  'jpeg-extended': ['sequential', 'lossless'],
  'jpeg-lossless': ['lossless', 'sequential'],
  'jpeg-ls': ['jpeg-ls'],
};

const planJpeg = (bytes: Uint8Array, pixels: PixelFormat, family: TransferSyntaxFamily): Plan | Problem => {
  const image = readJpegHeader(bytes);
  if (isProblem(image)) return image;
  if (!JPEG_PROCESSES[family]?.includes(image.process))
    return { problem: `the compressed image is ${image.process} JPEG, which its transfer syntax does not allow` };
  const wrong = disagreement(image, pixels);
  if (wrong) return wrong;
  if (!hasJpegEnd(bytes, image.process === 'jpeg-ls')) return { problem: 'the JPEG data is cut short (it has no end marker)' };
  if (image.process !== 'sequential') return { codec: image.process === 'lossless' ? 'lossless' : 'jpeg-ls', bytes, image, isRgb: false };
  if (image.precision > 8) return { codec: 'sequential12', bytes, image, isRgb: false };
  return { codec: 'sequential', bytes: asColour(bytes, image, pixels.photometric), image, isRgb: true };
};

const planJ2k = (bytes: Uint8Array, pixels: PixelFormat, codec: 'jpeg2000' | 'htj2k'): Plan | Problem => {
  const image = readJ2kHeader(bytes);
  if (isProblem(image)) return image;
  return disagreement(image, pixels) ?? { codec, bytes: image.codestream, image, isRgb: image.componentTransform };
};

/** Decodes one encapsulated frame, or says why not. `onStart` is called when the codec is loaded and decoding begins. */
export const decompress = async (
  bytes: Uint8Array,
  pixels: PixelFormat,
  family: TransferSyntaxFamily,
  onStart: () => void,
): Promise<Decompressed | Problem> => {
  const plan = family === 'jpeg2000' || family === 'htj2k' ? planJ2k(bytes, pixels, family) : planJpeg(bytes, pixels, family);
  if (isProblem(plan)) return plan;
  const decode = await load(plan.codec);
  if (!decode) return { problem: `the decoder for ${transferSyntax(pixels.transferSyntaxUid).name} could not be loaded` };
  onStart();
  const samples = decode(plan.bytes, plan.image);
  return isProblem(samples) ? samples : { ...samples, isRgb: plan.isRgb };
};
