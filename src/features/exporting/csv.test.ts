import { expect, test } from 'vitest';
import type { Annotation } from '#spine/annotation.ts';
import { NO_MARKS } from '#spine/marks.ts';
import { measurementTable } from './csv.ts';
import { measuredMarks } from './measuredMarks.ts';
import { annotationOn, constructedFiles, sourceOf } from './testSource.ts';

const { study } = sourceOf(constructedFiles());
const slice = study.series[0]!.slices[1]!;

function tableOf(...annotations: readonly Annotation[]): string {
  const table = measurementTable({ study, measured: measuredMarks(study, { ...NO_MARKS, annotations }) });
  return table ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(table) : '';
}

test('one row for each number, in the order of the header', () => {
  const [header, ...rows] = tableOf(annotationOn(slice, 'bidirectional')).trimEnd().split('\r\n');
  expect(header).toBe(
    '\uFEFF"study date","series","slice","SOP instance UID","level","kind","value of","value","unit","grade","warnings","text"',
  );
  // Columns 2.8 to 1.2 of 4 at 0.75 mm, rows 1.6 to 0.4 of 2 at 0.5 mm.
  expect(rows).toEqual([
    '"20260312","#4 T2 SAG",2,"1.2.3.4.1","","Two diameters","Long axis",1.2,"mm","","",""',
    '"20260312","#4 T2 SAG",2,"1.2.3.4.1","","Two diameters","Short axis",0.6,"mm","","",""',
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1', '\t=1', '＝1'])('text %j cannot run as a formula', (text) => {
  expect(tableOf(annotationOn(slice, 'arrow', { text }))).toContain(`"'${text.trim()}"`);
});

test('quotes and line ends stay inside their cell', () => {
  expect(tableOf(annotationOn(slice, 'arrow', { text: 'a "b",\nc' }))).toContain('"a ""b"",\nc"');
});

test('nothing of the patient is in it; nothing drawn makes no table', () => {
  expect(tableOf(annotationOn(slice, 'length'))).not.toMatch(/DOE|Jane|A77/);
  expect(tableOf()).toBe('');
});
