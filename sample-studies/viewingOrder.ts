/** The order in which a viewer best loads a study's files, told from their headers as the viewer will tell it. */
import { openSync, readSync, closeSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildStudies } from '#dicom/buildStudies.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { Instance, Series, SourceId } from '#dicom/study.ts';
import type { CaseFileEntry } from '#spine/teachingCase.ts';

/** The header of a file as an instance; undefined when it is none. */
export function instanceOf(file: string, name: string): Instance | undefined {
  const byteLength = statSync(file).size;
  let wanted = Math.min(byteLength, 1 << 16);
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const bytes = new Uint8Array(wanted);
      readSync(descriptor, bytes, 0, wanted, 0);
      const answer = readInstance(bytes, { source: name as SourceId, sourceName: name, byteLength });
      if ('frames' in answer) return answer;
      if (!('needMore' in answer) || answer.needMore <= wanted) return undefined;
      wanted = Math.min(byteLength, answer.needMore);
    }
  } finally {
    closeSync(descriptor);
  }
}

const PLANES = ['sagittal', 'axial', 'coronal'];
const WEIGHTINGS = ['T2', 'T1', 'STIR'];

/** What the first screen shows comes first: sagittal, axial and coronal T2, then the other weightings, localizers last. */
function rank({ anatomical, weighting, slices }: Series): number {
  const plane = PLANES.indexOf(anatomical ?? '');
  const weight = WEIGHTINGS.indexOf(weighting);
  return (plane < 0 ? 9 : plane) * 10 + (weight < 0 ? 9 : weight) * 100 - Math.min(slices.length, 99) / 100;
}

/** Names of a series' files from its middle outwards. */
function fromTheMiddle({ slices }: Series): string[] {
  const middle = (slices.length - 1) / 2;
  return slices
    .map(({ source }, index) => ({ source, away: Math.abs(index - middle) }))
    .toSorted((a, b) => a.away - b.away)
    .map(({ source }) => source);
}

/** The images under `folders` of a case, in the order to load them; the middle sagittal T2 first. Only the newest study is not `prior`. */
export function filesInViewingOrder(caseFolder: string, folders: readonly string[]): CaseFileEntry[] {
  const names = folders.flatMap((folder) =>
    readdirSync(join(caseFolder, folder))
      .toSorted()
      .map((name) => `${folder}/${name}`),
  );
  const { studies } = buildStudies(names.flatMap((name) => instanceOf(join(caseFolder, name), name) ?? []));
  const newest = studies.toSorted((a, b) => b.date.localeCompare(a.date))[0];
  return studies
    .toSorted((a, b) => b.date.localeCompare(a.date))
    .flatMap((study) => {
      const sources = study.series.toSorted((a, b) => rank(a) - rank(b)).flatMap(fromTheMiddle);
      return [...new Set(sources)].map((path) => ({
        path,
        bytes: statSync(join(caseFolder, path)).size,
        ...(study === newest ? {} : { prior: true as const }),
      }));
    });
}
