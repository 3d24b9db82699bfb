/** JPEG-LS (ISO/IEC 14495-1), transfer syntaxes .80 and .81, by CharLS. */
import createModule from '@cornerstonejs/codec-charls/decodewasmjs';
import wasmUrl from '@cornerstonejs/codec-charls/decodewasm?url';
import { createWasmLoader, emscriptenOptions } from './emscripten.ts';

const instantiate = async () => {
  const { JpegLSDecoder } = await createModule(emscriptenOptions(wasmUrl));
  return () => new JpegLSDecoder();
};

/** Interleave mode 0 (one scan for each component) leaves the components one after another. */
export const load = createWasmLoader('JPEG-LS', instantiate, (decoder) => decoder.getInterleaveMode() === 0);
