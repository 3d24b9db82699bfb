import './annotating.css';
import type { ReactNode } from 'react';
import type { Series, Study } from '#dicom/study.ts';
import type { Annotation } from '#spine/annotation.ts';
import { levelWords, rankOf } from '#spine/levelNames.ts';
import type { Marks } from '#spine/marks.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { KeyImages, type KeyImagesProps } from './KeyImages.tsx';
import { MarkRow } from './MarkRow.tsx';
import { levelOf, measured } from '#store/measured.ts';
import { placeText } from './words.ts';

type Group = { readonly level: string; readonly rank: number; readonly annotations: readonly Annotation[] };

/** By level from head to feet, those without one last; within a level in the order they were made. */
export function byLevel({ annotations, levels }: Marks): readonly Group[] {
  const groups = new Map<string, { level: string; rank: number; annotations: Annotation[] }>();
  for (const annotation of annotations) {
    const name = levelOf(levels, annotation)?.name ?? '';
    const group = groups.get(name);
    if (group) group.annotations.push(annotation);
    else
      groups.set(name, {
        level: name && levelWords(name),
        rank: name ? rankOf(name, levels.variant) : Infinity,
        annotations: [annotation],
      });
  }
  return [...groups.values()].toSorted((a, b) => a.rank - b.rank);
}

type ListProps = { readonly marks: Marks; readonly study: Study | undefined; readonly seriesLabel: (series: Series) => string };

function List({ marks, study, seriesLabel }: ListProps) {
  const selected = useStore((state) => state.selected);
  const groups = byLevel(marks);
  return groups.map(({ level, annotations }) => (
    <div key={level}>
      {(level || groups.length > 1) && <h3 className="marks-level">{level || 'No level'}</h3>}
      <ul>
        {annotations.map((annotation) => (
          <MarkRow
            key={annotation.id}
            annotation={annotation}
            measurement={measured(study, marks, annotation)}
            place={placeText(study, annotation, seriesLabel)}
            selected={annotation.id === selected}
          />
        ))}
      </ul>
    </div>
  ));
}

/** Everything the reader marked. `children`: sections of other features (levels) between the two lists. */
export function MarksPanel({ children, ...keyImages }: KeyImagesProps & { readonly children?: ReactNode }) {
  const marks = useStore((state) => state.marks);
  const study = useStore(activeStudy);
  return (
    <div className="marks">
      <section className="marks-section" aria-label="Measurements and notes">
        <div className="marks-head">
          <h2>Measurements and notes</h2>
        </div>
        {marks.annotations.length === 0 ? (
          <p className="marks-empty">Press L and click two points on an image to measure a length.</p>
        ) : (
          <List marks={marks} study={study} seriesLabel={keyImages.seriesLabel} />
        )}
      </section>
      {children}
      <KeyImages {...keyImages} />
    </div>
  );
}
