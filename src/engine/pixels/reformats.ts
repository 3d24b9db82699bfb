/** Images resampled from a stack, a few of them kept. */
import type { Problem } from '#engine/decode/decodedFrame.ts';
import type { Picture } from '#engine/engine.ts';
import type { PictureImage } from '#engine/surface.ts';
import type { PixelCache } from './pixelCache.ts';

export type Reformat = Extract<Picture, { kind: 'reformat' }>;
type Made = Omit<PictureImage, 'key'>;

export type Reformats = {
  find(picture: Reformat): Made | undefined;
  make(picture: Reformat): Made | Problem;
  clear(): void;
};

export function createReformats(_cache: PixelCache): Reformats {
  return { find: () => undefined, make: () => ({ problem: 'not yet' }), clear: () => undefined };
}
