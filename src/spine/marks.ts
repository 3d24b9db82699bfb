/** Everything a reader made on one study, as one immutable document: what undo steps through, the journal saves and a CaseFile carries. */
import type { StudyUid } from '#dicom/study.ts';
import type { Annotation } from './annotation.ts';
import type { LevelSet } from './level.ts';

/** A view worth keeping, with the reader's caption. `view` is the token of the exact view (features/linking). */
export type KeyImage = {
  readonly id: string;
  readonly revision: number;
  readonly caption: string;
  readonly view: string;
  /** The image the view was of; null when it was a reconstruction. */
  readonly sopInstanceUid: string | null;
  readonly seriesUid: string;
  readonly changedAt: number;
};

export type Marks = {
  readonly levels: LevelSet;
  readonly annotations: readonly Annotation[];
  readonly keyImages: readonly KeyImage[];
};

export const NO_MARKS: Marks = {
  levels: { labels: [], numbering: 'assumed: lowest mobile disc is L5/S1', variant: { thoracic: 12, lumbar: 5 } },
  annotations: [],
  keyImages: [],
};

/** The versioned document of everything a reader made (never pixels). Validated at every edge. */
export type CaseFile = { readonly conus: 1; readonly studyUid: StudyUid; readonly savedAt: number; readonly marks: Marks };
