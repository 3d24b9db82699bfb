import { readdirSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataMissing, real } from '../../tests/realData.ts';
import { readDirectory } from './directory.ts';

/** Files below the folders, as the disc has them. */
function listing(root: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, `${entry.parentPath}/${entry.name}`).split(sep).join('/'))
    .toSorted();
}

function named(...path: string[]): string[] {
  return readDirectory(readFileSync(real(...path))).toSorted();
}

describe.skipIf(dataMissing)(`DICOMDIRs against the discs that they describe${dataMissing ? ` (${dataMissing})` : ''}`, () => {
  test('the Hitachi CD', () => {
    expect(named('lumbar-hitachi-0.3t', 'DICOMDIR')).toEqual(listing(real('lumbar-hitachi-0.3t'), ['DCMDT']));
  });

  const tests = ['robustness', 'pydicom-MIT', 'test_files', 'dicomdirtests'];
  const variants = ['', '-bigEnd', '-implicit', '-nooffset', '-nopatient', '-reordered'];
  test.each(variants)('pydicom DICOMDIR%s: other encodings, links missing or in another order', (variant) => {
    expect(named(...tests, `DICOMDIR${variant}`)).toEqual(listing(real(...tests), ['77654033', '98892001', '98892003']));
  });

  test('one without records names nothing', () => {
    expect(named(...tests, 'DICOMDIR-empty.dcm')).toEqual([]);
  });

  test('cut anywhere it names nothing rather than failing', () => {
    const bytes = readFileSync(real(...tests, 'DICOMDIR'));
    for (let length = 0; length < bytes.length; length += 97) expect(readDirectory(bytes.subarray(0, length))).toEqual([]);
  });
});

test('what is no DICOMDIR names nothing', () => {
  expect(readDirectory(new TextEncoder().encode('not a DICOM file at all'))).toEqual([]);
});
