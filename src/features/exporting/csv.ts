/** Measurements as a table: one row for each number. No name, no identifier of the patient. */
import type { Series } from '#dicom/study.ts';
import { plainText } from './annotationGroup.ts';
import { findSlice, type ExportSource, type MeasuredAnnotation } from './exportSource.ts';
import { KIND_WORDS } from './kindWords.ts';

const HEADER = [
  'study date',
  'series',
  'slice',
  'SOP instance UID',
  'level',
  'kind',
  'value of',
  'value',
  'unit',
  'grade',
  'warnings',
  'text',
];

/** A spreadsheet would run text that begins with these as a formula; an apostrophe says that it is text. */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/;

/** Far below what a pixel tells. */
const DECIMALS = 4;

/** RFC 4180: quoted, quotes doubled, line ends kept inside quotes. */
const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const row = (cells: readonly (string | number)[]): string =>
  cells.map((each) => (typeof each === 'number' ? String(Number(each.toFixed(DECIMALS))) : cell(each))).join(',');

const seriesName = (series: Series | undefined): string =>
  series ? [series.number === undefined ? '' : `#${series.number}`, series.description || series.weighting].filter(Boolean).join(' ') : '';

function rowsOf({ annotation, level, measurement }: MeasuredAnnotation, study: ExportSource['study']): readonly string[] {
  const { on, kind, text } = annotation;
  const found = findSlice(study, on.sliceId);
  const series = found?.series ?? study.series.find(({ uid }) => uid === on.seriesUid);
  const slice = found ? found.series.slices.indexOf(found.slice) + 1 : 'reconstructed';
  const before = [study.date, seriesName(series), slice, on.sopInstanceUid ?? '', level ?? '', KIND_WORDS[kind]];
  const after = [measurement.grade ?? '', measurement.warnings.join(' '), plainText(text)];
  const values = measurement.rows.length > 0 ? measurement.rows : [{ label: '', value: '', unit: '' }];
  return values.map(({ label, value, unit }) => row([...before, label, value, unit, ...after]));
}

/** The table in UTF-8 with a byte order mark, without which spreadsheets take it for Latin-1; null when nothing is drawn. */
export function measurementTable({ study, measured }: Pick<ExportSource, 'study' | 'measured'>): Uint8Array<ArrayBuffer> | null {
  if (measured.length === 0) return null;
  const lines = [row(HEADER), ...measured.flatMap((each) => rowsOf(each, study))];
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}
