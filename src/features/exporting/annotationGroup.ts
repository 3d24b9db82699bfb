/** An annotation as a measurement group (PS3.16 TID 1501), and back. */
import * as v from 'valibot';
import { sameCode, type Code } from '#dicom/code.ts';
import { contentItem, type ContentItem } from '#dicom/contentItem.ts';
import { safeLines } from '#dicom/text.ts';
import { isUid } from '#dicom/write/envelope.ts';
import type { Annotation } from '#spine/annotation.ts';
import { annotationSchema } from '#spine/caseFileSchema.ts';
import type { Unit } from '#spine/measurement.ts';
import { coordinatesOf, type Coordinates } from './coordinates.ts';
import type { MeasuredAnnotation, SourceImage } from './exportSource.ts';
import { levelCode } from './levelCodes.ts';
import { parseRecord, printRecord, RECORD } from './record.ts';
import { CONCEPTS, kindCode, measuredCode, unitCode } from './reportCodes.ts';
import { trackingUid } from './trackingUid.ts';

const textItem = (name: Code, text: string): ContentItem => contentItem('CONTAINS', name, { type: 'TEXT', text });
const uidItems = (name: Code, uid: string | null): readonly ContentItem[] =>
  uid !== null && isUid(uid) ? [contentItem('CONTAINS', name, { type: 'UIDREF', uid })] : [];

/** The reader's words as a report may state them, and as it is read back: line ends stay; control and half characters go. */
export const plainText = (text: string): string => safeLines(text.toWellFormed());

/** A number that cannot be written is stated as not known. */
const stated = (value: number, unit: Unit) => (Number.isFinite(value) ? { value, unit: unitCode(unit) } : null);

const coordinateItem = (relationship: 'CONTAINS' | 'INFERRED FROM', coordinates: Coordinates): ContentItem => {
  const name = relationship === 'INFERRED FROM' ? null : coordinates.graphic === 'POINT' ? CONCEPTS.centre : CONCEPTS.path;
  if (coordinates.type === 'SCOORD3D') return contentItem(relationship, name, coordinates);
  const { type, graphic, data, image } = coordinates;
  return contentItem(relationship, name, { type, graphic, data }, [contentItem('SELECTED FROM', null, { type: 'IMAGE', image })]);
};

/** Identifiers that items of the group do not state; the rest of the annotation, exactly. */
function recordOf(annotation: Annotation, referred: string | null): unknown {
  const { on, ...rest } = annotation;
  const { seriesUid, sopInstanceUid, frame, sliceId, plane } = on;
  return {
    conus: 1,
    ...rest,
    on: {
      plane,
      ...(!isUid(seriesUid) && { seriesUid }),
      ...(frame !== null && !isUid(frame) && { frame }),
      ...(sopInstanceUid !== null && sopInstanceUid !== referred && !isUid(sopInstanceUid) && { sopInstanceUid }),
      slice: sliceSuffix(sliceId, sopInstanceUid),
    },
  };
}

/** What a slice's id has beyond its image's UID; a slice that is not the image's is kept whole. */
function sliceSuffix(sliceId: string | null, sopInstanceUid: string | null): { readonly suffix: string } | { readonly id: string | null } {
  if (sliceId === null || sopInstanceUid === null || !(sliceId === sopInstanceUid || sliceId.startsWith(`${sopInstanceUid}#`)))
    return { id: sliceId };
  return { suffix: sliceId.slice(sopInstanceUid.length) };
}

