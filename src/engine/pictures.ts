/** From a picture that a pane shall show to its pixels, when they are there. */
import type { Slice, SliceId, VoiWindow } from '#dicom/study.ts';
import { isProblem } from './decode/decodedFrame.ts';
import { pictureKey, type Picture } from './engine.ts';
import type { PixelCache } from './pixels/pixelCache.ts';
import type { MadeReformat, Reformats } from './pixels/reformats.ts';
import type { PictureImage } from './surface.ts';

export type Availability =
  | {
      readonly state: 'ready';
      readonly image: PictureImage;
      readonly headerWindow: VoiWindow | undefined;
      readonly gaps: readonly SliceId[];
    }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'loading'; readonly missing: readonly Slice[] };

/** Slices whose pixels a picture is made of. */
export const slicesOf = (picture: Picture): readonly Slice[] => (picture.kind === 'acquired' ? [picture.slice] : picture.stack.slices);

/** The stack's middle slice speaks for its window: the ends often show air. */
const headerWindowOf = (picture: Picture): VoiWindow | undefined => {
  const slices = slicesOf(picture);
  return slices[slices.length >> 1]?.frame.window;
};

/** Finds a picture's pixels without loading anything. */
export function findPicture(picture: Picture, cache: PixelCache, reformats: Reformats): Availability {
  const ready = ({ frame, rescale, photometric, gaps }: MadeReformat): Availability => ({
    state: 'ready',
    image: { key: pictureKey(picture), frame, rescale, photometric },
    headerWindow: headerWindowOf(picture),
    gaps,
  });
  if (picture.kind === 'acquired') {
    const { slice } = picture;
    const outcome = cache.get(slice.id);
    if (!outcome) return { state: 'loading', missing: [slice] };
    if (isProblem(outcome)) return { state: 'failed', reason: outcome.problem };
    return ready({ frame: outcome, rescale: slice.frame.rescale, photometric: slice.pixels.photometric, gaps: [] });
  }
  const made = reformats.find(picture);
  if (made) return ready(made);
  const missing = picture.stack.slices.filter((slice) => !cache.has(slice.id));
  if (missing.length > 0) return { state: 'loading', missing };
  const outcome = reformats.make(picture);
  return isProblem(outcome) ? { state: 'failed', reason: outcome.problem } : ready(outcome);
}
