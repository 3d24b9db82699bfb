import { expect, test } from 'vitest';
import type { SourceId } from '#dicom/study.ts';
import { directoryReports } from './directoryHints.ts';

const source = 'opening-1-file-1' as SourceId;
const report = (path: string, names: string[], found: string[]) =>
  directoryReports([{ source, path, names }], found).map(({ sourceName, reason, kind }) => [kind, sourceName, reason]);
const hint = 'a list of files (DICOMDIR), used as a hint only';

test('a complete disc: only the list itself is mentioned', () => {
  expect(report('cd/DICOMDIR', ['A/IM1', 'A/IM2'], ['cd/DICOMDIR', 'cd/A/IM1', 'cd/A/IM2', 'cd/unlisted'])).toEqual([
    ['directory', 'cd/DICOMDIR', hint],
  ]);
});

test('what it names in vain is named', () => {
  expect(report('cd/DICOMDIR', ['A/IM1', 'A/IM2'], ['cd/A/IM1'])).toEqual([
    ['directory', 'cd/DICOMDIR', hint],
    ['directory', 'cd/A/IM2', 'named by DICOMDIR, but not here'],
  ]);
});

test('a file of that name elsewhere does not count', () => {
  expect(report('cd/DICOMDIR', ['A/IM1', 'B/IM1'], ['cd/A/IM1', 'other/B/IM1'])).toHaveLength(2);
});

test('copies of discs change case, and lose versions and empty endings', () => {
  expect(report('DICOMDIR', ['DCMDT/IM1', 'DCMDT/IM2', 'DCMDT/IM3'], ['dcmdt/im1', 'DCMDT/IM2.', 'DCMDT/IM3;1'])).toHaveLength(1);
});

test('files chosen without their folders count as here', () => {
  expect(report('DICOMDIR', ['DCMDT/IM1'], ['DICOMDIR', 'IM1'])).toHaveLength(1);
});

test('a DICOMDIR alone says what to do', () => {
  expect(report('DICOMDIR', ['A/IM1', 'A/IM2'], ['DICOMDIR'])).toEqual([
    ['directory', 'DICOMDIR', 'only a list (DICOMDIR) of 2 files not chosen with it: open the whole disc or folder'],
  ]);
});
