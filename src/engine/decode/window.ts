/** From stored values to grey: Modality LUT and linear VOI (PS3.3 C.11.1, C.11.2.1.2.1), and a window chosen from the image itself. */
import type { Rescale, VoiWindow } from '#dicom/study.ts';
import type { StoredValues } from './decodedFrame.ts';

/** How stored values become grey: dark to light, or light to dark when `inverted` (MONOCHROME1 and the reader's own inversion cancel out). */
export type GreyMapping = { readonly rescale: Rescale; readonly window: VoiWindow; readonly inverted: boolean };

/** Stored values min..max (inclusive) that a lookup table covers; entry i belongs to stored value min + i. */
export type StoredRange = { readonly min: number; readonly max: number };

/** Tables are built for up to this many different stored values; wider data (32 bit) is mapped value by value. */
export const MAX_TABLE_ENTRIES = 65_536;

/** True when 0 is to be shown light: MONOCHROME1 (PS3.3 C.7.6.3.1.2) or an inverted MONOCHROME2, but not both. */
export const isInverted = (photometric: string, invert: boolean): boolean => (photometric === 'MONOCHROME1') !== invert;

/** The window whose linear function runs from black at `low` to white at `high`, both output values. */
export const windowBetween = (low: number, high: number): VoiWindow => ({ center: (low + high + 1) / 2, width: high - low + 1 });

/** The function from a stored value to its grey, 0..255. */
const greyFunction = ({ rescale, window, inverted }: GreyMapping): ((stored: number) => number) => {
  const { slope, intercept } = rescale;
  const span = Math.max(1, window.width) - 1;
  const middle = window.center - 0.5;
  const [low, high] = [middle - span / 2, middle + span / 2];
  const [black, white] = inverted ? [255, 0] : [0, 255];
  return (stored) => {
    const x = stored * slope + intercept;
    if (x <= low) return black;
    if (x > high) return white;
    const grey = ((x - middle) / span + 0.5) * 255;
    return Math.round(inverted ? 255 - grey : grey);
  };
};

/** Grey 0..255 of one stored value. */
export const greyOf = (stored: number, mapping: GreyMapping): number => greyFunction(mapping)(stored);

/**
 * Table of the grey of every stored value of the range, which must not exceed MAX_TABLE_ENTRIES, as opaque pixels for a little-endian view of
 * ImageData (A B G R from the high byte).
 */
export const rgbaLut = ({ min, max }: StoredRange, mapping: GreyMapping): Uint32Array<ArrayBuffer> => {
  const table = new Uint32Array(max - min + 1);
  const grey = greyFunction(mapping);
  for (let i = 0; i < table.length; i += 1) table[i] = 0xff000000 | (grey(min + i) * 0x010101);
  return table;
};

/** Least stored value that at least `share` of all values do not exceed, by a histogram of `bins` equal steps. */
const quantile = (histogram: Uint32Array, count: number, share: number): number => {
  const wanted = Math.max(1, Math.ceil(count * share));
  let seen = 0;
  for (let i = 0; i < histogram.length; i += 1) {
    seen += histogram[i] as number;
    if (seen >= wanted) return i;
  }
  return histogram.length - 1;
};

/**
 * Window from the `low` to the `high` quantile of the values, in output values. Integer data of up to 16 bits gives exact quantiles;
 * wider data is counted in MAX_TABLE_ENTRIES steps. `range` is the values' own least and greatest.
 */
export const percentileWindow = (values: StoredValues, { min, max }: StoredRange, rescale: Rescale, low = 0.01, high = 0.99): VoiWindow => {
  const isExact = Number.isInteger(min) && max - min < MAX_TABLE_ENTRIES && !(values instanceof Float32Array);
  const step = isExact ? 1 : (max - min) / (MAX_TABLE_ENTRIES - 1) || 1;
  const histogram = new Uint32Array(isExact ? max - min + 1 : MAX_TABLE_ENTRIES);
  if (isExact) for (let i = 0; i < values.length; i += 1) histogram[(values[i] as number) - min]! += 1;
  else for (let i = 0; i < values.length; i += 1) histogram[Math.round(((values[i] as number) - min) / step)]! += 1;
  const ends = [low, high].map((share) => (min + quantile(histogram, values.length, share) * step) * rescale.slope + rescale.intercept);
  return windowBetween(Math.min(...ends), Math.max(...ends));
};
