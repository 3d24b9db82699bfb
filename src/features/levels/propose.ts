/** Fills the gaps between a reader's labels with proposals. */
import type { Slice, Study } from '#dicom/study.ts';
import type { LevelKind, LevelSet } from '#spine/level.ts';
import { namesBetween } from '#spine/levelNames.ts';
import { orderedLabels, withProposals } from '#spine/levels.ts';
import { newId } from '#spine/newId.ts';
import { proposeLevels, type Proposal } from '#spine/proposeLevels.ts';
import { sagittalImage } from './sagittalImage.ts';

/** Output values of a decoded slice, row by row; null when it is not there. */
export type ValuesOf = (slice: Slice) => { readonly values: ArrayLike<number> } | null;

export type Proposed = {
  readonly levels: LevelSet;
  /** Why some gap could not be filled, for a reader; null when none is left. */
  readonly problem: string | null;
};

/** Proposals of `kind` for every gap between neighbouring accepted labels of a frame, in place of the former ones. */
export function proposeGaps(set: LevelSet, kind: LevelKind, frame: string, study: Study | undefined, valuesOf: ValuesOf): Proposed {
  const accepted = orderedLabels(set, frame).filter((label) => label.accepted);
  const proposals: Proposal[] = [];
  let problem: string | null = null;
  accepted.slice(1).forEach((lower, before) => {
    const upper = accepted[before]!;
    if (namesBetween(upper.name, lower.name, kind, set.variant).length === 0) return;
    const image = sagittalImage(study, frame, [upper.point, lower.point], (slice) => valuesOf(slice) !== null);
    const found =
      image && proposeLevels(image.plane, { values: valuesOf(image.slice)!.values, marrow: image.marrow }, upper, lower, kind, set.variant);
    if (found && found.length > 0) proposals.push(...found);
    else
      problem = image
        ? `${upper.name} and ${lower.name} lie too close together for the levels between them. Check their names.`
        : `The levels between ${upper.name} and ${lower.name} are not proposed: no loaded sagittal image shows both. Click them one by one.`;
  });
  return { levels: withProposals(set, frame, proposals, newId), problem };
}
