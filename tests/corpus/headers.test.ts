/** Header facts of every real file against what pydicom says of them (expected.csv), and how both lumbar studies fall into stacks. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import { readHeaderOf } from '#dicom/header.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { Instance, Series, SourceId, Unreadable } from '#dicom/study.ts';
import { textOf } from '#dicom/text.ts';
import { dataMissing, real } from '../realData.ts';

type Row = Readonly<Record<string, string>>;

/** RFC 4180. */
function csvRows(text: string): readonly Row[] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\n\r]*)(,|\r?\n|$)/g)].map(([, cell = '', end = '']) => ({
    cell: cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    ends: end !== ',',
  }));
  const lines: string[][] = [[]];
  for (const { cell, ends } of cells) {
    lines.at(-1)!.push(cell);
    if (ends) lines.push([]);
  }
  const [head = [], ...rest] = lines;
  return rest
    .filter((line) => line.length === head.length)
    .map((line) => Object.fromEntries(head.map((name, index) => [name, line[index]!])));
}

const rows = dataMissing ? [] : csvRows(readFileSync(real('expected.csv'), 'utf8'));
/** Time this thread has worked since `start`: a busy machine does not count. */
function cpuMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
const bytesOf = (path: string) => new Uint8Array(readFileSync(real(path)));

/** As intake reads: 32 KB, then what is asked for. */
function readInParts(path: string): Instance | Unreadable {
  const bytes = bytesOf(path);
  let given = Math.min(32 * 1024, bytes.length);
  for (;;) {
    const result = readInstance(bytes.subarray(0, given), { source: path as SourceId, sourceName: path, byteLength: bytes.length });
    if (!('needMore' in result)) return result;
    if (result.needMore <= given) throw new Error(`${path}: asked for no more than it had`);
    given = result.needMore;
  }
}

/** Files that pydicom 2.3.1 cannot read or finds without pixels, and we show; each with the reason. */
const READ_BY_US_ALONE: Readonly<Record<string, string>> = {
  'robustness/fo-dicom-MSPL/GH1339.dcm': 'a sequence without its delimiter: pydicom takes the rest of the file for its content',
  'robustness/fo-dicom-MSPL/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm': 'undefined lengths, which pydicom cannot follow here',
  'robustness/fo-dicom-MSPL/GH340.dcm': 'a data set of before DICOM 3, without file header',
  'robustness/pydicom-data-MIT/emri_small_jpeg_2k_lossless_too_short.dcm':
    'its pixel data end without a delimiter; the frames that are there can be shown',
  'robustness/pydicom-data-MIT/OT-PAL-8-face.dcm': 'a bare data set, without file header',
  'transfer-syntaxes/lumbarA_T2sag_14_nometa_dataset_only.dcm': 'a bare data set, without file header',
  'transfer-syntaxes/lumbarB_T2sag_14_nometa_dataset_only.dcm': 'a bare data set, without file header',
  ...Object.fromEntries(
    ['JLSL_RGB_ILV0', 'JLSL_RGB_ILV1', 'JLSL_RGB_ILV2', 'JLSN_RGB_ILV0'].map((name) => [
      `robustness/pydicom-data-MIT/${name}.dcm`,
      'a file header without preamble',
    ]),
  ),
};
/** Rows without header facts although the file has them: the library that made them failed in its decoder. */
const NO_FACTS_CLAIMED = new Set([
  'robustness/pydicom-data-MIT/liver_j2k.dcm',
  'robustness/pydicom-data-MIT/liver_nonbyte_aligned_j2k.dcm',
]);
/** Files with pixel data that we refuse; each with our reason. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'robustness/pydicom-MIT/test_files/meta_missing_tsyntax.dcm': /no image size/,
  'robustness/pydicom-MIT/test_files/nested_priv_SQ.dcm': /no image size/,
};
/** Number of Frames "1A" is no number: taken as absent. */
const BAD_FRAMES = 'robustness/pydicom-MIT/test_files/badVR.dcm';

