/** Patient and study attributes of a source image, to be repeated in objects that belong to the same study. */
import { readHeaderOf } from '../header.ts';
import { characterSetsOf, textOf } from '../text.ts';
import { decodeText } from '../characterSets.ts';
import { bytesOf, stringOf } from '../values.ts';
import { isUid, type Subject } from './envelope.ts';

export type SubjectProblem = { readonly problem: string };

/** First bytes of a file that hold the patient and study of nearly every image; a longer header asks for more. */
export const IDENTITY_BYTES = 64 * 1024;

const matching = (text: string, pattern: RegExp): string => (pattern.test(text) ? text : '');
const DATE = /^\d{8}$/;
const TIME = /^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/;
const DECIMAL = /^\d{1,8}(\.\d{1,6})?$/;

/**
 * `bytes`: the first part of the image's file, or all of it. Values that the standard does not allow are left out, so that the export is
 * valid where its source is not; texts lose control characters and come back as UTF-8. Type 2 attributes are there even when empty.
 */
export function readSubject(bytes: Uint8Array, byteLength: number): Subject | SubjectProblem {
  const header = readHeaderOf(bytes, byteLength);
  if (!('dataSet' in header)) return { problem: 'The header of a source image could not be read.' };
  const { dataSet } = header;
  const text = (tag: string, vr: 'LO' | 'SH'): string => textOf(dataSet, tag, vr).slice(0, vr === 'SH' ? 16 : 64);
  const optional = (value: string): string | undefined => (value === '' ? undefined : value);
  const name = (tag: string): string => {
    const raw = bytesOf(dataSet, tag);
    return raw ? withoutControls(decodeText(raw, characterSetsOf(dataSet), 'PN')) : '';
  };
  const studyUid = stringOf(dataSet, 'x0020000d');
  if (!isUid(studyUid)) return { problem: 'The images carry no Study Instance UID, so that nothing can be filed with them.' };
  return {
    PatientName: name('x00100010'),
    PatientID: text('x00100020', 'LO'),
    IssuerOfPatientID: optional(text('x00100021', 'LO')),
    PatientBirthDate: matching(stringOf(dataSet, 'x00100030'), DATE),
    PatientSex: matching(stringOf(dataSet, 'x00100040'), /^[MFO]$/),
    PatientAge: optional(matching(stringOf(dataSet, 'x00101010'), /^\d{3}[DWMY]$/)),
    PatientSize: optional(matching(stringOf(dataSet, 'x00101020'), DECIMAL)),
    PatientWeight: optional(matching(stringOf(dataSet, 'x00101030'), DECIMAL)),
    StudyInstanceUID: studyUid,
    StudyDate: matching(stringOf(dataSet, 'x00080020'), DATE),
    StudyTime: matching(stringOf(dataSet, 'x00080030'), TIME),
    ReferringPhysicianName: name('x00080090'),
    StudyID: text('x00200010', 'SH'),
    AccessionNumber: text('x00080050', 'SH'),
    StudyDescription: optional(text('x00081030', 'LO')),
  };
}

// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const withoutControls = (name: string): string => name.replace(/[\u0000-\u001f\u007f-\u009f\\]/g, '').trim();
