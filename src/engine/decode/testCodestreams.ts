/** Codestreams for tests: by the encoders of the codec packages, and a plain lossless JPEG encoder that follows the standard step by step. */
import createCharls from '@cornerstonejs/codec-charls/wasmjs';
import createTurbo from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';
import createOpenjpeg from '@cornerstonejs/codec-openjpeg/wasmjs';
import createOpenjph from '@cornerstonejs/codec-openjph/wasmjs';
import type { PixelFormat } from '#dicom/study.ts';
import { emscriptenOptions } from './codecs/emscripten.ts';

const ROOT = '1.2.840.10008.1.2';
/** A module writes into its options: each needs its own. */
const options = () => emscriptenOptions('');
const encoders = {
  'jpeg-baseline': { uid: `${ROOT}.4.50`, bits: 8, load: async () => (await createTurbo(options()))['JPEGEncoder'] },
  'jpeg-ls': { uid: `${ROOT}.4.80`, bits: 16, load: async () => (await createCharls(options()))['JpegLSEncoder'] },
  jpeg2000: { uid: `${ROOT}.4.90`, bits: 16, load: async () => (await createOpenjpeg(options()))['J2KEncoder'] },
  htj2k: { uid: `${ROOT}.4.201`, bits: 16, load: async () => (await createOpenjph(options()))['HTJ2KEncoder'] },
} as const;
export type EncodedFamily = keyof typeof encoders;
export const ENCODED_FAMILIES = Object.keys(encoders) as EncodedFamily[];

/** A grey image of `rows` x `columns` native samples of the family's depth. */
export const greyFormat = (rows: number, columns: number, bits: number, transferSyntaxUid = `${ROOT}.1`): PixelFormat => ({
  rows,
  columns,
  frames: 1,
  samplesPerPixel: 1,
  photometric: 'MONOCHROME2',
  planarConfiguration: 0,
  bitsAllocated: bits,
  bitsStored: bits,
  highBit: bits - 1,
  signed: false,
  transferSyntaxUid,
});

/** A smooth picture with noise, different for each seed. */
const picture = (rows: number, columns: number, bits: number, seed: number): Uint8Array<ArrayBuffer> => {
  const values = new (bits > 8 ? Uint16Array : Uint8Array)(rows * columns);
  let noise = seed;
  for (let i = 0; i < values.length; i += 1) {
    noise = (noise * 48_271) % 2_147_483_647;
    values[i] = ((i % columns) * seed + Math.floor(i / columns) * 3 + (noise % 8)) % (bits > 8 ? 4096 : 256);
  }
  return new Uint8Array(values.buffer);
};

export const encode = async (
  family: EncodedFamily,
  rows: number,
  columns: number,
  seed: number,
): Promise<{ readonly data: Uint8Array; readonly pixels: PixelFormat; readonly original: Uint8Array }> => {
  const { uid, bits, load } = encoders[family];
  const Encoder = await load();
  if (!Encoder) throw new Error(`the ${family} package has no encoder`);
  const encoder = new Encoder();
  encoder.setProgressive?.(false);
  const original = picture(rows, columns, bits, seed);
  encoder
    .getDecodedBuffer({
      width: columns,
      height: rows,
      bitsPerSample: bits,
      componentCount: 1,
      isSigned: false,
      isUsingColorTransform: false,
    })
    .set(original);
  encoder.encode();
  const data = encoder.getEncodedBuffer().slice();
  encoder.delete();
  return { data, pixels: greyFormat(rows, columns, bits, uid), original };
};

export type LosslessInput = {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  readonly predictor: number;
  /** Rows between restart markers; 0 for none. */
  readonly restartRows: number;
  /** Samples side by side. */
  readonly values: readonly number[];
};

/** Lossless JPEG by ISO/IEC 10918-1 annex H. Every category 0..16 has the 5-bit code of its own number. */
export const encodeLossless = ({ rows, columns, components, precision, predictor, restartRows, values }: LosslessInput): Uint8Array => {
  const u16 = (value: number): number[] => [value >> 8, value & 255];
  const ids = Array.from({ length: components }, (_, i) => i + 1);
  const head = [
    [
      0xff,
      0xd8,
      0xff,
      0xc3,
      ...u16(8 + 3 * components),
      precision,
      ...u16(rows),
      ...u16(columns),
      components,
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ],
    [
      0xff,
      0xc4,
      ...u16(2 + 17 + 17),
      0,
      0,
      0,
      0,
      0,
      17,
      ...Array.from({ length: 11 }, () => 0),
      ...Array.from({ length: 17 }, (_, i) => i),
    ],
    restartRows > 0 ? [0xff, 0xdd, 0, 4, ...u16(restartRows * columns)] : [],
    [0xff, 0xda, ...u16(6 + 2 * components), components, ...ids.flatMap((id) => [id, 0]), predictor, 0, 0],
  ].flat();
  const out: number[] = [];
  let bits = '';
  const flush = (): void => {
    bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
    for (let i = 0; i < bits.length; i += 8) {
      const byte = Number.parseInt(bits.slice(i, i + 8), 2);
      out.push(byte, ...(byte === 0xff ? [0] : []));
    }
    bits = '';
  };
  const at = (row: number, column: number, c: number): number => values[(row * columns + column) * components + c] ?? 0;
  for (let row = 0; row < rows; row += 1) {
    const isFirst = row === 0 || (restartRows > 0 && row % restartRows === 0);
    if (isFirst && row > 0) {
      flush();
      out.push(0xff, 0xd0 + ((row / restartRows - 1) % 8));
    }
    for (let column = 0; column < columns; column += 1) {
      for (let c = 0; c < components; c += 1) {
        const [ra, rb, rc] = [at(row, column - 1, c), at(row - 1, column, c), at(row - 1, column - 1, c)];
        const table = [0, ra, rb, rc, ra + rb - rc, ra + ((rb - rc) >> 1), rb + ((ra - rc) >> 1), (ra + rb) >> 1];
        const guess = column === 0 ? (isFirst ? 1 << (precision - 1) : rb) : isFirst ? ra : (table[predictor] ?? 0);
        const wrapped = (at(row, column, c) - guess) & 0xffff;
        const difference = wrapped > 32_768 ? wrapped - 65_536 : wrapped;
        const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
        bits += size.toString(2).padStart(5, '0');
        if (size > 0 && size < 16) bits += (difference > 0 ? difference : difference + (1 << size) - 1).toString(2).padStart(size, '0');
      }
    }
  }
  flush();
  return Uint8Array.from([...head, ...out, 0xff, 0xd9]);
};
