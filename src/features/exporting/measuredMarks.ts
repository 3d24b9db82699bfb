import type { Study } from '#dicom/study.ts';
import type { Annotation } from '#spine/annotation.ts';
import { centreOf } from '#spine/annotationPoints.ts';
import { levelWords } from '#spine/levelNames.ts';
import { levelOfPoint, spineOf, type Slab } from '#spine/levelOf.ts';
import type { Marks } from '#spine/marks.ts';
import { measure } from '#spine/measure.ts';
import { findSlice, type MeasuredAnnotation } from './exportSource.ts';

/** Every annotation with its level and its numbers, from head to feet, those without a level last. */
export function measuredMarks(study: Study, { annotations, levels }: Marks): readonly MeasuredAnnotation[] {
  const { labels, variant } = levels;
  const spines = new Map([...Map.groupBy(labels, ({ frame }) => frame)].map(([frame, members]) => [frame, spineOf(members, variant)]));
  const slabOf = (annotation: Annotation): Slab | null => {
    const centre = centreOf(annotation);
    const spine = spines.get(annotation.on.frame ?? '');
    return centre && spine ? levelOfPoint(spine, centre) : null;
  };
  const measured = annotations.map((annotation) => {
    const slab = slabOf(annotation);
    const found = findSlice(study, annotation.on.sliceId);
    const series = found?.series ?? study.series.find(({ uid }) => uid === annotation.on.seriesUid);
    const measurement = measure(annotation, {
      spacingMm: found?.slice.frame.spacingMm ?? null,
      canal: slab?.canal ?? null,
      level: slab && levelWords(slab.name),
      weighting: series?.weighting ?? null,
      all: annotations,
    });
    return { slab, result: { annotation, level: slab?.name ?? null, measurement } };
  });
  return measured.toSorted((a, b) => (a.slab?.atMm ?? Infinity) - (b.slab?.atMm ?? Infinity) || 0).map(({ result }) => result);
}