/** What we say, in the words of expected.csv, and what it says; stand-ins for missing UIDs count as absent. */
function facts(instance: Instance, row: Row): readonly [Row, Row] {
  const { pixels, patient } = instance;
  const [frame] = instance.frames;
  const ours: Record<string, string> = {
    Rows: String(pixels.rows),
    Columns: String(pixels.columns),
    SamplesPerPixel: String(pixels.samplesPerPixel),
    PhotometricInterpretation: pixels.photometric,
    BitsAllocated: String(pixels.bitsAllocated),
    BitsStored: String(pixels.bitsStored),
    PixelRepresentation: pixels.signed ? '1' : '0',
    Modality: instance.modality,
    SeriesNumber: String(instance.seriesNumber ?? ''),
    SeriesDescription: instance.seriesDescription,
    FrameOfReferenceUID: instance.frameOfReferenceUid ?? '',
    SeriesInstanceUID: instance.seriesUid.startsWith('no-uid') ? '' : instance.seriesUid,
    PatientName: patient.name,
  };
  if (row['NumberOfFrames'] !== '' && row['path'] !== BAD_FRAMES) ours['NumberOfFrames'] = String(pixels.frames);
  if (row['transferSyntax'] !== '') ours['transferSyntax'] = pixels.transferSyntaxUid;
  // A UID that only the file header has is used, though the data set lacks it.
  if (row['SOPInstanceUID'] !== '') ours['SOPInstanceUID'] = instance.sopInstanceUid;
  const numbers = (text: string): string => (text === '' ? '' : text.split('\\').map(Number).join('\\'));
  const theirs: Record<string, string> = Object.fromEntries(Object.keys(ours).map((name) => [name, row[name]!]));
  // Enhanced objects keep these in their functional groups, where the table did not look.
  if (row['PixelSpacing'] !== '') {
    ours['PixelSpacing'] = frame?.spacingMm?.join('\\') ?? '';
    theirs['PixelSpacing'] = numbers(row['PixelSpacing']!);
  }
  if (row['ImagePositionPatient'] !== '' && !frame?.planeProblem) {
    const { x, y, z } = frame!.plane!.origin;
    ours['ImagePositionPatient'] = [x, y, z].join('\\');
    theirs['ImagePositionPatient'] = numbers(row['ImagePositionPatient']!);
  }
  return [ours, theirs];
}

describe.skipIf(dataMissing)(`real headers${dataMissing ? ` (skipped: ${dataMissing})` : ''}`, () => {
  it.each(rows.map((row) => [row['path']!, row] as const))('%s', (path, row) => {
    const start = process.threadCpuUsage();
    const result = readInParts(path);
    expect(cpuMs(start)).toBeLessThan(2000);
    const theirsReadable = !/^(no PixelData|unreadable)/.test(row['decode']!);
    const shownByThem = theirsReadable && !(path in REFUSED);
    const shown = 'frames' in result;
    expect({ path, shown }).toEqual({ path, shown: shownByThem || path in READ_BY_US_ALONE });
    const [ours, theirs] = shown && theirsReadable && !NO_FACTS_CLAIMED.has(path) ? facts(result, row) : [{}, {}];
    expect(ours).toEqual(theirs);
  });

  it.each(Object.entries(REFUSED))('%s is refused', (path, reason) => {
    const result = readInParts(path);
    expect('reason' in result ? result.reason : 'shown').toMatch(reason);
  });

  it('planes: direction cosines as given', () => {
    const compared = rows.filter(({ ImageOrientationPatient, decode }) => ImageOrientationPatient !== '' && decode === '');
    let planes = 0;
    for (const row of compared) {
      const result = readInParts(row['path']!);
      const plane = 'frames' in result ? result.frames[0]?.plane : undefined;
      if (!plane) continue;
      planes++;
      const given = row['ImageOrientationPatient']!.split('\\').map(Number);
      const { right, down } = plane;
      [right.x, right.y, right.z, down.x, down.y, down.z].forEach((value, index) => expect(value).toBeCloseTo(given[index]!, 3));
    }
    expect(planes).toBeGreaterThan(300);
  });

  it('names in every character set, also of files without an image', () => {
    const named = rows.filter(({ PatientName, SpecificCharacterSet }) => PatientName !== '' && SpecificCharacterSet !== '');
    const sets = new Set<string>();
    for (const row of named) {
      const bytes = bytesOf(row['path']!);
      const header = readHeaderOf(bytes, bytes.length);
      const name = 'dataSet' in header ? textOf(header.dataSet, 'x00100010', 'PN').replace(/=+$/, '') : '';
      expect([row['path'], name]).toEqual([row['path'], row['PatientName']]);
      sets.add(row['SpecificCharacterSet']!);
    }
    expect(sets.size).toBeGreaterThanOrEqual(11);
  });

  it('every other file is read without a throw', () => {
    const all = readdirSync(real('.'), { recursive: true, encoding: 'utf8' }).filter((path) => statSync(real(path)).isFile());
    expect(all.length).toBeGreaterThan(600);
    for (const path of all) {
      const start = process.threadCpuUsage();
      expect(readInParts(path)).toBeDefined();
      expect([path, cpuMs(start) < 2000]).toEqual([path, true]);
    }
  });
});

