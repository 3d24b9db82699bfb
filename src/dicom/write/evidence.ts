import type { ImageReference } from '../contentItem.ts';
import { sopReference } from './content.ts';
import type { DataSet } from './dataSet.ts';

/** An image that an object speaks of, with the series it is in. */
export type EvidenceImage = ImageReference & { readonly seriesUid: string };

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] => [
  ...Map.groupBy(items, keyOf),
];

/** Each image once, whatever frames of it are meant. */
const once = (images: readonly EvidenceImage[]): readonly EvidenceImage[] =>
  grouped(images, (image) => image.sopInstanceUid).map(([, [first]]) => first!);

/** Items of Current Requested Procedure Evidence Sequence (PS3.3 section C.17.2): one study, its series, their images. */
export const evidenceItems = (studyUid: string, images: readonly EvidenceImage[]): readonly DataSet[] => [
  {
    StudyInstanceUID: studyUid,
    ReferencedSeriesSequence: grouped(once(images), (image) => image.seriesUid).map(([seriesUid, members]) => ({
      SeriesInstanceUID: seriesUid,
      ReferencedSOPSequence: members.map(({ sopClassUid, sopInstanceUid }) => sopReference({ sopClassUid, sopInstanceUid })),
    })),
  },
];

/** Items of Referenced Series Sequence of a presentation state (PS3.3 section C.11.11): as above, with the frames that are meant. */
export const referencedSeriesItems = (images: readonly EvidenceImage[]): readonly DataSet[] =>
  grouped(images, (image) => image.seriesUid).map(([seriesUid, members]) => ({
    SeriesInstanceUID: seriesUid,
    ReferencedImageSequence: imageItems(members),
  }));

/** One item for each image; all its frames that are meant are values of one Referenced Frame Number. */
export const imageItems = (images: readonly ImageReference[]): readonly DataSet[] =>
  grouped(images, (image) => image.sopInstanceUid).map(([, members]) => {
    const frames = members.flatMap(({ frame }) => frame ?? []);
    return {
      ...sopReference(members[0]!),
      ReferencedFrameNumber: frames.length > 0 ? [...new Set(frames)].toSorted((a, b) => a - b) : undefined,
    };
  });
