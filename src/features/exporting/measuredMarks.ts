import type { Study } from '#dicom/study.ts';
import type { Marks } from '#spine/marks.ts';
import { levelOf, measured } from '#store/measured.ts';
import type { MeasuredAnnotation } from './exportSource.ts';

/** Every annotation with its level and its numbers, from head to feet; those without a level last. */
export function measuredMarks(study: Study, marks: Marks): readonly MeasuredAnnotation[] {
  const all = marks.annotations.map((annotation) => {
    const slab = levelOf(marks.levels, annotation);
    const measurement = measured(study, marks, annotation);
    return { atMm: slab?.atMm ?? Number.MAX_VALUE, result: { annotation, level: slab?.name ?? null, measurement } };
  });
  return all.toSorted((a, b) => a.atMm - b.atMm).map(({ result }) => result);
}
