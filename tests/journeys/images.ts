/** Where an image's pixels lie in the patient, from ImagePositionPatient, ImageOrientationPatient and PixelSpacing alone (PS3.3 C.7.6.2.1.1). */
import { cross, dot, minus, plus, unit, type Triple } from './vectors.ts';

export type Image = {
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly rows: number;
  readonly columns: number;
  /** Centre of the first pixel. */
  readonly position: Triple;
  /** Unit vectors along a row (increasing column) and down a column. */
  readonly along: Triple;
  readonly down: Triple;
  /** Between columns and between rows, in mm. */
  readonly columnMm: number;
  readonly rowMm: number;
};

export const normalOf = ({ along, down }: Image): Triple => unit(cross(along, down));

/** Patient position of a pixel; whole numbers are pixel centres. */
export const pixelAt = ({ position, along, down, columnMm, rowMm }: Image, column: number, row: number): Triple =>
  plus(plus(position, along, column * columnMm), down, row * rowMm);

/** Signed distance of a point from the image's plane. */
export const distanceTo = (image: Image, point: Triple): number => dot(normalOf(image), minus(point, image.position));

/** Whether the point's projection falls on the image, half a pixel added on every side. */
export const covers = ({ position, along, down, columnMm, rowMm, rows, columns }: Image, point: Triple): boolean => {
  const column = dot(minus(point, position), along) / columnMm;
  const row = dot(minus(point, position), down) / rowMm;
  return column >= -0.5 && column <= columns - 0.5 && row >= -0.5 && row <= rows - 0.5;
};

/** Distances that differ by less than this are a tie. */
const TIE_MM = 0.01;

/**
 * The images that a plane may show for a point: smallest distance among those whose rectangle contains its projection, among all
 * where none does. More than one only on a tie.
 */
export const nearestTo = (images: readonly Image[], point: Triple): readonly Image[] => {
  const over = images.filter((image) => covers(image, point));
  const candidates = over.length > 0 ? over : images;
  const least = Math.min(...candidates.map((image) => Math.abs(distanceTo(image, point))));
  return candidates.filter((image) => Math.abs(distanceTo(image, point)) <= least + TIE_MM);
};
