/** How series were shown and what was drawn on them, as presentation states of every series that carries a drawing. */
import type { Turn } from '#geometry/viewTransform.ts';
import type { VoiWindow } from '#dicom/study.ts';
import { writePresentation, type Drawing, type Graphic, type GraphicPoint, type ShownImage } from '#dicom/write/presentation.ts';
import type { AnnotationKind } from '#spine/annotation.ts';
import { ellipseOutline } from '#spine/regionValues.ts';
import { valueText } from '#spine/measurement.ts';
import { plainText } from './annotationGroup.ts';
import { imagePoints, imageReference, isOutline } from './coordinates.ts';
import type { ExportSource, MeasuredAnnotation } from './exportSource.ts';
import { KIND_WORDS } from './kindWords.ts';

/** How the reader has a series on the screen. */
export type SeriesDisplay = { readonly window: VoiWindow | null; readonly inverted: boolean; readonly turn: Turn };

const line = (...points: readonly GraphicPoint[]): Graphic => ({ type: 'POLYLINE', points });
const pairs = (points: readonly GraphicPoint[]): readonly Graphic[] =>
  points.flatMap((point, index) => (index % 2 === 0 && points[index + 1] ? [line(point, points[index + 1]!)] : []));

/** Length of an arrow's barbs against its shaft. */
const BARB = 0.25;
function arrow([tip, tail]: readonly GraphicPoint[]): readonly Graphic[] {
  const [dx, dy] = [(tail![0] - tip![0]) * BARB, (tail![1] - tip![1]) * BARB];
  const barb = (side: 1 | -1): GraphicPoint => [tip![0] + dx - side * dy * 0.6, tip![1] + dy + side * dx * 0.6];
  return [line(tail!, tip!), line(barb(1), tip!, barb(-1))];
}

const ellipse = (points: readonly GraphicPoint[]): Graphic => {
  const pixels = ellipseOutline(points.map(([column, row]) => ({ column, row }) as Parameters<typeof ellipseOutline>[0][number]));
  const outline = pixels.map(({ column, row }): GraphicPoint => [column, row]);
  return line(...outline, outline[0]!);
};

/** What is drawn for a kind, its points from the image's outer corner. */
function graphicsOf(kind: AnnotationKind, points: readonly GraphicPoint[]): readonly Graphic[] {
  if (points.length === 1) return [{ type: 'POINT', points }];
  if (kind === 'arrow') return arrow(points);
  if (kind === 'angle') return [line(...points)];
  if (isOutline(kind)) return [line(...points, points[0]!)];
  if (kind === 'ellipse') return [ellipse(points)];
  if (kind === 'signalRatio') return [ellipse(points.slice(0, 4)), ellipse(points.slice(4))];
  return pairs(points);
}

/** "L4/5 Canal AP diameter 11.2 mm" or the reader's own words. */
function caption({ annotation, level, measurement }: MeasuredAnnotation): string {
  const [result] = measurement.rows;
  const facts = [level ?? '', result ? `${KIND_WORDS[annotation.kind]} ${valueText(result)}` : (measurement.grade ?? '')];
  return [facts.filter(Boolean).join(' '), plainText(annotation.text)].filter(Boolean).join('\n');
}

const inside = ({ points }: Graphic, { rows, columns }: ShownImage): boolean =>
  points.every(([column, row]) => column >= 0 && row >= 0 && column <= columns && row <= rows);

function drawingOf(each: MeasuredAnnotation, image: ShownImage): Drawing | null {
  const points = imagePoints(each.annotation, { ...image, modality: '' });
  if (!points) return null;
  const value = caption(each);
  const at = points.reduce((lowest, point) => (point[1] > lowest[1] ? point : lowest));
  const graphics = graphicsOf(each.annotation.kind, points).filter((graphic) => inside(graphic, image));
  return { image: imageReference(each.annotation, { ...image, modality: '' }), graphics, text: value === '' ? null : { value, at } };
}

const turnKey = ({ transpose, mirrorX, mirrorY }: Turn): string => `${transpose} ${mirrorX} ${mirrorY}`;

/**
 * An object has one rotation, one polarity and images of one SOP class for all that it refers to, so series that differ in these have objects of
 * their own: mostly one, none when no drawing lies on an image.
 */
export function presentationStates(
  { study, measured, images, subject, issue }: ExportSource,
  displayOf: (seriesUid: string) => SeriesDisplay,
): readonly Uint8Array<ArrayBuffer>[] {
  const drawn = study.series.flatMap((series) => {
    const shown = new Map(
      series.slices.flatMap(({ sopInstanceUid }): (readonly [string, ShownImage])[] => {
        const image = images.get(sopInstanceUid);
        return image ? [[sopInstanceUid, { ...image, sopInstanceUid }]] : [];
      }),
    );
    const display = displayOf(series.uid);
    return [...Map.groupBy(shown.values(), ({ sopClassUid }) => sopClassUid).values()].flatMap((members) => {
      const drawings = measured.flatMap((each) => {
        const image = members.find(({ sopInstanceUid }) => sopInstanceUid === each.annotation.on.sopInstanceUid);
        return (image && drawingOf(each, image)) ?? [];
      });
      return drawings.length > 0 ? [{ images: members, drawings, display }] : [];
    });
  });
  const keyOf = ({ images: [first], display }: (typeof drawn)[number]): string =>
    `${first!.sopClassUid} ${turnKey(display.turn)} ${display.inverted}`;
  return [...Map.groupBy(drawn, keyOf).values()].map((together) =>
    writePresentation({
      subject,
      issue,
      description: 'Drawings of the reader',
      series: together.map(({ images: members, display }) => ({ images: members, window: display.window })),
      inverted: together[0]!.display.inverted,
      turn: together[0]!.display.turn,
      drawings: together.flatMap(({ drawings }) => drawings),
    }),
  );
}
