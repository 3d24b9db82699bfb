/** Reports that other programs wrote: shown where they measured, read-only; in words where they cannot be placed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dataMissing, real } from '../../../tests/realData.ts';
import { dcm, sct, ucum, type Code } from '#dicom/code.ts';
import { contentItem, type Content, type ContentItem } from '#dicom/contentItem.ts';
import { readReport, type Report } from '#dicom/readReport.ts';
import { marksOfReport } from './readMarks.ts';
import { CONCEPTS } from './reportCodes.ts';
import { constructedFiles, sourceOf } from './testSource.ts';

const { study } = sourceOf(constructedFiles());
const image = (sopInstanceUid: string): ContentItem =>
  contentItem('SELECTED FROM', null, { type: 'IMAGE', image: { sopClassUid: '1.2.840.10008.5.1.4.1.1.4', sopInstanceUid } });
const number = (name: Code, value: number, unit: Code, children: readonly ContentItem[] = []): ContentItem =>
  contentItem('CONTAINS', name, { type: 'NUM', measured: { value, unit } }, children);
const drawn = (graphic: 'POLYLINE' | 'CIRCLE' | 'POINT' | 'ELLIPSE', data: readonly number[], on = '1.2.3.4.1'): ContentItem =>
  contentItem('INFERRED FROM', null, { type: 'SCOORD', graphic, data } satisfies Content, [image(on)]);

function shown(...children: readonly ContentItem[]) {
  const group = contentItem('CONTAINS', CONCEPTS.group, { type: 'CONTAINER' }, children);
  const measurements = contentItem('CONTAINS', CONCEPTS.measurements, { type: 'CONTAINER' }, [group]);
  const root = contentItem(null, CONCEPTS.report, { type: 'CONTAINER' }, [measurements]);
  const report: Report = { sopInstanceUid: '1.9', studyUid: study.uid, manufacturer: 'Other', date: '20200101', seriesOf: new Map(), root };
  return marksOfReport(report, study);
}

const MM = ucum('mm', 'millimeter');
const LENGTH = sct('410668003', 'Length');

describe('a group of another program', () => {
  test('is a read-only drawing at its coordinates, with what it says', () => {
    const { annotations, texts, title } = shown(
      contentItem('HAS CONCEPT MOD', CONCEPTS.site, { type: 'CODE', code: sct('243923001', 'L4/L5 disc') }),
      number(LENGTH, 12.34, MM, [drawn('POLYLINE', [0.5, 0.5, 2.5, 1.5])]),
      contentItem('CONTAINS', dcm('121106', 'Comment'), { type: 'TEXT', text: 'looks wide' }),
    );
    expect(annotations.map(({ kind, text, readOnly }) => ({ kind, text, readOnly }))).toEqual([
      { kind: 'length', text: 'L4/5: Length 12.34 mm, looks wide', readOnly: true },
    ]);
    // The second slice lies at x = -6; its first pixel's centre is 0.5, 0.5; a column is 0.75 mm to the back, a row 0.5 mm to the feet.
    expect(annotations[0]!.shape).toEqual({
      space: 'patient',
      points: [
        { x: -6, y: 20, z: 30 },
        { x: -6, y: 21.5, z: 29.5 },
      ],
    });
    expect(annotations[0]!.on).toMatchObject({ sopInstanceUid: '1.2.3.4.1', sliceId: '1.2.3.4.1', seriesUid: '1.2.3.2', frame: '1.2.3.3' });
    expect([texts, title]).toEqual([[], 'Other, 20200101']);
  });

  test.each([
    ['POINT', [1, 1], 'mm', ['point']],
    ['CIRCLE', [2, 1, 3, 1], 'mm2', ['ellipse']],
    ['ELLIPSE', [1, 1, 3, 1, 2, 0.5, 2, 1.5], 'mm2', ['ellipse']],
    ['POLYLINE', [0, 0, 2, 0, 2, 2, 0, 0], 'mm2', ['freehand']],
    ['POLYLINE', [0, 0, 2, 0, 2, 2], 'deg', ['angle']],
    ['POLYLINE', [0, 0, 2, 0, 2, 2, 0, 2], 'deg', ['cobb']],
    // An open line of several parts: nothing of ours measures it.
    ['POLYLINE', [0, 0, 2, 0, 2, 2], 'mm', []],
    ['CIRCLE', [2, 1], 'mm2', []],
  ] as const)('%s %j in %s is drawn as %j', (graphic, data, unit, kinds) => {
    const { annotations, texts } = shown(number(sct('1', 'Value'), 3, ucum(unit, unit), [drawn(graphic, data)]));
    expect(annotations.map(({ kind }) => kind)).toEqual(kinds);
    expect(texts).toEqual(kinds.length > 0 ? [] : [`Value 3 ${unit}`]);
  });

  test('on an image that the study lacks is told in words', () => {
    const { annotations, texts, count } = shown(number(LENGTH, 5, MM, [drawn('POLYLINE', [0, 0, 1, 1], '9.9')]));
    expect([annotations, texts, count]).toEqual([[], ['Length 5 mm'], 1]);
  });

  test('in patient coordinates needs a frame of reference of the study', () => {
    const inFrame = (frameOfReferenceUid: string) =>
      shown(
        contentItem('CONTAINS', dcm('111010', 'Center'), { type: 'SCOORD3D', graphic: 'POINT', data: [1, 2, 3], frameOfReferenceUid }),
        number(LENGTH, 5, MM),
      );
    expect(inFrame('1.2.3.3').annotations.map(({ shape }) => shape)).toEqual([{ space: 'patient', points: [{ x: 1, y: 2, z: 3 }] }]);
    expect(inFrame('9').annotations).toEqual([]);
    expect(inFrame('9').texts).toEqual(['Length 5 mm']);
  });

  test('that poses as ours but holds no valid record is not taken for ours', () => {
    const { annotations } = shown(
      contentItem(
        'CONTAINS',
        { value: 'record', scheme: '99CONUS', meaning: '' },
        { type: 'TEXT', text: '{"conus":1,"on":{"slice":{"id":null}}}' },
      ),
      number(LENGTH, 5, MM, [drawn('POLYLINE', [0, 0, 1, 1])]),
    );
    expect(annotations.map(({ readOnly }) => readOnly)).toEqual([true]);
  });
});

/** As DCMTK's dsrdump prints them. */
describe.skipIf(dataMissing)('reports of the corpus', () => {
  const open = (...path: string[]) => readReport(new Uint8Array(readFileSync(real('robustness', ...path))));
  const flat = (item: ContentItem): readonly ContentItem[] => [item, ...item.children.flatMap(flat)];

  test('are read as their maker wrote them', () => {
    const report = open('pydicom-MIT', 'test_files', 'test-SR.dcm');
    if ('problem' in report) throw new Error(report.problem);
    expect(report.root.name?.meaning).toBe('Diagnosis');
    const numbers = flat(report.root).flatMap((item) => (item.type === 'NUM' && item.measured ? [item.measured.value] : []));
    expect(numbers.slice(0, 2)).toEqual([3, 3]);
    expect(flat(report.root).some((item) => item.type === 'TEXT' && item.text === 'Sample Text\nA\nB\nC')).toBe(true);
  });

  test('also when they are deflated', () => {
    const report = open('dicomParser-MIT', 'deflate', 'report_dfl');
    expect('root' in report && report.root.name?.meaning).toBe('Consultation Report');
  });

  test('images are no reports', () => {
    expect(open('pydicom-MIT', 'test_files', 'MR_small.dcm')).toEqual({ problem: 'the file is no Structured Report' });
  });
});
