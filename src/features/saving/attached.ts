import type { Study } from '#dicom/study.ts';
import type { Marks } from '#spine/marks.ts';

/** Annotations and key images on images that are not among those opened: kept and saved, not shown. */
export function countAway(study: Study, { annotations, keyImages }: Marks): number {
  const here = new Set<string>(study.series.flatMap(({ slices }) => slices.map((slice) => slice.sopInstanceUid)));
  const uids = [...annotations.map(({ on }) => on.sopInstanceUid), ...keyImages.map((image) => image.sopInstanceUid)];
  return uids.filter((uid) => uid !== null && !here.has(uid)).length;
}
