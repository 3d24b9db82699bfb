/** JPEG 2000 (ISO/IEC 15444-1), transfer syntaxes .90 and .91, by OpenJPEG. */
import createModule from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import wasmUrl from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import { createWasmLoader, emscriptenOptions } from './emscripten.ts';

const instantiate = async () => {
  const { J2KDecoder } = await createModule(emscriptenOptions(wasmUrl));
  return () => new J2KDecoder();
};

export const load = createWasmLoader('JPEG 2000', instantiate);
