/** Small pictures for the rail: upright, physical aspect kept, on the same ground as a pane. */
import { standardTurn } from '#geometry/orientation.ts';
import { viewTransform, type Turn } from '#geometry/viewTransform.ts';
import type { Slice } from '#dicom/study.ts';
import { isProblem, type DecodedFrame } from './decode/decodedFrame.ts';
import { defaultWindow } from './defaultWindow.ts';
import { context2d } from './paint/context.ts';
import { createImageLayer } from './paint/imageLayer.ts';
import { placeImage } from './paint/placeImage.ts';
import type { SurfaceFrame } from './surface.ts';

const AS_STORED: Turn = { transpose: false, mirrorX: false, mirrorY: false };

/** The slice in a square of `sizePx` device pixels, turned for display, under its header's window or its percentiles. */
export function thumbnailFrame(slice: Slice, frame: DecodedFrame, sizePx: number): SurfaceFrame {
  const { plane, spacingMm } = slice.frame;
  const [rowStepMm, columnStepMm] = spacingMm ?? [1, 1];
  const shape = { rows: frame.rows, columns: frame.columns, rowStepMm, columnStepMm };
  const pane = { widthPx: sizePx, heightPx: sizePx };
  const view = viewTransform(shape, plane ? standardTurn(plane) : AS_STORED, { pxPerMm: 'fit', panMm: { x: 0, y: 0 } }, pane);
  const image = { key: slice.id, frame, rescale: slice.frame.rescale, photometric: slice.pixels.photometric };
  return { image, window: defaultWindow(image, slice.frame.window), invert: false, smooth: true, view };
}

/** Paints the slice that `load` brings; null when it has no pixels. */
export async function makeThumbnail(
  slice: Slice,
  sizePx: number,
  load: (slice: Slice) => Promise<DecodedFrame | { readonly problem: string } | undefined>,
): Promise<ImageBitmap | null> {
  const outcome = await load(slice);
  if (!outcome || isProblem(outcome)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = sizePx;
  const layer = createImageLayer();
  const frame = thumbnailFrame(slice, outcome, sizePx);
  placeImage({ context: context2d(canvas), ratioX: 1, ratioY: 1 }, layer.paint(frame), frame);
  const bitmap = await createImageBitmap(canvas);
  layer.dispose();
  return bitmap;
}
