/** 8-bit DCT JPEG (ISO/IEC 10918-1), transfer syntax .50 and the 8-bit files of .51, by libjpeg-turbo. */
import createModule from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs';
import wasmUrl from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url';
import { createWasmLoader, emscriptenOptions } from './emscripten.ts';

const instantiate = async () => {
  const { JPEGDecoder } = await createModule(emscriptenOptions(wasmUrl));
  return () => new JPEGDecoder();
};

export const load = createWasmLoader('JPEG', instantiate);
