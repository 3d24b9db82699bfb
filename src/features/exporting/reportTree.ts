/** Levels and annotations as a Measurement Report (PS3.16 TID 1500): one measurement group (TID 1501) for each. */
import { contentItem, type ContentItem, type ImageReference, type Relationship } from '#dicom/contentItem.ts';
import type { Code } from '#dicom/code.ts';
import { DEVICE_UID, MANUFACTURER, MODEL } from '#dicom/write/envelope.ts';
import type { EvidenceImage } from '#dicom/write/evidence.ts';
import type { LevelSet } from '#spine/level.ts';
import { groupOf } from './annotationGroup.ts';
import type { ExportSource, SourceImage } from './exportSource.ts';
import { levelGroup } from './levelGroup.ts';
import { printRecord, RECORD } from './record.ts';
import { CONCEPTS, modalityCode, procedureCode } from './reportCodes.ts';

const code = (relationship: Relationship, name: Code, value: Code): ContentItem =>
  contentItem(relationship, name, { type: 'CODE', code: value });
const text = (relationship: Relationship, name: Code, value: string): ContentItem =>
  contentItem(relationship, name, { type: 'TEXT', text: value });

/** Who observed: the program, and the reader where a name is given (PS3.16 TID 1001). */
const observers = (person: string | null): readonly ContentItem[] => [
  ...(person === null
    ? []
    : [
        code('HAS OBS CONTEXT', CONCEPTS.observerType, CONCEPTS.person),
        contentItem('HAS OBS CONTEXT', CONCEPTS.personName, { type: 'PNAME', person }),
      ]),
  code('HAS OBS CONTEXT', CONCEPTS.observerType, CONCEPTS.device),
  contentItem('HAS OBS CONTEXT', CONCEPTS.deviceUid, { type: 'UIDREF', uid: DEVICE_UID }),
  text('HAS OBS CONTEXT', CONCEPTS.deviceName, MANUFACTURER),
  text('HAS OBS CONTEXT', CONCEPTS.deviceMaker, MANUFACTURER),
  text('HAS OBS CONTEXT', CONCEPTS.deviceModel, MODEL),
];

/** The images that the report speaks of, by modality (PS3.16 TID 1600). */
function library(images: readonly EvidenceImage[], modalityOf: (image: EvidenceImage) => string): ContentItem {
  const groups = [...Map.groupBy(images, modalityOf)].map(([modality, members]) =>
    contentItem('CONTAINS', CONCEPTS.libraryGroup, { type: 'CONTAINER' }, [
      code('HAS ACQ CONTEXT', CONCEPTS.modality, modalityCode(modality)),
      code('HAS ACQ CONTEXT', CONCEPTS.targetRegion, CONCEPTS.lumbarSpine),
      ...members.map(({ sopClassUid, sopInstanceUid }) =>
        contentItem('CONTAINS', null, { type: 'IMAGE', image: { sopClassUid, sopInstanceUid } }),
      ),
    ]),
  );
  return contentItem('CONTAINS', CONCEPTS.library, { type: 'CONTAINER', template: '1600' }, groups);
}

/** How levels were counted, in words and exactly. */
const numbering = ({ numbering: how, variant }: LevelSet): ContentItem =>
  text('CONTAINS', CONCEPTS.numbering, `${how}; ${variant.thoracic} thoracic and ${variant.lumbar} lumbar vertebrae`);

const imagesIn = (item: ContentItem): readonly ImageReference[] => [
  ...(item.type === 'IMAGE' ? [item.image] : []),
  ...item.children.flatMap(imagesIn),
];

function evidenceOf(groups: readonly ContentItem[], images: ReadonlyMap<string, SourceImage>): readonly EvidenceImage[] {
  const used = new Map(groups.flatMap(imagesIn).map((image) => [image.sopInstanceUid, image]));
  return [...used.values()].flatMap(({ sopClassUid, sopInstanceUid }) => {
    const image = images.get(sopInstanceUid);
    return image ? [{ sopClassUid, sopInstanceUid, seriesUid: image.seriesUid }] : [];
  });
}

/** The tree and the images it refers to. `person`: the reader's name, when it shall be stated. */
export function reportTree(
  { study, marks, measured, images }: Pick<ExportSource, 'study' | 'marks' | 'measured' | 'images'>,
  person: string | null,
): { readonly root: ContentItem; readonly evidence: readonly EvidenceImage[] } {
  const groups = [
    ...marks.levels.labels.map((label) => levelGroup(label, study.uid)),
    ...measured.map((each) => groupOf(each, study.uid, images)),
  ];
  const evidence = evidenceOf(groups, images);
  const modality = study.series[0]?.modality ?? '';
  const root = contentItem(null, CONCEPTS.report, { type: 'CONTAINER', template: '1500' }, [
    code('HAS CONCEPT MOD', CONCEPTS.language, CONCEPTS.english),
    ...observers(person),
    code('HAS CONCEPT MOD', CONCEPTS.procedure, procedureCode(modality)),
    ...(evidence.length > 0 ? [library(evidence, ({ sopInstanceUid }) => images.get(sopInstanceUid)?.modality ?? modality)] : []),
    contentItem('CONTAINS', CONCEPTS.measurements, { type: 'CONTAINER' }, groups),
    numbering(marks.levels),
    text('CONTAINS', RECORD, printRecord({ conus: 1, numbering: marks.levels.numbering, variant: marks.levels.variant })),
  ]);
  return { root, evidence };
}
