/** The window a picture gets when nobody chose one. */
import type { VoiWindow } from '#dicom/study.ts';
import { percentileWindow } from './decode/window.ts';
import type { PictureImage } from './surface.ts';

/** 1st..99th percentile of the picture, in output values. */
export const percentilesOf = ({ frame, rescale }: PictureImage): VoiWindow => percentileWindow(frame.values, frame, rescale);

/** A header's window is of use when it has a width (PS3.3 C.11.2.1.2 asks for at least 1) and shows some of the image's values. */
export function isUsable(window: VoiWindow | undefined, { frame, rescale }: PictureImage): window is VoiWindow {
  if (!window || !Number.isFinite(window.center) || !(window.width >= 1)) return false;
  const ends = [frame.min, frame.max].map((stored) => stored * rescale.slope + rescale.intercept);
  return window.center - window.width / 2 < Math.max(...ends) && window.center + window.width / 2 > Math.min(...ends);
}

export const defaultWindow = (image: PictureImage, header: VoiWindow | undefined): VoiWindow =>
  isUsable(header, image) ? header : percentilesOf(image);
