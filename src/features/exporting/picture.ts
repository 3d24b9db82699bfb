/**
 * A pane as a picture: the engine's canvas, and over it what the page shows there, painted anew shape by shape and text by text. No markup is
 * serialised, so the page's security policy has nothing to forbid and no style is lost.
 */
import { paintShape, paintText } from './paintOverlay.ts';

export type PictureOptions = {
  /** Lines, drawings and texts. */
  readonly overlays: boolean;
  /** Name, identifier and dates of the patient, where overlays are shown. */
  readonly identity: boolean;
};

/** Controls and passing messages belong to the screen, not to the picture. */
const LEFT_OUT = 'button, input, textarea, select, [role="alert"], [role="status"], [role="toolbar"]';

const isShown = (element: Element): boolean =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

function paintChildren(parent: Element, paint: CanvasRenderingContext2D, options: PictureOptions): void {
  for (const node of parent.childNodes) {
    if (node instanceof Text) paintText(paint, node);
    else if (node instanceof Element) paintElement(node, paint, options);
  }
}

function paintElement(element: Element, paint: CanvasRenderingContext2D, options: PictureOptions): void {
  if (element instanceof HTMLCanvasElement || element.matches(LEFT_OUT) || !isShown(element)) return;
  if (!options.identity && element.matches('[data-identity]')) return;
  if (element instanceof SVGGeometryElement) paintShape(paint, element);
  else paintChildren(element, paint, options);
}

/** The pane `section[data-plane]` as it is on the screen, as PNG; null when nothing is drawn in it. */
export async function pictureOf(pane: Element, options: PictureOptions): Promise<Blob | null> {
  const frame = pane.getBoundingClientRect();
  const images = [...pane.querySelectorAll('canvas')];
  if (images.length === 0 || frame.width < 1 || frame.height < 1) return null;
  const scale = devicePixelRatio;
  const sheet = new OffscreenCanvas(Math.round(frame.width * scale), Math.round(frame.height * scale));
  const paint = sheet.getContext('2d') as unknown as CanvasRenderingContext2D | null;
  if (!paint) return null;
  paint.fillStyle = 'black';
  paint.fillRect(0, 0, sheet.width, sheet.height);
  paint.setTransform(scale, 0, 0, scale, -frame.left * scale, -frame.top * scale);
  for (const image of images) {
    const { left, top, width, height } = image.getBoundingClientRect();
    paint.drawImage(image, left, top, width, height);
  }
  if (options.overlays) paintChildren(pane, paint, options);
  return sheet.convertToBlob({ type: 'image/png' });
}
