/** Names of levels and the labels a reader (or a proposal) puts on them. Points, so that they show on every linked series in every plane. */
import type { PatientPoint } from '#geometry/points.ts';

export type LevelKind = 'vertebra' | 'disc';

/** A vertebra ("L4", "S1", "T13", "L6") or a disc by its neighbours ("L4/5", "T12/L1", "L5/S1", "L5/6"). */
export type LevelName = string;

/** How the numbering was arrived at; a report states it (handbook product, "Level numbering has provenance"). */
export type Numbering = 'counted from C2' | 'assumed: lowest mobile disc is L5/S1' | 'counted from the sacrum' | 'reader';

/** Variants of the usual 7 cervical, 12 thoracic, 5 lumbar, 5 sacral vertebrae. */
export type Variant = {
  /** 11..13 */
  readonly thoracic: number;
  /** 4..6 */
  readonly lumbar: number;
};

export type LevelLabel = {
  readonly id: string;
  /** Rises with every change of this label; two tabs merge by id and revision. */
  readonly revision: number;
  readonly kind: LevelKind;
  readonly name: LevelName;
  /** Centre of the vertebral body or disc. */
  readonly point: PatientPoint;
  /** Key of the coordinate system the point lies in (Frame of Reference UID). */
  readonly frame: string;
  /** False: proposed by the program and not yet accepted by the reader. */
  readonly accepted: boolean;
};

export type LevelSet = {
  readonly labels: readonly LevelLabel[];
  readonly numbering: Numbering;
  readonly variant: Variant;
};
