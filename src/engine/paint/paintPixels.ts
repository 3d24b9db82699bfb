/** A picture's values -> 32-bit pixels in image space, one word per pixel (A B G R from the high byte, as ImageData holds them). */
import type { VoiWindow } from '#dicom/study.ts';
import { greyOf, isInverted, MAX_TABLE_ENTRIES, rgbaLut, type GreyMapping } from '#engine/decode/window.ts';
import type { PictureImage } from '#engine/surface.ts';

const OPAQUE = 0xff000000;

/** Fills `target` (rows * columns words). Colour passes through; `window` then has no effect (PS3.3 C.11.2.1.2 is for monochrome). */
export function paintPixels({ frame, rescale, photometric }: PictureImage, window: VoiWindow, invert: boolean, target: Uint32Array): void {
  const { values, min, max } = frame;
  if (frame.samplesPerPixel === 3) {
    const flip = invert ? 0x00ffffff : 0;
    for (let i = 0, from = 0; i < target.length; i += 1, from += 3) {
      const bgr = (values[from] as number) | ((values[from + 1] as number) << 8) | ((values[from + 2] as number) << 16);
      target[i] = OPAQUE | (bgr ^ flip);
    }
    return;
  }
  const mapping: GreyMapping = { rescale, window, inverted: isInverted(photometric, invert) };
  if (!(values instanceof Float32Array) && max - min < MAX_TABLE_ENTRIES) {
    const lut = rgbaLut({ min, max }, mapping);
    for (let i = 0; i < target.length; i += 1) target[i] = lut[(values[i] as number) - min] as number;
    return;
  }
  for (let i = 0; i < target.length; i += 1) target[i] = OPAQUE | (greyOf(values[i] as number, mapping) * 0x010101);
}
