/** Shapes of the codec packages, which ship no types of their own. */
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  type JpegLSDecoder = import('./emscripten.ts').CodecDecoder & { getInterleaveMode(): number };
  const create: (options: import('./emscripten.ts').EmscriptenOptions) => Promise<{ readonly JpegLSDecoder: new () => JpegLSDecoder }>;
  export default create;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const create: (
    options: import('./emscripten.ts').EmscriptenOptions,
  ) => Promise<{ readonly J2KDecoder: new () => import('./emscripten.ts').CodecDecoder }>;
  export default create;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const create: (options: import('./emscripten.ts').EmscriptenOptions) => Promise<{
    readonly HTJ2KDecoder: new () => import('./emscripten.ts').CodecDecoder;
    readonly HTJ2KEncoder: new () => CodecPackageEncoder;
  }>;
  export default create;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const create: (
    options: import('./emscripten.ts').EmscriptenOptions,
  ) => Promise<{ readonly JPEGDecoder: new () => import('./emscripten.ts').CodecDecoder }>;
  export default create;
}
/** An encoder of the packages' full builds, which make the codestreams of the tests. */
type CodecPackageEncoder = {
  /** Of the DCT JPEG encoder only, which is progressive unless told otherwise. */
  setProgressive?(isProgressive: boolean): void;
  getDecodedBuffer(input: {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
    readonly isUsingColorTransform: boolean;
  }): Uint8Array;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
};
declare module '@cornerstonejs/codec-charls/wasmjs' {
  const create: (options: import('./emscripten.ts').EmscriptenOptions) => Promise<Record<string, new () => CodecPackageEncoder>>;
  export default create;
}
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  const create: (options: import('./emscripten.ts').EmscriptenOptions) => Promise<Record<string, new () => CodecPackageEncoder>>;
  export default create;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs' {
  const create: (options: import('./emscripten.ts').EmscriptenOptions) => Promise<Record<string, new () => CodecPackageEncoder>>;
  export default create;
}
