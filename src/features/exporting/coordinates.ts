/** Points of an annotation as the coordinates that DICOM objects state: an image's pixels where they lie on one, else the patient's millimetres. */
import { signedDistanceMm } from '#geometry/plane.ts';
import type { GraphicType, ImageReference } from '#dicom/contentItem.ts';
import { isUid } from '#dicom/write/envelope.ts';
import type { Annotation, AnnotationKind } from '#spine/annotation.ts';
import { pixelsOf } from '#spine/annotationPoints.ts';
import type { SourceImage } from './exportSource.ts';

/** Points farther than this from their image's plane are stated in the patient's space. */
const ON_PLANE_MM = 0.01;

export type Coordinates =
  | { readonly type: 'SCOORD'; readonly graphic: GraphicType; readonly data: readonly number[]; readonly image: ImageReference }
  | { readonly type: 'SCOORD3D'; readonly graphic: GraphicType; readonly data: readonly number[]; readonly frameOfReferenceUid: string };

type Tuple = readonly number[];
const span = (a: Tuple, b: Tuple): number => Math.hypot(...a.map((value, axis) => value - b[axis]!));

const LINES: ReadonlySet<AnnotationKind> = new Set([
  'length',
  'angle',
  'cobb',
  'lordosis',
  'segmentalAngle',
  'canalAp',
  'lateralRecess',
  'arrow',
]);
export const isOutline = (kind: AnnotationKind): boolean => kind === 'freehand' || kind === 'sacArea';

/** The graphic that stands for all points; an ellipse's long axis comes first, an outline ends where it began (PS3.3 sections C.18.6.1.2, C.18.9.1.2). */
function graphicOf(kind: AnnotationKind, points: readonly Tuple[], inPatient: boolean): { graphic: GraphicType; points: readonly Tuple[] } {
  if (points.length === 1) return { graphic: 'POINT', points };
  if (LINES.has(kind)) return { graphic: 'POLYLINE', points };
  if (isOutline(kind)) return { graphic: inPatient ? 'POLYGON' : 'POLYLINE', points: [...points, points[0]!] };
  if (kind !== 'ellipse') return { graphic: 'MULTIPOINT', points };
  const [a, b, c, d] = points as readonly [Tuple, Tuple, Tuple, Tuple];
  return { graphic: 'ELLIPSE', points: span(a, b) >= span(c, d) ? points : [c, d, a, b] };
}

/** The image an annotation was drawn on, as DICOM names it: a frame of a multi-frame object is "uid#n" as a slice. */
export function imageReference({ on }: Pick<Annotation, 'on'>, image: SourceImage): ImageReference {
  const { sopInstanceUid, sliceId } = on;
  const frame = /#(\d+)$/.exec(sliceId ?? '')?.[1];
  return { sopClassUid: image.sopClassUid, sopInstanceUid: sopInstanceUid ?? '', ...(frame !== undefined && { frame: Number(frame) }) };
}

/** Column and row from the image's outer corner; null when the points do not lie on the image. */
export function imagePoints(annotation: Annotation, { rows, columns }: SourceImage): readonly (readonly [number, number])[] | null {
  const { shape, on } = annotation;
  if (shape.space === 'patient') {
    const { plane } = on;
    if (!plane || shape.points.some((point) => !(Math.abs(signedDistanceMm(plane, point)) <= ON_PLANE_MM))) return null;
  }
  const points = pixelsOf(annotation).map(({ column, row }) => [Math.fround(column + 0.5), Math.fround(row + 0.5)] as const);
  return points.every(([column, row]) => column >= 0 && column <= columns && row >= 0 && row <= rows) ? points : null;
}

/** Null when neither space holds the points: the image is not at hand, and there is no frame of reference to name. */
export function coordinatesOf(annotation: Annotation, image: SourceImage | undefined): Coordinates | null {
  const { kind, shape, on } = annotation;
  const onImage = image && on.sopInstanceUid !== null ? imagePoints(annotation, image) : null;
  if (image && onImage) {
    const { graphic, points } = graphicOf(kind, onImage, false);
    return { type: 'SCOORD', graphic, data: points.flat(), image: imageReference(annotation, image) };
  }
  if (shape.space !== 'patient' || on.frame === null || !isUid(on.frame)) return null;
  const inPatient = shape.points.map(({ x, y, z }) => [x, y, z].map(Math.fround));
  if (!inPatient.flat().every(Number.isFinite)) return null;
  const { graphic, points } = graphicOf(kind, inPatient, true);
  return { type: 'SCOORD3D', graphic, data: points.flat(), frameOfReferenceUid: on.frame };
}
