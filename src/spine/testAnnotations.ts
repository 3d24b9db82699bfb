/** Annotations on planted planes, for tests. */
import type { SlicePlane } from '#geometry/plane.ts';
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import type { SeriesUid, SliceId, SopInstanceUid } from '#dicom/study.ts';
import type { Annotation, AnnotationKind } from './annotation.ts';
import { shapeFrom } from './annotationPoints.ts';
import type { MeasureContext } from './measure.ts';

export const NOTHING_KNOWN: MeasureContext = { spacingMm: null, canal: null, level: null, weighting: null, all: [] };

/** Drawn at these pixels of an image; `plane` null: an image without geometry. */
export function drawnAt(kind: AnnotationKind, plane: SlicePlane | null, pixels: readonly PixelPoint[], id = 'drawn'): Annotation {
  return {
    id,
    revision: 1,
    kind,
    shape: shapeFrom({ plane }, pixels),
    on: { seriesUid: 'series' as SeriesUid, sliceId: 'slice' as SliceId, sopInstanceUid: 'slice' as SopInstanceUid, frame: 'frame', plane },
    text: '',
    values: [],
    changedAt: 0,
    readOnly: false,
  };
}

/** Drawn at places in mm from the middle of the image, along its rows and down its columns. */
export function drawnInMm(
  kind: AnnotationKind,
  plane: SlicePlane,
  places: readonly (readonly [number, number])[],
  id?: string,
): Annotation {
  const { rows, columns, rowStepMm, columnStepMm } = plane;
  const pixels = places.map(([right, down]) => pixelPoint((columns - 1) / 2 + right / columnStepMm, (rows - 1) / 2 + down / rowStepMm));
  return drawnAt(kind, plane, pixels, id);
}
