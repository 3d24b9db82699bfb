/** Keeps a surface as large as its element, in CSS pixels and in the screen's own. */
import type { PaneSize } from '#geometry/viewTransform.ts';
import type { Surface } from './surface.ts';

/** The element's size in device pixels: exact where the browser tells it, else rounded from CSS pixels. */
function deviceSize(entry: ResizeObserverEntry, { widthPx, heightPx }: PaneSize): PaneSize {
  const exact = entry.devicePixelContentBoxSize?.[0];
  if (exact) return { widthPx: exact.inlineSize, heightPx: exact.blockSize };
  return scaled({ widthPx, heightPx });
}

const scaled = ({ widthPx, heightPx }: PaneSize): PaneSize => ({
  widthPx: Math.round(widthPx * devicePixelRatio),
  heightPx: Math.round(heightPx * devicePixelRatio),
});

/** Sizes the surface now and whenever the element changes; `redraw` follows in the same task, so that nothing flashes. Returns the stop. */
export function fitSurface(element: HTMLElement, surface: Surface, redraw: () => void): () => void {
  const size = { widthPx: element.clientWidth, heightPx: element.clientHeight };
  surface.resize(size, scaled(size));
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    if (!entry) return;
    const css = { widthPx: element.clientWidth, heightPx: element.clientHeight };
    surface.resize(css, deviceSize(entry, css));
    redraw();
  });
  // Without support for the exact box, observing throws; the plain box then has to do.
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
  return () => observer.disconnect();
}
