/** The one way in which a WebAssembly codec is run: a fresh decoder object for each frame, everything it returns checked. */
import { isProblem, type Problem } from '../decodedFrame.ts';

/** What every `@cornerstonejs/codec-*` decoder object offers. Buffers are views of the WebAssembly heap and die with the decoder. */
export type CodecDecoder = {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned?: boolean;
  };
  getDecodedBuffer(): Uint8Array;
  delete(): void;
};

export type EmscriptenOptions = {
  readonly locateFile?: (file: string) => string;
  readonly print: (text: string) => void;
  readonly printErr: (text: string) => void;
};

/** What the codestream's own header says of the image; agreed with Rows, Columns and Samples per Pixel before any decoding. */
export type CodestreamImage = {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  readonly signed: boolean;
};

/** Decoded samples: little-endian, one byte each up to 8 bits of precision, else two. */
export type Samples = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly precision: number;
  readonly signed: boolean;
  /** True when all of the first component comes before the second. */
  readonly planar: boolean;
};

const silent = (): void => undefined;

/** Options that make the glue load `wasmUrl`. In Node the glue finds the file beside itself; in a browser only the bundler knows where it is. */
export const emscriptenOptions = (wasmUrl: string): EmscriptenOptions => ({
  print: silent,
  printErr: silent,
  ...(typeof process === 'undefined' ? { locateFile: () => wasmUrl } : {}),
});

/** Runs one decoder object from birth to deletion. A thrown decoder error becomes a problem, with its text where the codec gives one. */
const runOnce = <D extends CodecDecoder>(
  name: string,
  decoder: D,
  bytes: Uint8Array,
  image: CodestreamImage,
  isPlanar: (decoder: D) => boolean,
): Samples | Problem => {
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  try {
    decoder.decode();
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^std::\w+:?\s*/, '') : '';
    return { problem: `the ${name} data is damaged${detail ? ` (${detail})` : ''}` };
  }
  const info = decoder.getFrameInfo();
  const decoded = decoder.getDecodedBuffer();
  const wanted = image.rows * image.columns * image.components * (image.precision > 8 ? 2 : 1);
  if (info.width !== image.columns || info.height !== image.rows || info.componentCount !== image.components || decoded.length !== wanted) {
    return { problem: `the ${name} data is damaged` };
  }
  return { bytes: new Uint8Array(decoded), precision: image.precision, signed: image.signed, planar: isPlanar(decoder) };
};

/** Decodes one codestream at once; what `image` says has been agreed with the DICOM header. */
export type Decode = (bytes: Uint8Array, image: CodestreamImage) => Samples | Problem;

/**
 * Makes the `load` of a WebAssembly codec from `instantiate`, which returns a maker of decoder objects. A decoder that has decoded one frame is never
 * used for another (a reused one can return the earlier frame's pixels), and after any failure the whole module is forgotten, since its heap can no
 * longer be trusted. Rejects when the module cannot be fetched; the next call tries again.
 */
export const createWasmLoader = <D extends CodecDecoder>(
  name: string,
  instantiate: () => Promise<() => D>,
  isPlanar: (decoder: D) => boolean = () => false,
) => {
  let ready: Promise<() => D> | undefined;
  return async (): Promise<Decode> => {
    try {
      const makeDecoder = await (ready ??= instantiate());
      return (bytes, image) => {
        const decoder = makeDecoder();
        const outcome = runOnce(name, decoder, bytes, image, isPlanar);
        if (isProblem(outcome)) ready = undefined;
        else decoder.delete();
        return outcome;
      };
    } catch (error) {
      ready = undefined;
      throw error;
    }
  };
};
