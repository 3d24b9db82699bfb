import type { Instance } from '#dicom/study.ts';
import type { SourceImage } from './exportSource.ts';

/** What exports need to know of each image, by SOP Instance UID. */
export const imagesOf = (instances: readonly Instance[]): ReadonlyMap<string, SourceImage> =>
  new Map(
    instances.map(({ sopInstanceUid, sopClassUid, seriesUid, modality, pixels, frames }) => [
      sopInstanceUid,
      { sopClassUid, seriesUid, modality, rows: pixels.rows, columns: pixels.columns, spacingMm: frames[0]?.spacingMm ?? null },
    ]),
  );
