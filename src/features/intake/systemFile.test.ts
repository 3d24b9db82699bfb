import { expect, test } from 'vitest';
import { hasDicomPrefix, isSystemFile } from './systemFile.ts';

test('what operating systems and CD viewers leave is known by name', () => {
  const system = [
    '.DS_Store',
    'a/.DS_Store',
    'Thumbs.db',
    'AUTORUN.INF',
    'VIEWER/RUN.EXE',
    'x/lib.dll',
    'index.htm',
    '__MACOSX/a/b',
    'a/._IM1',
  ];
  expect(system.filter((path) => !isSystemFile(path))).toEqual([]);
});

test('names that images have are not', () => {
  const images = ['IM000001', 'a/b/1.2.840.113619.2', 'x.dcm', 'x.ima', 'DICOMDIR', 'case.zip', 'MR.1.2.3', 'a/.hidden/IM1', 'noext.'];
  expect(images.filter(isSystemFile)).toEqual([]);
});

test('the prefix lies after 128 bytes', () => {
  const bytes = new Uint8Array(132);
  bytes.set(new TextEncoder().encode('DICM'), 128);
  expect(hasDicomPrefix(bytes)).toBe(true);
  expect(hasDicomPrefix(bytes.subarray(0, 131))).toBe(false);
  expect(hasDicomPrefix(bytes.fill(0, 131))).toBe(false);
});
