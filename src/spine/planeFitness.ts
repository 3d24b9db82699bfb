/** Whether the image an annotation was drawn on suits what is measured on it. */
import { anatomicalPlane, type AnatomicalPlane } from '#geometry/orientation.ts';
import { signedDistanceMm } from '#geometry/plane.ts';
import type { Vec3 } from '#geometry/points.ts';
import { acuteAngleDeg, length, subtract } from '#geometry/vector.ts';
import type { Annotation, AnnotationKind } from './annotation.ts';
import { isMetric, type Spacing } from './annotationPoints.ts';

/** Beyond this a section of the canal is too slanted for its area or diameter to stand for the canal. */
const OBLIQUE_DEG = 15;
/** Points farther than this from their image's plane lie on more than one slice. */
const OFF_PLANE_MM = 0.5;

/** Planes that a kind is defined on; kinds left out suit any. */
const SUITED: Readonly<Partial<Record<AnnotationKind, readonly AnatomicalPlane[]>>> = {
  canalAp: ['sagittal', 'axial'],
  sacArea: ['axial'],
  lateralRecess: ['axial'],
  discHeight: ['sagittal', 'coronal'],
  slip: ['sagittal'],
  lordosis: ['sagittal'],
  segmentalAngle: ['sagittal'],
  vertebralHeight: ['sagittal', 'coronal'],
  cobb: ['sagittal', 'coronal'],
};

const rounded = (angleDeg: number): string => `${Math.round(angleDeg)}°`;

/** `canal`: its direction where this was drawn, from the level labels; null when they do not say. */
export function fitnessWarnings({ kind, shape, on }: Annotation, canal: Vec3 | null, spacingMm: Spacing): string[] {
  const warnings: string[] = [];
  const { plane } = on;
  if (!isMetric(shape, spacingMm))
    warnings.push('The image states no pixel spacing: lengths are in pixels, and angles are right only if its pixels are square.');
  else if (!plane) warnings.push('The image states no position: which plane this is cannot be checked.');
  if (plane && on.sliceId === null) warnings.push('Measured on a reconstructed plane.');
  const suited = SUITED[kind];
  const drawnIn = plane && anatomicalPlane(plane.normal);
  if (suited && drawnIn && !suited.includes(drawnIn))
    warnings.push(`Drawn on ${drawnIn === 'axial' ? 'an' : 'a'} ${drawnIn} plane, but defined on ${suited.join(' or ')} planes.`);
  if (plane && shape.space === 'patient' && shape.points.some((point) => Math.abs(signedDistanceMm(plane, point)) > OFF_PLANE_MM))
    warnings.push('The points do not lie on one slice.');
  const slant = canal && obliquity(kind, shape.points as readonly Vec3[], plane?.normal, canal);
  if (slant && slant > OBLIQUE_DEG) warnings.push(`Drawn ${rounded(slant)} oblique to the canal: too large by the slant.`);
  return warnings;
}

/** By how much a section of the canal departs from a right angle; null for kinds that do not cut the canal. */
function obliquity(kind: AnnotationKind, points: readonly Vec3[], normal: Vec3 | undefined, canal: Vec3): number | null {
  if (!normal) return null;
  if (kind === 'sacArea') return acuteAngleDeg(normal, canal);
  if (kind !== 'canalAp' || points.length < 2) return null;
  const line = subtract(points[1]!, points[0]!);
  return length(line) > 0 ? 90 - acuteAngleDeg(line, canal) : null;
}
