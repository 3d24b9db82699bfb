/** Annotations in words: what stands beside the lines, and what the list says of where they are. */
import type { Series, Study } from '#dicom/study.ts';
import type { Annotation } from '#spine/annotation.ts';
import { valueText, type Measurement } from '#spine/measurement.ts';
import { findSeries } from '#store/stops.ts';
import { KINDS } from './kinds.ts';

/** Lines of the label on the image: the result first, few enough to stay out of the way. */
export function labelLines({ kind, text }: Pick<Annotation, 'kind' | 'text'>, { rows, grade, warnings }: Measurement): readonly string[] {
  if (kind === 'arrow' || kind === 'point') return text ? [text] : [];
  const shown = kind === 'bidirectional' || kind === 'slip' ? rows.slice(0, 2) : rows.slice(0, 1);
  const values = shown.flatMap((row) => (row ? valueText(row) : []));
  const result = values.length > 0 ? `${rows[0]!.label} ${values.join(', ')}` : KINDS[kind].label;
  const index = kind === 'discHeight' ? rows.find((row) => row.label === 'Height index') : undefined;
  const mean = kind === 'ellipse' || kind === 'freehand' ? rows.find((row) => row.label === 'Mean') : undefined;
  const lines = [
    result,
    index ? `Index ${valueText(index)}` : '',
    mean ? `Mean ${valueText(mean)}` : '',
    grade ?? '',
    text,
    warnings.length > 0 ? 'Caution: see Marks' : '',
  ];
  return lines.filter(Boolean);
}

/** Where it is: "T2 SAG #4001, slice 8". */
export function placeText(study: Study | undefined, { on }: Pick<Annotation, 'on'>, label: (series: Series) => string): string {
  const series = findSeries(study, on.seriesUid);
  if (!series) return 'series not in this study';
  const name = [label(series), series.number === undefined ? '' : `#${series.number}`].filter(Boolean).join(' ');
  const at = series.slices.findIndex((slice) => slice.id === on.sliceId);
  return at < 0 ? `${name}, reconstructed` : `${name}, slice ${at + 1}`;
}
