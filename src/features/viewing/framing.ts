import type { CanvasPoint } from '#geometry/points.ts';
import type { Framing } from '#geometry/viewTransform.ts';
import { fittingPxPerMm, shownPxPerMm, type PaneView } from '#store/paneView.ts';

const MIN_FIT = 0.2;
const MAX_FIT = 40;

/** Zooms by `factor` (relative to now) keeping the image point under `at` where it is. */
export function zoomedAt(view: PaneView, factor: number, at: CanvasPoint): Framing {
  if (!view.shape) return view.pane.framing;
  const now = shownPxPerMm(view);
  const fit = fittingPxPerMm(view);
  const next = Math.min(fit * MAX_FIT, Math.max(fit * MIN_FIT, now * factor));
  const keep = 1 / next - 1 / now;
  const { panMm } = view.pane.framing;
  return {
    pxPerMm: next,
    panMm: { x: panMm.x + (at.x - view.size.widthPx / 2) * keep, y: panMm.y + (at.y - view.size.heightPx / 2) * keep },
  };
}

/** Moves the image by CSS pixels on the screen. */
export function panned(view: PaneView, dx: number, dy: number): Framing {
  const px = shownPxPerMm(view);
  const { framing } = view.pane;
  return { pxPerMm: framing.pxPerMm, panMm: { x: framing.panMm.x + dx / px, y: framing.panMm.y + dy / px } };
}

/** One image pixel on one device pixel, where pixels are not square along the finer direction. */
export function oneToOne(view: PaneView, devicePixelRatio: number): Framing {
  if (!view.shape) return view.pane.framing;
  return { pxPerMm: 1 / (Math.min(view.shape.rowStepMm, view.shape.columnStepMm) * devicePixelRatio), panMm: { x: 0, y: 0 } };
}
