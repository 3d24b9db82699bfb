import type { EvidenceImage } from '#dicom/write/evidence.ts';
import { writeKeyObjects, type SelectionTitle } from '#dicom/write/keyObjects.ts';
import type { Series } from '#dicom/study.ts';
import type { KeyImage } from '#spine/marks.ts';
import { plainText } from './annotationGroup.ts';
import type { ExportSource } from './exportSource.ts';

/** "T2 SAG, image 8 of 15": what a reader calls an image. */
function nameOf(image: KeyImage, series: Series | undefined): string {
  const slices = series?.slices ?? [];
  const index = slices.findIndex(({ sopInstanceUid }) => sopInstanceUid === image.sopInstanceUid);
  const title = series?.description || series?.weighting || 'Series';
  return index < 0 ? title : `${title}, image ${index + 1} of ${slices.length}`;
}

/**
 * The key images as a Key Object Selection, captions line by line in their order. Images that are no file of the study (reconstructions) cannot be
 * referred to; null when that leaves none.
 */
export function keyObjects({ study, marks, images, subject, issue }: ExportSource, title: SelectionTitle): Uint8Array<ArrayBuffer> | null {
  const chosen = marks.keyImages.flatMap((key) => {
    const image = images.get(key.sopInstanceUid ?? '');
    if (!image || key.sopInstanceUid === null) return [];
    const reference: EvidenceImage = { sopClassUid: image.sopClassUid, sopInstanceUid: key.sopInstanceUid, seriesUid: image.seriesUid };
    const name = nameOf(
      key,
      study.series.find(({ uid }) => uid === image.seriesUid),
    );
    return [{ reference, line: [name, plainText(key.caption).replaceAll('\n', ' ')].filter(Boolean).join(': ') }];
  });
  if (chosen.length === 0) return null;
  const once = new Map(chosen.map(({ reference }) => [reference.sopInstanceUid, reference]));
  return writeKeyObjects({ subject, issue, title, images: [...once.values()], description: chosen.map(({ line }) => line).join('\n') });
}
