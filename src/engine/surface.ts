/** What draws one pane. Small on purpose, so that another renderer can take the painter's place without the panes noticing. */
import type { CanvasPoint } from '#geometry/points.ts';
import type { VoiWindow, Rescale } from '#dicom/study.ts';
import type { PaneSize, ViewTransform } from '#geometry/viewTransform.ts';
import type { DecodedFrame } from './decode/decodedFrame.ts';

/** Pixels of one picture with what turns a stored value into an output value (PS3.3 C.11.1). */
export type PictureImage = {
  /** Equal keys mean equal pixels. */
  readonly key: string;
  readonly frame: DecodedFrame;
  readonly rescale: Rescale;
  /** Photometric Interpretation: MONOCHROME1 shows the least value white (PS3.3 C.7.6.3.1.2). */
  readonly photometric: string;
};

export type SurfaceFrame = {
  readonly image: PictureImage;
  readonly window: VoiWindow;
  readonly invert: boolean;
  readonly smooth: boolean;
  readonly view: ViewTransform;
  /** Centre of the magnifier in CSS pixels; undefined without one. */
  readonly lens?: CanvasPoint | undefined;
};

export type Surface = {
  /** Draws the frame in this task. */
  show(frame: SurfaceFrame): void;
  /** Leaves nothing of a picture. */
  clear(): void;
  /** Size of the pane in CSS pixels, and of its backing store in device pixels. Erases: call `show` in the same task. */
  resize(size: PaneSize, device: PaneSize): void;
  dispose(): void;
};