describe.skipIf(dataMissing)(`the lumbar studies${dataMissing ? ` (skipped: ${dataMissing})` : ''}`, () => {
  const studyIn = (folder: string) => {
    const paths = rows.map(({ path }) => path!).filter((path) => path.startsWith(`${folder}/`));
    const instances = paths.map(readInParts).filter((result): result is Instance => 'frames' in result);
    return buildStudies(instances);
  };
  const summary = ({ number, weighting, anatomical, stacks }: Series) => [
    number,
    weighting,
    anatomical,
    stacks.map(({ slices }) => slices.length),
  ];
  /** z of each stack's middle slice, from expected.csv: axial blocks are read head to feet. */
  const descends = (series: Series | undefined) => {
    const heights = series!.slices.map(({ frame }) => frame.plane!.origin.z);
    return heights[0]! > heights.at(-1)!;
  };

  it('Hitachi 0.3 T', () => {
    const { studies, duplicates } = studyIn('lumbar-hitachi-0.3t');
    expect(duplicates).toEqual([]);
    expect(studies).toHaveLength(1);
    const [study] = studies;
    expect(study).toMatchObject({ instanceCount: 67, patient: { name: 'ｼｹﾝ^ﾀﾛｳ=試験^太郎' }, warnings: [] });
    expect(study!.series.map(summary)).toEqual([
      [6, 'T2', 'sagittal', [11]],
      [7, 'T1', 'sagittal', [11]],
      [8, 'T2', 'axial', [3, 3, 3, 4, 4]],
      [9, 'T1', 'axial', [3, 3, 3, 4, 4]],
      [12, 'STIR', 'sagittal', [11]],
    ]);
    expect(new Set(study!.series.map(({ frameOfReferenceUid }) => frameOfReferenceUid)).size).toBe(1);
    expect(study!.series.filter(({ anatomical }) => anatomical === 'axial').every(descends)).toBe(true);
  });

  it('Toshiba 1.5 T, whose series 6001 and 8002 have no description', () => {
    const { studies, duplicates } = studyIn('lumbar-toshiba-1.5t');
    expect(duplicates).toEqual([]);
    expect(studies).toHaveLength(1);
    const [study] = studies;
    expect(study!.instanceCount).toBe(112);
    expect(study!.series.map(summary)).toEqual([
      [3001, 'T2', 'coronal', [5]],
      [4001, 'T2', 'sagittal', [15]],
      [5001, 'T1', 'sagittal', [15]],
      [6001, 'T2', 'axial', [3, 3, 3, 5, 5]],
      [8002, 'T2*', 'coronal', [39]],
      [9003, 'projection', undefined, Array.from({ length: 19 }, () => 1)],
    ]);
    expect(study!.series.filter(({ anatomical }) => anatomical === 'axial').every(descends)).toBe(true);
  });

  it('rotating projections are known without any description or Image Type', () => {
    const paths = rows
      .filter(({ SeriesNumber, path }) => SeriesNumber === '9003' && path!.startsWith('lumbar-toshiba'))
      .map(({ path }) => path!);
    const bare = paths
      .map(readInParts)
      .filter((result): result is Instance => 'frames' in result)
      .map((instance): Instance => {
        const frames = instance.frames.map((frame) => ({ ...frame, acquisition: { ...frame.acquisition, imageType: [] } }));
        return { ...instance, seriesDescription: '', protocolName: '', frames };
      });
    expect(bare).toHaveLength(19);
    expect(buildStudies(bare).studies[0]!.series[0]).toMatchObject({
      weighting: 'projection',
      weightingReason: '19 orientations about one centre',
    });
  });
});
