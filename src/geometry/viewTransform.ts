/**
 * Image pixel <-> pane (CSS pixel) mapping as one affine map, so that painter, overlays, hit tests and tests share one truth.
 * canvas.x = a*column + c*row + e ; canvas.y = b*column + d*row + f  (same letters as CanvasRenderingContext2D.setTransform).
 * (column,row) are pixel-centre coordinates: the image covers -0.5 .. columns-0.5.
 */
import { canvasPoint, pixelPoint, type CanvasPoint, type PixelPoint } from './points.ts';

export type ViewTransform = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
};

/** How the image is turned for display: transpose first (swap columns and rows), then mirror. All 8 right-angle placements. */
export type Turn = { readonly transpose: boolean; readonly mirrorX: boolean; readonly mirrorY: boolean };

export const pixelToCanvas = (t: ViewTransform, { column, row }: PixelPoint): CanvasPoint =>
  canvasPoint(t.a * column + t.c * row + t.e, t.b * column + t.d * row + t.f);

export function canvasToPixel(t: ViewTransform, { x, y }: CanvasPoint): PixelPoint {
  const determinant = t.a * t.d - t.b * t.c;
  const u = x - t.e;
  const v = y - t.f;
  return pixelPoint((t.d * u - t.c * v) / determinant, (t.a * v - t.b * u) / determinant);
}

export type ImageShape = { readonly rows: number; readonly columns: number; readonly rowStepMm: number; readonly columnStepMm: number };
/** `pxPerMm` is CSS pixels per mm; 'fit' fills the pane leaving nothing cut off. `panMm` moves the image right / down on the screen. */
export type Framing = { readonly pxPerMm: number | 'fit'; readonly panMm: { readonly x: number; readonly y: number } };
export type PaneSize = { readonly widthPx: number; readonly heightPx: number };

/** CSS pixels per mm at which the turned image just fits the pane. */
export function fitPxPerMm(image: ImageShape, turn: Turn, pane: PaneSize): number {
  const widthMm = turn.transpose ? image.rows * image.rowStepMm : image.columns * image.columnStepMm;
  const heightMm = turn.transpose ? image.columns * image.columnStepMm : image.rows * image.rowStepMm;
  return Math.min(pane.widthPx / widthMm, pane.heightPx / heightMm);
}

/** The map that centres the turned image in the pane at the framing's zoom and pan, physical aspect kept (non-square pixels too). */
export function viewTransform(image: ImageShape, turn: Turn, framing: Framing, pane: PaneSize): ViewTransform {
  const px = framing.pxPerMm === 'fit' ? fitPxPerMm(image, turn, pane) : framing.pxPerMm;
  const sx = turn.mirrorX ? -1 : 1;
  const sy = turn.mirrorY ? -1 : 1;
  const column = px * image.columnStepMm;
  const row = px * image.rowStepMm;
  const [a, b, c, d] = turn.transpose ? [0, sy * column, sx * row, 0] : [sx * column, 0, 0, sy * row];
  const centreColumn = (image.columns - 1) / 2;
  const centreRow = (image.rows - 1) / 2;
  return {
    a,
    b,
    c,
    d,
    e: pane.widthPx / 2 + framing.panMm.x * px - a * centreColumn - c * centreRow,
    f: pane.heightPx / 2 + framing.panMm.y * px - b * centreColumn - d * centreRow,
  };
}
