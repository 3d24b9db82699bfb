/** Images resampled from a stack on the page itself (a few milliseconds each); those made last are kept. */
import type { SlicePlane } from '#geometry/plane.ts';
import { sampleReformat, type ReformatSource } from '#geometry/resample.ts';
import type { SliceId } from '#dicom/study.ts';
import { frameOf, isProblem, type Problem } from '#engine/decode/decodedFrame.ts';
import type { Picture } from '#engine/engine.ts';
import type { PictureImage } from '#engine/surface.ts';
import type { PixelCache } from './pixelCache.ts';
import { gatherStack, type GatheredStack } from './gatherStack.ts';

export type Reformat = Extract<Picture, { kind: 'reformat' }>;
/** `gaps`: slices that could not be decoded although this image needs them; it shows ground in their place. */
export type MadeReformat = Omit<PictureImage, 'key'> & { readonly gaps: readonly SliceId[] };

export type Reformats = {
  /** The image if it was made lately. */
  find(picture: Reformat): MadeReformat | undefined;
  /** Makes the image from slices that the cache holds, all of them decoded or failed. */
  make(picture: Reformat): MadeReformat | Problem;
  clear(): void;
};

/** A hundred steps through a reformat of usual size. */
const CAP_BYTES = 64 * 1024 * 1024;

/** Room for interpolated values: 16-bit integers where the slices' own are such, so that painting can use a table. */
function roomFor({ values, low, high }: GatheredStack, length: number): Int16Array | Uint16Array | Float32Array {
  if (values.some((slice) => slice instanceof Float32Array)) return new Float32Array(length);
  if (low >= 0 && high <= 0xffff) return new Uint16Array(length);
  return low >= -0x8000 && high <= 0x7fff ? new Int16Array(length) : new Float32Array(length);
}

function resample(stack: GatheredStack, target: SlicePlane, ids: readonly SliceId[]): MadeReformat {
  const { planes, values, low, high, rescale, photometric } = stack;
  // Ground must look dark, and MONOCHROME1 shows its greatest value darkest.
  const source: ReformatSource = { planes, slices: values, outsideValue: photometric === 'MONOCHROME1' ? high : low };
  const out = roomFor(stack, target.rows * target.columns);
  const failed = sampleReformat(source, target, out);
  const gaps = failed.flatMap((index) => ids[index] ?? []);
  return { frame: frameOf(out, target.rows, target.columns, 1), rescale, photometric, gaps };
}

export function createReformats(cache: PixelCache): Reformats {
  const made = new Map<string, MadeReformat>();
  let bytes = 0;
  const keep = (key: string, image: MadeReformat) => {
    made.set(key, image);
    bytes += image.frame.values.byteLength;
    for (const [oldest, old] of made) {
      if (bytes <= CAP_BYTES || oldest === key) return;
      made.delete(oldest);
      bytes -= old.frame.values.byteLength;
    }
  };
  return {
    find: ({ key }) => made.get(key),
    make({ stack, plane, key }) {
      const gathered = gatherStack(stack, (id) => cache.get(id));
      if (isProblem(gathered)) return gathered;
      const ids = stack.slices.map((slice) => slice.id);
      const image = resample(gathered, plane, ids);
      keep(key, image);
      return image;
    },
    clear() {
      made.clear();
      bytes = 0;
    },
  };
}
