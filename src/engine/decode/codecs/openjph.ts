/** High-throughput JPEG 2000 (ISO/IEC 15444-15), transfer syntaxes .201 to .203, by OpenJPH. */
import createModule from '@cornerstonejs/codec-openjph/wasmjs';
import wasmUrl from '@cornerstonejs/codec-openjph/wasm?url';
import { createWasmLoader, emscriptenOptions } from './emscripten.ts';

const instantiate = async () => {
  const { HTJ2KDecoder } = await createModule(emscriptenOptions(wasmUrl));
  return () => new HTJ2KDecoder();
};

export const load = createWasmLoader('HTJ2K', instantiate);
