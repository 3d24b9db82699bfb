/** Everything that exports are made from, as plain values, so that each of them is a pure function. */
import type { Series, Slice, Study } from '#dicom/study.ts';
import type { Issue, Subject } from '#dicom/write/envelope.ts';
import type { Annotation } from '#spine/annotation.ts';
import type { Marks } from '#spine/marks.ts';
import type { Measurement } from '#spine/measurement.ts';

/** What an object must know of an image to speak of it. */
export type SourceImage = {
  readonly sopClassUid: string;
  readonly seriesUid: string;
  readonly rows: number;
  readonly columns: number;
  readonly spacingMm: readonly [number, number] | null;
  readonly modality: string;
};

/** An annotation with what is said of it. */
export type MeasuredAnnotation = {
  readonly annotation: Annotation;
  /** Level it lies at ("L4/5"); null when the labels do not say. */
  readonly level: string | null;
  readonly measurement: Measurement;
};

export type ExportSource = {
  readonly study: Study;
  readonly marks: Marks;
  /** In the reader's order, all of `marks.annotations`. */
  readonly measured: readonly MeasuredAnnotation[];
  /** By SOP Instance UID. */
  readonly images: ReadonlyMap<string, SourceImage>;
  readonly subject: Subject;
  readonly issue: Issue;
};

export type Exported = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
/** A reason for the reader, such as "There is no measurement to export." */
export type NotExported = { readonly problem: string };

export const findSlice = (study: Study, sliceId: string | null): { readonly slice: Slice; readonly series: Series } | undefined => {
  for (const series of study.series) {
    const slice = series.slices.find((each) => each.id === sliceId);
    if (slice) return { slice, series };
  }
  return undefined;
};
