/** Puts the image layer on a canvas as a frame's view says. */
import type { SurfaceFrame } from '#engine/surface.ts';
import type { ViewTransform } from '#geometry/viewTransform.ts';
import { imageMatrix, magnified, smallestScale } from './compose.ts';

/** The ground outside images. */
export const GROUND = '#000';
const LENS_FACTOR = 2.5;
const LENS_RADIUS_PX = 90;
const LENS_RIM = 'rgba(232, 235, 238, 0.7)';

export type Target = { readonly context: CanvasRenderingContext2D; readonly ratioX: number; readonly ratioY: number };

function place({ context, ratioX, ratioY }: Target, layer: HTMLCanvasElement, view: ViewTransform, smooth: boolean): void {
  const matrix = imageMatrix(view, ratioX, ratioY);
  context.setTransform(...matrix);
  context.imageSmoothingEnabled = smooth;
  // Bilinear ('low') costs a third of mip-mapped ('medium'), which only matters when pixels are thrown away.
  context.imageSmoothingQuality = smallestScale(matrix) < 0.6 ? 'medium' : 'low';
  context.drawImage(layer, 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** Leaves nothing but ground. */
export function fillGround({ context }: Target): void {
  context.fillStyle = GROUND;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Draws ground, image and, while the magnifier is held, its lens. */
export function placeImage(target: Target, layer: HTMLCanvasElement, { view, smooth, lens }: SurfaceFrame): void {
  fillGround(target);
  place(target, layer, view, smooth);
  if (!lens) return;
  const { context, ratioX, ratioY } = target;
  context.save();
  context.beginPath();
  context.ellipse(lens.x * ratioX, lens.y * ratioY, LENS_RADIUS_PX * ratioX, LENS_RADIUS_PX * ratioY, 0, 0, 2 * Math.PI);
  context.strokeStyle = LENS_RIM;
  context.lineWidth = 2 * ratioX;
  context.stroke();
  context.clip();
  fillGround(target);
  place(target, layer, magnified(view, LENS_FACTOR, lens), smooth);
  context.restore();
}
