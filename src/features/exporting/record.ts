/**
 * What a report cannot state exactly (double precision, revisions, the plane of a reconstruction) as one line of printable ASCII in a text item
 * of its own. It holds no UID: those stand in items where de-identification finds them.
 */
import { conus } from '#dicom/code.ts';

export const RECORD = conus('record', 'Conus record');

/** JSON with everything beyond printable ASCII escaped, so that no character set and no padding rule can change it. */
export const printRecord = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\u0020-\u007e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The value, or undefined for anything that is no record. Not validated. */
export function parseRecord(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
