/** The picture in image space, windowed: painted once, then only placed again while a reader pans and zooms. */
import type { SurfaceFrame } from '#engine/surface.ts';
import { context2d } from './context.ts';
import { paintPixels } from './paintPixels.ts';

export type ImageLayer = {
  /** A canvas of columns x rows pixels that holds the frame's picture under its window. */
  paint(frame: SurfaceFrame): HTMLCanvasElement;
  /** Forgets what was painted, after the browser took the canvas's contents away. */
  forget(): void;
  dispose(): void;
};

/** Reuses one canvas and one pixel buffer for as long as pictures keep their size. */
export function createImageLayer(): ImageLayer {
  const canvas = document.createElement('canvas');
  const context = context2d(canvas);
  let pixels: ImageData | null = null;
  let painted = '';
  return {
    paint(frame) {
      const { image, window, invert } = frame;
      const { rows, columns } = image.frame;
      const wanted = `${image.key} ${window.center} ${window.width} ${invert}`;
      if (wanted === painted) return canvas;
      if (!pixels || pixels.width !== columns || pixels.height !== rows) {
        canvas.width = columns;
        canvas.height = rows;
        pixels = context.createImageData(columns, rows);
      }
      paintPixels(image, window, invert, new Uint32Array(pixels.data.buffer));
      context.putImageData(pixels, 0, 0);
      painted = wanted;
      return canvas;
    },
    forget() {
      painted = '';
    },
    dispose() {
      canvas.width = canvas.height = 0;
      pixels = null;
      painted = '';
    },
  };
}
