/** Annotation points in the two spaces they are used in: the image they were drawn on, and the millimetres that are measured. */
import { patientToPixel, pixelToPatient } from '#geometry/plane.ts';
import type { PatientPoint, PixelPoint, Vec3 } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import type { Annotation, DrawnOn, Points } from './annotation.ts';

/** Row step and column step in mm; null: unknown, so one pixel counts as one. */
export type Spacing = readonly [number, number] | null;

/**
 * Points to measure between. Patient points as they are (mm); points of an image without geometry at column x column step, row x row
 * step, so that pixels that are not square do no harm.
 */
export function measuredPoints(shape: Points, spacingMm: Spacing): readonly Vec3[] {
  if (shape.space === 'patient') return shape.points;
  const [rowStep, columnStep] = spacingMm ?? [1, 1];
  return shape.points.map(({ column, row }) => vec3(column * columnStep, row * rowStep, 0));
}

/** Whether lengths come out in millimetres. */
export const isMetric = (shape: Points, spacingMm: Spacing): boolean => shape.space === 'patient' || spacingMm !== null;

/** The points on the image that they were drawn on, fractional. */
export function pixelsOf({ shape, on }: Pick<Annotation, 'shape' | 'on'>): readonly PixelPoint[] {
  if (shape.space === 'pixel') return shape.points;
  const { plane } = on;
  if (!plane) throw new Error('patient points were drawn on an image without geometry');
  return shape.points.map((point) => patientToPixel(plane, point));
}

/** Pixels of an image as the points that an annotation keeps. */
export function shapeFrom(on: Pick<DrawnOn, 'plane'>, pixels: readonly PixelPoint[]): Points {
  const { plane } = on;
  return plane ? { space: 'patient', points: pixels.map((pixel) => pixelToPatient(plane, pixel)) } : { space: 'pixel', points: pixels };
}

const middleOf = (points: readonly Vec3[]): Vec3 => {
  const sum = points.reduce((total, p) => vec3(total.x + p.x, total.y + p.y, total.z + p.z), vec3(0, 0, 0));
  return vec3(sum.x / points.length, sum.y / points.length, sum.z / points.length);
};

/** Middle of the points in the patient; null without geometry. */
export const centreOf = ({ shape }: Pick<Annotation, 'shape'>): PatientPoint | null =>
  shape.space === 'patient' && shape.points.length > 0 ? (middleOf(shape.points) as PatientPoint) : null;
