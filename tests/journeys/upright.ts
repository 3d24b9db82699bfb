/** Where an image's pixels belong on the screen by the handbook's rule alone ("How a plane is shown"), at zoom to fit. */
import type { Spot } from './canvas.ts';
import { normalOf, type Image } from './images.ts';
import { dot, minus, plus, times, type Triple } from './vectors.ts';

export type Anatomical = 'sagittal' | 'axial' | 'coronal';
export type Placement = { readonly right: Triple; readonly down: Triple };

/** Where the viewer's right and down point in the patient. */
const STANDARD: Readonly<Record<Anatomical, Placement>> = {
  sagittal: { right: [0, 1, 0], down: [0, 0, -1] },
  axial: { right: [1, 0, 0], down: [0, 1, 0] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1] },
};

/** By the normal's greatest part: x sagittal, y coronal, z axial. */
export const anatomicalOf = (image: Image): Anatomical => {
  const parts = normalOf(image).map(Math.abs);
  return (['sagittal', 'coronal', 'axial'] as const)[parts.indexOf(Math.max(...parts))]!;
};

/** All eight ways in which an image can lie on a screen, the most upright first. */
export const placements = (image: Image): readonly Placement[] => {
  const standard = STANDARD[anatomicalOf(image)];
  const uprightness = ({ right, down }: Placement): number => dot(right, standard.right) + dot(down, standard.down);
  return [1, -1]
    .flatMap((a) =>
      [1, -1].flatMap((b) => [
        { right: times(image.along, a), down: times(image.down, b) },
        { right: times(image.down, a), down: times(image.along, b) },
      ]),
    )
    .toSorted((a, b) => uprightness(b) - uprightness(a));
};

export type Size = { readonly width: number; readonly height: number };

/** CSS pixels per mm at which the image, lying so, just fits. */
export const fitScale = (image: Image, { right }: Placement, { width, height }: Size): number => {
  const [wide, high] = [image.columns * image.columnMm, image.rows * image.rowMm];
  const isTurned = Math.abs(dot(right, image.along)) < 0.5;
  return isTurned ? Math.min(width / high, height / wide) : Math.min(width / wide, height / high);
};

/** Where a patient point's projection lies in a region of this size, in CSS pixels. */
export const spotOf = (image: Image, placement: Placement, size: Size, point: Triple): Spot => {
  const { position, along, down, columns, rows, columnMm, rowMm } = image;
  const centre = plus(plus(position, along, ((columns - 1) / 2) * columnMm), down, ((rows - 1) / 2) * rowMm);
  const scale = fitScale(image, placement, size);
  const from = minus(point, centre);
  return { x: size.width / 2 + scale * dot(from, placement.right), y: size.height / 2 + scale * dot(from, placement.down) };
};
