/** SOP Classes that are no images, in words for the list of skipped files (PS3.6 annex A). */
import type { UnreadableKind } from './study.ts';

const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';
/** Below the storage root; a trailing dot stands for all classes below. The first match counts. */
const NOT_IMAGES: readonly (readonly [string, UnreadableKind, string])[] = [
  ['104.1', 'document', 'Encapsulated PDF: can be downloaded, not shown'],
  ['104.2', 'document', 'Encapsulated CDA document: can be downloaded, not shown'],
  ['104.', 'document', 'Encapsulated 3D model: can be downloaded, not shown'],
  ['88.59', 'no-image', 'Key Object Selection: a list of images, not an image'],
  ['88.', 'document', 'Structured Report: can be downloaded, not shown'],
  ['11.', 'no-image', 'Presentation State: how to show images, not an image'],
  ['9.', 'no-image', 'Waveform: not an image'],
  ['66', 'no-image', 'Raw Data: not an image'],
  ['66.', 'no-image', 'Registration, segmentation surface or tract data: not an image'],
  ['67', 'no-image', 'Real World Value Mapping: not an image'],
  ['481.3', 'no-image', 'Radiotherapy Structure Set: not an image'],
  ['481.5', 'no-image', 'Radiotherapy Plan: not an image'],
  ['481.8', 'no-image', 'Radiotherapy Plan: not an image'],
  ['4.2', 'no-image', 'MR Spectroscopy: not an image'],
  ['200.', 'no-image', 'Procedure or protocol data: not an image'],
];
/** Segmentations share the registrations' branch but are images. */
const IMAGES = new Set([`${STORAGE}66.4`, `${STORAGE}66.7`]);

/** Why objects of this class are not shown; undefined when the class is, or may be, an image. */
export function notAnImage(sopClassUid: string): { readonly kind: UnreadableKind; readonly reason: string } | undefined {
  if (sopClassUid === MEDIA_DIRECTORY) return { kind: 'directory', reason: 'DICOMDIR: the disc’s table of contents' };
  if (IMAGES.has(sopClassUid) || !sopClassUid.startsWith(STORAGE)) return undefined;
  const below = sopClassUid.slice(STORAGE.length);
  const found = NOT_IMAGES.find(([prefix]) => (prefix.endsWith('.') ? below.startsWith(prefix) : below === prefix));
  return found && { kind: found[1], reason: found[2] };
}
