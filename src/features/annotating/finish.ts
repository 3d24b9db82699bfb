/** From a finished drawing to an annotation in the store, with the pixel values under its regions. */
import { pixelsOf, shapeFrom } from '#spine/annotationPoints.ts';
import { POINT_COUNTS, type Annotation, type AnnotationKind, type DrawnOn, type Points, type RegionValues } from '#spine/annotation.ts';
import { newId } from '#spine/newId.ts';
import { BY_ONE_CLICK } from '#spine/regionGrow.ts';
import { regionsOf, regionValues, type ImageValues } from '#spine/regionValues.ts';
import type { PixelPoint } from '#geometry/points.ts';
import type { Slice } from '#dicom/study.ts';
import { findSeries } from '#store/stops.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { setDraft, setWriting, useAnnotating, type Draft } from './draft.ts';
import { pointsOf, simplified } from './shapes.ts';

/** Output values of a slice, from the engine; null when there are none. */
export type ValuesOf = (slice: Slice) => ImageValues | null;

/** Corners of an outline closer than this, in pixels of the image, are one. */
const SAME_PX = 0.25;
const TRACE_TOLERANCE_PX = 0.2;

/** The image's values under the regions of a kind; none for kinds without regions, on reconstructions, and where nothing is decoded. */
function valuesUnder(kind: AnnotationKind, on: DrawnOn, pixels: readonly PixelPoint[], valuesOf: ValuesOf): readonly RegionValues[] {
  const regions = regionsOf(kind, pixels);
  const slice = findSeries(activeStudy(useStore.getState()), on.seriesUid)?.slices.find((each) => each.id === on.sliceId);
  const image = regions.length > 0 && slice ? valuesOf(slice) : null;
  return image ? regions.map((outline) => regionValues(outline, image)) : [];
}

/** An outline without corners that coincide and without those that a straight line replaces. */
function tidyOutline(pixels: readonly PixelPoint[]): readonly PixelPoint[] {
  const apart = (a: PixelPoint, b: PixelPoint) => Math.hypot(a.column - b.column, a.row - b.row) > SAME_PX;
  const distinct = pixels.filter((pixel, index) => index === 0 || apart(pixel, pixels[index - 1]!));
  const open = distinct.length > 3 && !apart(distinct[0]!, distinct.at(-1)!) ? distinct.slice(0, -1) : distinct;
  return open.length > 40 ? simplified(open, TRACE_TOLERANCE_PX) : open;
}

const isComplete = (kind: AnnotationKind, points: readonly PixelPoint[]): boolean => {
  const count = POINT_COUNTS[kind];
  return count === 'polygon' ? points.length >= 3 : points.length === count;
};

/** Puts the draft into the store, selects it and gives the hands back; false when it has too few points. */
export function finishDraft(draft: Draft, valuesOf: ValuesOf): boolean {
  const { kind, on } = draft;
  const outline = POINT_COUNTS[kind] === 'polygon';
  const pixels = outline ? tidyOutline(draft.pressed) : pointsOf(kind, draft.pressed);
  if (!isComplete(kind, pixels)) return false;
  const { putAnnotation, select, setDrawing } = useStore.getState();
  const annotation: Annotation = {
    id: newId(),
    revision: 0,
    kind,
    shape: shapeFrom(on, pixels),
    on,
    text: draft.proposed ? BY_ONE_CLICK : '',
    values: valuesUnder(kind, on, pixels, valuesOf),
    changedAt: Date.now(),
    readOnly: false,
  };
  setDraft(null);
  useAnnotating.setState({ growing: false });
  setDrawing(null);
  putAnnotation(annotation);
  select(annotation.id);
  if (kind === 'arrow') setWriting(annotation.id);
  return true;
}

/** The annotation with other points, and the values under them where `valuesOf` is given (a drag leaves them to its end). Points that stay keep their exact place. */
export function withPixels(annotation: Annotation, pixels: readonly PixelPoint[], valuesOf?: ValuesOf): Annotation {
  const { kind, on, shape } = annotation;
  const values = valuesOf ? valuesUnder(kind, on, pixels, valuesOf) : annotation.values;
  const before = pixelsOf(annotation);
  const stays = (index: number): boolean => before[index]?.column === pixels[index]?.column && before[index]?.row === pixels[index]?.row;
  const moved = shapeFrom(on, pixels);
  const kept: Points =
    moved.space === 'patient' && shape.space === 'patient'
      ? { space: 'patient', points: moved.points.map((point, index) => (stays(index) ? shape.points[index]! : point)) }
      : moved;
  return { ...annotation, shape: kept, values, changedAt: Date.now() };
}
