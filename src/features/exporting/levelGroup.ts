/** A level label as a measurement group: the level as finding site, its centre as a point in the patient; and back. */
import * as v from 'valibot';
import { contentItem, type ContentItem } from '#dicom/contentItem.ts';
import { isUid } from '#dicom/write/envelope.ts';
import { labelSchema } from '#spine/caseFileSchema.ts';
import type { LevelLabel } from '#spine/level.ts';
import { plainText, textNamed } from './annotationGroup.ts';
import { levelCode } from './levelCodes.ts';
import { parseRecord, printRecord, RECORD } from './record.ts';
import { CONCEPTS } from './reportCodes.ts';
import { trackingUid } from './trackingUid.ts';

const pointOf = ({ point }: LevelLabel): readonly number[] => [point.x, point.y, point.z].map(Math.fround);

export function levelGroup(label: LevelLabel, studyUid: string): ContentItem {
  const { id, name, frame, accepted, ...rest } = label;
  const data = pointOf(label);
  const stated = isUid(frame) && data.every(Number.isFinite);
  return contentItem('CONTAINS', CONCEPTS.group, { type: 'CONTAINER', template: '1501' }, [
    contentItem('HAS OBS CONTEXT', CONCEPTS.trackingId, { type: 'TEXT', text: plainText(id) || 'level' }),
    contentItem('HAS OBS CONTEXT', CONCEPTS.trackingUid, { type: 'UIDREF', uid: trackingUid(studyUid, id) }),
    contentItem('CONTAINS', CONCEPTS.finding, { type: 'CODE', code: CONCEPTS.level }),
    contentItem('HAS CONCEPT MOD', CONCEPTS.site, { type: 'CODE', code: levelCode(name) }),
    ...(stated ? [contentItem('CONTAINS', CONCEPTS.centre, { type: 'SCOORD3D', graphic: 'POINT', data, frameOfReferenceUid: frame })] : []),
    ...(accepted
      ? []
      : [contentItem('CONTAINS', CONCEPTS.comment, { type: 'TEXT', text: 'Proposed by the program, not yet accepted by the reader' })]),
    contentItem('CONTAINS', RECORD, {
      type: 'TEXT',
      text: printRecord({ conus: 1, level: { ...rest, id, name, accepted, ...(!stated && { frame }) } }),
    }),
  ]);
}

const recordSchema = v.object({ level: v.looseObject({ frame: v.optional(v.string()) }) });

/** The label of a group that this program wrote and nobody changed; null for any other group. */
export function labelOf(group: ContentItem): LevelLabel | null {
  const record = parseRecord(textNamed(group, RECORD) ?? '');
  if (!v.is(recordSchema, record)) return null;
  const region = group.children.find((item) => item.type === 'SCOORD3D');
  const frame = region?.type === 'SCOORD3D' ? region.frameOfReferenceUid : record.level.frame;
  const parsed = v.safeParse(labelSchema, { ...record.level, frame });
  if (!parsed.success) return null;
  const own = pointOf(parsed.output);
  return region?.type !== 'SCOORD3D' || own.every((value, axis) => value === region.data[axis]) ? parsed.output : null;
}
