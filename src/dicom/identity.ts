/** Who and what an instance belongs to: UIDs and patient, with stand-ins for UIDs that are missing. */
import { shortHash } from './hash.ts';
import type { Header } from './header.ts';
import { optional } from './optional.ts';
import { STAND_IN } from './standIn.ts';
import type { FrameOfReferenceUid, Patient, SeriesUid, SopInstanceUid, StudyUid } from './study.ts';
import { characterSetsOf, safeText, textOf } from './text.ts';
import { bytesOf, numberOf, stringOf } from './values.ts';

export type Identity = {
  readonly sopInstanceUid: SopInstanceUid;
  readonly studyUid: StudyUid;
  readonly seriesUid: SeriesUid;
  readonly frameOfReferenceUid?: FrameOfReferenceUid;
  readonly patient: Patient;
};

const MAX_UID_LENGTH = 128;

/**
 * Missing UIDs get stand-ins that are the same each time the file is opened: the instance's from its header and name, the study's and
 * the series' from what their images have in common. Each is said in a warning.
 */
export function readIdentity(
  { dataSet, container, pixelData }: Header,
  { sourceName, byteLength }: { readonly sourceName: string; readonly byteLength: number },
): { readonly identity: Identity; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const uid = (tag: string): string => safeText(stringOf(dataSet, tag)).slice(0, MAX_UID_LENGTH);
  const orStandIn = (found: string, name: string, standIn: () => string): string => {
    if (found !== '') return found;
    warnings.push(`no ${name} UID`);
    return standIn();
  };
  const patient: Patient = {
    // Empty groups at the end mean nothing (PS3.5 section 6.2.1.1).
    name: textOf(dataSet, 'x00100010', 'PN').replace(/=+$/, ''),
    id: textOf(dataSet, 'x00100020', 'LO'),
    birthDate: safeText(stringOf(dataSet, 'x00100030')),
    sex: safeText(stringOf(dataSet, 'x00100040')),
  };
  if (bytesOf(dataSet, 'x00100010')?.some((byte) => byte >= 0x80) && characterSetsOf(dataSet).length === 0) {
    warnings.push('no character set: the patient’s name may be read wrong');
  }
  const studyUid = orStandIn(uid('x0020000d'), 'Study Instance', () => {
    return `${STAND_IN}-study-${shortHash(patient.id, patient.name, stringOf(dataSet, 'x00080020'), stringOf(dataSet, 'x00080030'))}`;
  });
  const seriesUid = orStandIn(uid('x0020000e'), 'Series Instance', () => {
    const number = numberOf(dataSet, 'x00200011', 'IS') ?? '';
    return `${STAND_IN}-series-${shortHash(studyUid, String(number), stringOf(dataSet, 'x00080060'), stringOf(dataSet, 'x0008103e'))}`;
  });
  const inMeta = safeText(stringOf(container.meta, 'x00020003')).slice(0, MAX_UID_LENGTH);
  const sopInstanceUid = orStandIn(uid('x00080018') || inMeta, 'SOP Instance', () => {
    const headerBytes = container.bytes.subarray(container.start, pixelData?.offset);
    return `${STAND_IN}-image-${shortHash(sourceName, String(byteLength), headerBytes)}`;
  });
  const frameOfReference = uid('x00200052');
  return {
    identity: {
      sopInstanceUid: sopInstanceUid as SopInstanceUid,
      studyUid: studyUid as StudyUid,
      seriesUid: seriesUid as SeriesUid,
      ...optional('frameOfReferenceUid', frameOfReference === '' ? undefined : (frameOfReference as FrameOfReferenceUid)),
      patient,
    },
    warnings,
  };
}
