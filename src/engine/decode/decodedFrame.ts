/** What decoding yields: stored pixel values (before rescale, PS3.3 C.11.1) or RGB, and the reason when there is nothing to show. */

export type StoredValues = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

/** One frame, row by row from the top left. Three samples per pixel are interleaved 8-bit RGB; one sample is the stored value. */
export type DecodedFrame = {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly values: StoredValues;
  /** Least and greatest of `values`. */
  readonly min: number;
  readonly max: number;
};

/** Why there are no pixels, in words for a reader. */
export type Problem = { readonly problem: string };

/** Distinguishes the two outcomes of every step of decoding. */
export const isProblem = (outcome: object): outcome is Problem => 'problem' in outcome;

/** Wraps the values of a whole frame and finds their range. */
export const frameOf = (values: StoredValues, rows: number, columns: number, samplesPerPixel: 1 | 3): DecodedFrame => {
  let min = values[0] ?? 0;
  let max = min;
  for (let i = 1; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { rows, columns, samplesPerPixel, values, min, max };
};
