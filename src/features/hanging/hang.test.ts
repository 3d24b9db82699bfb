import { expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { Instance, Study } from '#dicom/study.ts';
import { patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { seriesOf } from '#store/testStudies.ts';
import type { PaneContent } from '#store/view.ts';
import { hangStudy, readyToHang, reformatOf } from './hang.ts';

const SAGITTAL = { right: vec3(0, 1, 0), down: vec3(0, 0, -1) };
const AXIAL = { right: vec3(1, 0, 0), down: vec3(0, 1, 0) };
const CORONAL = { right: vec3(1, 0, 0), down: vec3(0, 0, -1) };
const TILTED = { right: vec3(1, 0, 0), down: vec3(0, Math.cos(0.4), Math.sin(0.4)) };

/** Series named by what their description says, as headers without timing are recognised. */
const planted = (text: string, axes: typeof AXIAL, count: number, stepMm = 4, z = 0): Instance[] =>
  seriesOf(text, patientPoint(0, 0, z), axes, count, stepMm).map((each) => ({ ...each, seriesDescription: text }));
const study = (...series: readonly (readonly Instance[])[]): Study => buildStudies(series.flat()).studies[0]!;
const seriesOn = (content: PaneContent | undefined): string =>
  content && content.kind !== 'empty' ? content.seriesUid : `(${content?.reason})`;

test('T2 goes on each plane, T1 and STIR beside it, whatever the order in the study', () => {
  const hung = hangStudy(
    study(
      planted('T1 SAG', SAGITTAL, 15),
      planted('STIR SAG', SAGITTAL, 15),
      planted('T1 AX', AXIAL, 20),
      planted('T2 SAG', SAGITTAL, 15),
      planted('T2 AX', AXIAL, 20),
      planted('T2 COR', CORONAL, 9),
    ),
    true,
  );
  expect(Object.fromEntries(Object.entries(hung).map(([pane, content]) => [pane, seriesOn(content)]))).toEqual({
    sagittal: 'T2 SAG',
    axial: 'T2 AX',
    coronal: 'T2 COR',
    'sagittal-2': 'T1 SAG',
    'sagittal-3': 'STIR SAG',
  });
});

test('a plane starts in the middle of its series', () => {
  const hung = hangStudy(study(planted('T2 SAG', SAGITTAL, 15)), true);
  expect(hung.sagittal).toMatchObject({ kind: 'acquired', sliceId: 'T2 SAG.0.7' });
});

test('a plane without a series is reconstructed from the T2, but only once all headers are read', () => {
  const own = study(planted('T2 SAG', SAGITTAL, 15), planted('T1 SAG', SAGITTAL, 15));
  expect(hangStudy(own, false).coronal).toEqual({ kind: 'empty', reason: 'Reading headers' });
  expect(hangStudy(own, true).coronal).toMatchObject({ kind: 'reformat', seriesUid: 'T2 SAG', anatomical: 'coronal' });
});

test('blocks at different angles are never reconstructed, and the plane says why', () => {
  const blocks = study([...planted('T2 AX', AXIAL, 5, 4, 40), ...planted('T2 AX', TILTED, 5, 4, -40)]);
  expect(blocks.series[0]!.stacks.length).toBe(2);
  expect(reformatOf(blocks.series[0]!, 'coronal')).toMatchObject({ reason: expect.stringContaining('2 separate stacks') });
  expect(hangStudy(blocks, true).coronal).toMatchObject({ kind: 'empty', reason: expect.stringContaining('cannot be reconstructed') });
});

test('a localizer is shown only where there is nothing better', () => {
  const own = study(planted('T2 SAG', SAGITTAL, 15), planted('LOCALIZER', AXIAL, 3));
  expect(seriesOn(hangStudy(own, true).axial)).toBe('LOCALIZER');
  const better = study(planted('T2 SAG', SAGITTAL, 15), planted('LOCALIZER', AXIAL, 3), planted('T1 AX', AXIAL, 20));
  expect(seriesOn(hangStudy(better, true).axial)).toBe('T1 AX');
});

test('images without geometry still open, on the first plane', () => {
  const blind = planted('scan', AXIAL, 2).map((each) => ({
    ...each,
    frames: each.frames.map(({ plane: _, ...frame }) => ({ ...frame, planeProblem: 'no image position' })),
  }));
  expect(seriesOn(hangStudy(study(blind), true).sagittal)).toBe('scan');
});

test('planes go up early only with a sagittal T2 of a few slices', () => {
  expect(readyToHang(study(planted('T2 SAG', SAGITTAL, 3)))).toBe(true);
  expect(readyToHang(study(planted('T2 SAG', SAGITTAL, 2)))).toBe(false);
  expect(readyToHang(study(planted('T1 SAG', SAGITTAL, 15)))).toBe(false);
});
