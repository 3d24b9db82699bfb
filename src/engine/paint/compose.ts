/** Where image pixels fall on a canvas's backing store. */
import type { CanvasPoint } from '#geometry/points.ts';
import type { ViewTransform } from '#geometry/viewTransform.ts';

/** Arguments of CanvasRenderingContext2D.setTransform. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * Matrix under which drawImage(image, 0, 0) puts the image where `view` says. The view maps pixel centres; drawImage puts the
 * corner of the first pixel at (0, 0), half a pixel before its centre. `ratioX`, `ratioY` are device pixels per CSS pixel.
 */
export const imageMatrix = ({ a, b, c, d, e, f }: ViewTransform, ratioX: number, ratioY: number): Matrix => [
  a * ratioX,
  b * ratioY,
  c * ratioX,
  d * ratioY,
  (e - (a + c) / 2) * ratioX,
  (f - (b + d) / 2) * ratioY,
];

/** The view enlarged by `factor` about `centre`, which stays where it is. */
export const magnified = ({ a, b, c, d, e, f }: ViewTransform, factor: number, centre: CanvasPoint): ViewTransform => ({
  a: a * factor,
  b: b * factor,
  c: c * factor,
  d: d * factor,
  e: centre.x + (e - centre.x) * factor,
  f: centre.y + (f - centre.y) * factor,
});

/** Canvas pixels per image pixel: the smaller of the two directions. */
export const smallestScale = ([a, b, c, d]: Matrix): number => Math.min(Math.hypot(a, b), Math.hypot(c, d));
