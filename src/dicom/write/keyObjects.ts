/** Key Object Selection: images that a reader picked, why, and in their words (PS3.3 section A.35.4, PS3.16 TID 2010). */
import { dcm, type Code } from '../code.ts';
import { contentItem, type ContentItem } from '../contentItem.ts';
import { contentAttributes } from './content.ts';
import { fileOf } from './dataSet.ts';
import { envelope, type Issue, type Subject } from './envelope.ts';
import { evidenceItems, type EvidenceImage } from './evidence.ts';

const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';

/** Why the images were picked (PS3.16 CID 7010). */
export const SELECTION_TITLES = {
  interest: dcm('113000', 'Of Interest'),
  provider: dcm('113002', 'For Referring Provider'),
  surgery: dcm('113003', 'For Surgery'),
  teaching: dcm('113004', 'For Teaching'),
} as const satisfies Record<string, Code>;
export type SelectionTitle = keyof typeof SELECTION_TITLES;

export type KeyObjects = {
  readonly subject: Subject;
  readonly issue: Issue;
  readonly title: SelectionTitle;
  /** At least one, in the reader's order. */
  readonly images: readonly EvidenceImage[];
  /** One text for the whole selection is all that the template allows; '' for none. */
  readonly description: string;
};

export function writeKeyObjects({ subject, issue, title, images, description }: KeyObjects): Uint8Array<ArrayBuffer> {
  const children: readonly ContentItem[] = [
    ...(description === '' ? [] : [contentItem('CONTAINS', dcm('113012', 'Key Object Description'), { type: 'TEXT', text: description })]),
    ...images.map((image) => contentItem('CONTAINS', null, { type: 'IMAGE', image })),
  ];
  const root = contentItem(null, SELECTION_TITLES[title], { type: 'CONTAINER', template: '2010' }, children);
  return fileOf({
    ...contentAttributes(root),
    ...envelope(subject, issue, KEY_OBJECT_SELECTION, { modality: 'KO', number: 9002, description: 'Key images' }),
    ReferencedPerformedProcedureStepSequence: [],
    ContentDate: issue.date,
    ContentTime: issue.time,
    CurrentRequestedProcedureEvidenceSequence: evidenceItems(subject.StudyInstanceUID, images),
  });
}
