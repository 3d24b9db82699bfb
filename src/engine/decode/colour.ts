/** Colour to interleaved 8-bit RGB, by Photometric Interpretation (PS3.3 C.7.6.3.1.2). */

type Integers = Uint8Array | Uint16Array | Uint32Array;

/** Component planes (Planar Configuration 1, PS3.3 C.7.6.3.1.3) to samples side by side. */
export const interleave = <T extends Integers>(planes: T): T => {
  const count = planes.length / 3;
  const out = planes.slice() as T;
  for (let i = 0; i < count; i += 1) {
    out[3 * i] = planes[i] as number;
    out[3 * i + 1] = planes[count + i] as number;
    out[3 * i + 2] = planes[2 * count + i] as number;
  }
  return out;
};

/** Native YBR_FULL_422, stored Y Y Cb Cr for each two neighbours, to Y Cb Cr for each pixel. */
export const expand422 = (packed: Uint8Array): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array((packed.length / 2) * 3);
  for (let from = 0, to = 0; from + 3 < packed.length; from += 4, to += 6) {
    out[to] = packed[from] as number;
    out[to + 3] = packed[from + 1] as number;
    out[to + 1] = out[to + 4] = packed[from + 2] as number;
    out[to + 2] = out[to + 5] = packed[from + 3] as number;
  }
  return out;
};

/** YBR_FULL to RGB with the inverse of the standard's matrix (ITU-R BT.601, full range); Uint8ClampedArray rounds and limits. */
export const ybrFullToRgb = (ybr: Uint8Array): Uint8Array<ArrayBuffer> => {
  const out = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i + 2 < ybr.length; i += 3) {
    const y = ybr[i] as number;
    const cb = (ybr[i + 1] as number) - 128;
    const cr = (ybr[i + 2] as number) - 128;
    out[i] = y + 1.402 * cr;
    out[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    out[i + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(out.buffer);
};

/** Keeps the eight most significant of `bitsStored` bits. */
export const toEightBits = (values: Integers, bitsStored: number): Uint8Array<ArrayBuffer> => {
  const shift = Math.max(0, bitsStored - 8);
  const out = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) out[i] = (values[i] as number) >>> shift;
  return out;
};
