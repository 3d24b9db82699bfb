/** Annotations as plain JSON for `window.conus` (contract.md), with what they measure. */
import type { Annotation } from '#spine/annotation.ts';
import type { MeasuredRow } from '#spine/measurement.ts';
import { findSeries } from '#store/stops.ts';
import { activeStudy } from '#store/studySlice.ts';
import type { Store } from '#store/store.ts';
import { levelOf, measured } from '#store/measured.ts';

export type AnnotationFacts = {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** The result; null for kinds without a number. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly values: readonly MeasuredRow[];
  readonly grade: string | null;
  readonly series: string;
  readonly sop: string | null;
  /** 1-based position in the series; null on a reconstruction. */
  readonly slice: number | null;
  readonly level: string | null;
  readonly warnings: readonly string[];
  readonly points: readonly { readonly [axis: string]: number }[];
};

export function annotationFacts(state: Store): readonly AnnotationFacts[] {
  const study = activeStudy(state);
  const { marks } = state;
  return marks.annotations.map((annotation: Annotation) => {
    const { id, kind, text, on, shape } = annotation;
    const { rows, grade, warnings } = measured(study, marks, annotation);
    const at = findSeries(study, on.seriesUid)?.slices.findIndex((slice) => slice.id === on.sliceId) ?? -1;
    return {
      id,
      kind,
      text,
      value: rows[0]?.value ?? null,
      unit: rows[0]?.unit ?? null,
      values: rows,
      grade,
      series: on.seriesUid,
      sop: on.sopInstanceUid,
      slice: at < 0 ? null : at + 1,
      level: levelOf(marks.levels, annotation)?.name ?? null,
      warnings,
      points: shape.points.map((point) => ({ ...point })),
    };
  });
}
