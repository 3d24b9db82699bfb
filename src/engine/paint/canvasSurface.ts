/** Our own painter: one canvas in the pane, drawn by the CPU or the GPU as the browser likes, complete without any library. */
import type { Surface } from '#engine/surface.ts';
import { context2d } from './context.ts';
import { createImageLayer } from './imageLayer.ts';
import { fillGround, GROUND, placeImage, type Target } from './placeImage.ts';

/** Puts a canvas that fills `element` behind whatever else is in it. `onLost` asks for a redraw: the browser took the contents away. */
export function createCanvasSurface(element: HTMLElement, onLost: () => void): Surface {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    background: GROUND,
    pointerEvents: 'none',
  });
  element.prepend(canvas);
  const context = context2d(canvas);
  const layer = createImageLayer();
  let target: Target = { context, ratioX: 1, ratioY: 1 };
  canvas.addEventListener('contextrestored', () => {
    layer.forget();
    onLost();
  });
  return {
    show(frame) {
      placeImage(target, layer.paint(frame), frame);
    },
    clear() {
      fillGround(target);
    },
    resize(size, device) {
      target = { context, ratioX: device.widthPx / Math.max(1, size.widthPx), ratioY: device.heightPx / Math.max(1, size.heightPx) };
      // Assigning a size erases, even the same size.
      if (canvas.width !== device.widthPx) canvas.width = device.widthPx;
      if (canvas.height !== device.heightPx) canvas.height = device.heightPx;
    },
    dispose() {
      layer.dispose();
      canvas.width = canvas.height = 0;
      canvas.remove();
    },
  };
}