export function groupOf(
  { annotation, level, measurement }: MeasuredAnnotation,
  studyUid: string,
  images: ReadonlyMap<string, SourceImage>,
): ContentItem {
  const { id, kind, on } = annotation;
  const coordinates = coordinatesOf(annotation, images.get(on.sopInstanceUid ?? ''));
  const referred = coordinates?.type === 'SCOORD' ? on.sopInstanceUid : null;
  const comment = plainText(annotation.text);
  const inferred = coordinates ? [coordinateItem('INFERRED FROM', coordinates)] : [];
  return contentItem('CONTAINS', CONCEPTS.group, { type: 'CONTAINER', template: '1501' }, [
    contentItem('HAS OBS CONTEXT', CONCEPTS.trackingId, { type: 'TEXT', text: plainText(id) || 'annotation' }),
    contentItem('HAS OBS CONTEXT', CONCEPTS.trackingUid, { type: 'UIDREF', uid: trackingUid(studyUid, id) }),
    contentItem('CONTAINS', CONCEPTS.finding, { type: 'CODE', code: kindCode(kind) }),
    ...(level === null ? [] : [contentItem('HAS CONCEPT MOD', CONCEPTS.site, { type: 'CODE', code: levelCode(level) })]),
    // The first row is the result; the others are its parts and need no coordinates of their own.
    ...measurement.rows.map(({ label, value, unit }, index) =>
      contentItem('CONTAINS', measuredCode(label), { type: 'NUM', measured: stated(value, unit) }, index === 0 ? inferred : []),
    ),
    ...(coordinates && measurement.rows.length === 0 ? [coordinateItem('CONTAINS', coordinates)] : []),
    ...(measurement.grade === null ? [] : [textItem(CONCEPTS.grade, measurement.grade)]),
    ...measurement.warnings.map((warning) => textItem(CONCEPTS.warning, warning)),
    ...(comment === '' ? [] : [textItem(CONCEPTS.comment, comment)]),
    ...uidItems(CONCEPTS.seriesUid, on.seriesUid),
    ...uidItems(CONCEPTS.frameUid, on.frame),
    ...(on.sopInstanceUid === referred ? [] : uidItems(CONCEPTS.imageUid, on.sopInstanceUid)),
    textItem(RECORD, printRecord(recordOf(annotation, referred))),
  ]);
}

const recordSchema = v.object({
  on: v.object({
    plane: v.unknown(),
    seriesUid: v.optional(v.string()),
    frame: v.optional(v.string()),
    sopInstanceUid: v.optional(v.string()),
    slice: v.union([v.strictObject({ suffix: v.string() }), v.strictObject({ id: v.nullable(v.string()) })]),
  }),
});

export const everyItem = (item: ContentItem): readonly ContentItem[] => [item, ...item.children.flatMap(everyItem)];
export const textNamed = (group: ContentItem, name: Code): string | undefined =>
  group.children.flatMap((item) => (item.type === 'TEXT' && item.name && sameCode(item.name, name) ? item.text : []))[0];
const uidNamed = (group: ContentItem, name: Code): string | undefined =>
  group.children.flatMap((item) => (item.type === 'UIDREF' && item.name && sameCode(item.name, name) ? item.uid : []))[0];

/** Whether every coordinate that the group states is one of the annotation's own: somebody else may have changed the report since. */
function statesPointsOf(annotation: Annotation, items: readonly ContentItem[]): boolean {
  return items.every((item) => {
    if (item.type !== 'SCOORD' && item.type !== 'SCOORD3D') return true;
    const unbounded = { sopClassUid: '', seriesUid: '', rows: Infinity, columns: Infinity, spacingMm: null, modality: '' };
    const own = coordinatesOf(annotation, item.type === 'SCOORD' ? unbounded : undefined);
    return own?.type === item.type && own.data.length === item.data.length && own.data.every((value, index) => value === item.data[index]);
  });
}

/** The annotation of a group that this program wrote and nobody changed; null for any other group. */
export function annotationOf(group: ContentItem): Annotation | null {
  const record = parseRecord(textNamed(group, RECORD) ?? '');
  if (!v.is(recordSchema, record)) return null;
  const items = everyItem(group);
  const referred = items.flatMap((item) => (item.type === 'IMAGE' ? item.image.sopInstanceUid : []))[0];
  const { conus: _version, on, ...rest } = record as typeof record & Record<'conus', unknown>;
  const sopInstanceUid = referred ?? uidNamed(group, CONCEPTS.imageUid) ?? on.sopInstanceUid ?? null;
  const parsed = v.safeParse(annotationSchema, {
    ...rest,
    on: {
      plane: on.plane,
      seriesUid: uidNamed(group, CONCEPTS.seriesUid) ?? on.seriesUid,
      frame: uidNamed(group, CONCEPTS.frameUid) ?? on.frame ?? null,
      sopInstanceUid,
      sliceId: 'suffix' in on.slice ? `${sopInstanceUid ?? ''}${on.slice.suffix}` : on.slice.id,
    },
  });
  if (!parsed.success) return null;
  const annotation = parsed.output;
  return (textNamed(group, CONCEPTS.comment) ?? '') === plainText(annotation.text) && statesPointsOf(annotation, items) ? annotation : null;
}
