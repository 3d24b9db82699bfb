/** What a reader draws on images. Points are the truth; every number is measured from them when it is shown, never stored. */
import type { PatientPoint, PixelPoint } from '#geometry/points.ts';
import type { SlicePlane } from '#geometry/plane.ts';
import type { SeriesUid, SliceId, SopInstanceUid } from '#dicom/study.ts';

/** Kinds and how many points each takes: exactly that many, or 'polygon' for three or more. */
export const POINT_COUNTS = {
  length: 2,
  angle: 3,
  cobb: 4,
  bidirectional: 4,
  ellipse: 4,
  freehand: 'polygon',
  point: 1,
  arrow: 2,
  canalAp: 2,
  sacArea: 'polygon',
  lateralRecess: 2,
  discHeight: 6,
  slip: 4,
  lordosis: 4,
  segmentalAngle: 4,
  vertebralHeight: 6,
  signalRatio: 8,
  conusLevel: 1,
} as const satisfies Record<string, number | 'polygon'>;
export type AnnotationKind = keyof typeof POINT_COUNTS;

/**
 * Order of points where it matters:
 * angle: arm, vertex, arm. cobb, lordosis, segmentalAngle: upper line anterior, posterior; lower line anterior, posterior.
 * bidirectional: long axis ends, short axis ends. ellipse: ends of one axis, ends of the other. arrow: tip, tail (text beside the tail).
 * discHeight and vertebralHeight: anterior upper, lower; middle upper, lower; posterior upper, lower.
 * slip: lower endplate of the upper vertebra anterior, posterior; upper endplate of the lower vertebra anterior, posterior.
 * signalRatio: ellipse on the nucleus (4), ellipse on CSF (4).
 */
export type Points =
  | { readonly space: 'patient'; readonly points: readonly PatientPoint[] }
  /** The image has no geometry: lengths are in pixels, or in mm only where its spacing is known. */
  | { readonly space: 'pixel'; readonly points: readonly PixelPoint[] };

/** The image it was drawn on. */
export type DrawnOn = {
  readonly seriesUid: SeriesUid;
  /** Null on a reconstructed plane. */
  readonly sliceId: SliceId | null;
  readonly sopInstanceUid: SopInstanceUid | null;
  readonly frame: string | null;
  /** Plane of the image, so that a measurement means the same without the pixels; null without geometry. */
  readonly plane: SlicePlane | null;
};

export type Annotation = {
  readonly id: string;
  /** Rises with every change; two tabs merge by id and revision. */
  readonly revision: number;
  readonly kind: AnnotationKind;
  readonly shape: Points;
  readonly on: DrawnOn;
  /** The reader's own words; '' for none. */
  readonly text: string;
  /** Mean stored-to-output values under regions, taken when drawn, for kinds that need pixels (ellipse, freehand, signalRatio). */
  readonly values: readonly RegionValues[];
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /** Read from somebody else's SR: shown, not editable. */
  readonly readOnly: boolean;
};

/** Statistics of output values (after rescale) of the pixels whose centres lie in a region. */
export type RegionValues = { readonly mean: number; readonly deviation: number; readonly count: number };
