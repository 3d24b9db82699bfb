import { shortHash } from '#dicom/hash.ts';
import { isUuid, uidOfUuid } from '#dicom/write/envelope.ts';

/** The same annotation has the same Tracking UID in every export: its own UUID, or one (RFC 9562 version 8) made of study and id. */
export function trackingUid(studyUid: string, id: string): string {
  if (isUuid(id)) return uidOfUuid(id);
  const hex = shortHash('a', studyUid, id) + shortHash('b', studyUid, id);
  return uidOfUuid(`${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17)}`);
}
