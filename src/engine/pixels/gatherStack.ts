/** A stack's decoded slices as one volume whose values mean the same everywhere. */
import type { SlicePlane } from '#geometry/plane.ts';
import type { Rescale, SliceId, Stack } from '#dicom/study.ts';
import { isProblem, type DecodedFrame, type Problem, type StoredValues } from '#engine/decode/decodedFrame.ts';

export type GatheredStack = {
  readonly planes: readonly SlicePlane[];
  /** Undefined where a slice could not be decoded. */
  readonly values: readonly (StoredValues | undefined)[];
  /** Least and greatest value of all. */
  readonly low: number;
  readonly high: number;
  readonly rescale: Rescale;
  readonly photometric: string;
};

const IDENTITY: Rescale = { slope: 1, intercept: 0 };

/** Output values of slices whose scale differs from their neighbours'; kept as long as the slice is. */
const outputs = new WeakMap<DecodedFrame, Float32Array>();

function outputValues(frame: DecodedFrame, { slope, intercept }: Rescale): Float32Array {
  const known = outputs.get(frame);
  if (known) return known;
  const out = Float32Array.from(frame.values, (stored) => stored * slope + intercept);
  outputs.set(frame, out);
  return out;
}

/**
 * Gathers by `outcomeOf`. Slices of one scale keep their stored values and that rescale; slices scaled one by one (as PET and some
 * MR writers do) become output values (PS3.3 C.11.1), or neighbours would be interpolated in different units.
 */
export function gatherStack(stack: Stack, outcomeOf: (id: SliceId) => DecodedFrame | Problem | undefined): GatheredStack | Problem {
  const [first] = stack.slices;
  const planes = stack.slices.flatMap((slice) => slice.frame.plane ?? []);
  if (!first || planes.length < stack.slices.length) return { problem: 'its slices have no positions' };
  if (stack.slices.some((slice) => slice.pixels.photometric !== first.pixels.photometric))
    return { problem: 'its slices store light and dark differently' };
  const outcomes = stack.slices.map((slice) => outcomeOf(slice.id));
  const frames = outcomes.map((outcome) => (outcome && !isProblem(outcome) ? outcome : undefined));
  const present = frames.filter((frame) => frame !== undefined);
  const failure = outcomes.find((outcome) => outcome && isProblem(outcome));
  if (present.length === 0)
    return { problem: `none of its slices could be decoded${failure && isProblem(failure) ? ` (${failure.problem})` : ''}` };
  if (present.some((frame) => frame.samplesPerPixel !== 1)) return { problem: 'colour images are not resampled' };
  const { rescale } = first.frame;
  const isUniform = stack.slices.every(
    ({ frame }) => frame.rescale.slope === rescale.slope && frame.rescale.intercept === rescale.intercept,
  );
  const values = frames.map((frame, i) => {
    const own = stack.slices[i]?.frame.rescale;
    return frame && own && !isUniform ? outputValues(frame, own) : frame?.values;
  });
  const ends = frames.flatMap((frame, i) => {
    const { slope, intercept } = isUniform ? IDENTITY : (stack.slices[i]?.frame.rescale ?? IDENTITY);
    return frame ? [frame.min * slope + intercept, frame.max * slope + intercept] : [];
  });
  return {
    planes,
    values,
    low: Math.min(...ends),
    high: Math.max(...ends),
    rescale: isUniform ? rescale : IDENTITY,
    photometric: first.pixels.photometric,
  };
}
