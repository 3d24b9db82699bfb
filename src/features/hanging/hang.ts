/** Which series goes on which plane when a study opens. Pure: headers in, pane contents out. */
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import { reformatFitness } from '#geometry/reformatFitness.ts';
import type { Series, Stack, Study, Weighting } from '#dicom/study.ts';
import type { PaneContent, PaneId } from '#store/view.ts';

/** What a pane asks for: the first weighting listed is best. */
type Role = {
  readonly pane: PaneId;
  readonly anatomical: AnatomicalPlane;
  readonly weightings: readonly Weighting[];
  readonly strict: boolean;
};

const ANY: readonly Weighting[] = ['T2', 'T2*', 'PD', 'T1', 'STIR', 'FLAIR', 'unknown', 'diffusion', 'derived', 'localizer'];

/** The hanging, as data. Strict roles stay empty rather than show another weighting. */
const ROLES: readonly Role[] = [
  { pane: 'sagittal', anatomical: 'sagittal', weightings: ANY, strict: false },
  { pane: 'axial', anatomical: 'axial', weightings: ANY, strict: false },
  { pane: 'coronal', anatomical: 'coronal', weightings: ANY, strict: false },
  { pane: 'sagittal-2', anatomical: 'sagittal', weightings: ['T1'], strict: true },
  { pane: 'sagittal-3', anatomical: 'sagittal', weightings: ['STIR'], strict: true },
];

/** Conventional 2D slices read better than thin overlapping ones of a 3D block; a handful of slices is too few to scroll. */
function quality(series: Series): number {
  const spacing = series.stacks[0]?.spacingMm ?? 0;
  const conventional = spacing >= 2 ? 10 : 0;
  const enough = series.slices.length >= 3 ? 20 : 0;
  return enough + conventional + Math.min(series.slices.length, 40) / 10;
}

/** The best acquired series for a role; undefined when the study has none. */
function bestSeries(study: Study, role: Role): Series | undefined {
  const rank = (series: Series): number => {
    const weight = role.weightings.indexOf(series.weighting);
    if (series.anatomical !== role.anatomical || weight < 0) return -1;
    return (role.weightings.length - weight) * 100 + quality(series);
  };
  const ranked = study.series.map((series) => ({ series, rank: rank(series) })).filter((each) => each.rank >= 0);
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.series;
}

const fitnessOf = (series: Series, stack: Stack) =>
  reformatFitness(
    stack.slices.flatMap((slice) => slice.frame.plane ?? []),
    series.stacks.length,
  );

export type ReformatOffer = { readonly content: PaneContent } | { readonly reason: string };

/** A reformat of one series into a plane, or why it cannot be made. */
export function reformatOf(series: Series, anatomical: AnatomicalPlane): ReformatOffer {
  const stack = series.stacks[0];
  if (!stack || stack.slices.some((slice) => !slice.frame.plane)) return { reason: 'its images have no geometry' };
  const fitness = fitnessOf(series, stack);
  if (!fitness.fit) return { reason: fitness.reason };
  return { content: { kind: 'reformat', seriesUid: series.uid, stackId: stack.id, anatomical, index: 0 } };
}

/** The best reformat into a plane: T2 first, then the finest spacing; or why none can be made. */
function bestReformat(study: Study, anatomical: AnatomicalPlane): PaneContent {
  const sources = study.series.filter(
    (series) =>
      series.anatomical && series.anatomical !== anatomical && series.weighting !== 'localizer' && series.weighting !== 'projection',
  );
  if (sources.length === 0) return { kind: 'empty', reason: `No ${anatomical} series, and none to reconstruct it from` };
  const order = sources.toSorted(
    (a, b) => ANY.indexOf(a.weighting) - ANY.indexOf(b.weighting) || (a.stacks[0]?.spacingMm ?? 99) - (b.stacks[0]?.spacingMm ?? 99),
  );
  const refusals: string[] = [];
  for (const series of order) {
    const offer = reformatOf(series, anatomical);
    if ('content' in offer) return offer.content;
    refusals.push(`${series.description || series.weighting}: ${offer.reason}`);
  }
  return { kind: 'empty', reason: `No ${anatomical} series, and it cannot be reconstructed. ${refusals[0]}` };
}

const middle = (series: Series): PaneContent => ({
  kind: 'acquired',
  seriesUid: series.uid,
  sliceId: series.slices[Math.floor((series.slices.length - 1) / 2)]!.id,
});

/**
 * Contents of every pane for a study. Before it is wholly indexed nothing is reconstructed, since slices are still arriving.
 * When nothing matches a plane by geometry (images without any), the first series fills the sagittal pane.
 */
export function hangStudy(study: Study, indexed: boolean): Partial<Record<PaneId, PaneContent>> {
  const contents: Partial<Record<PaneId, PaneContent>> = {};
  for (const role of ROLES) {
    const series = bestSeries(study, role);
    if (series) contents[role.pane] = middle(series);
    else if (role.strict) contents[role.pane] = { kind: 'empty', reason: `No ${role.anatomical} ${role.weightings[0]} in this study` };
    else contents[role.pane] = indexed ? bestReformat(study, role.anatomical) : { kind: 'empty', reason: 'Reading headers' };
  }
  const shown = Object.values(contents).some((content) => content.kind === 'acquired');
  const first = study.series.find((series) => series.slices.length > 0);
  if (!shown && first) contents.sagittal = middle(first);
  return contents;
}

/** Whether enough is known to put up planes before every header is read: a sagittal T2 of a few slices is there. */
export function readyToHang(study: Study): boolean {
  const sagittal = bestSeries(study, ROLES[0]!);
  return sagittal?.weighting === 'T2' && sagittal.slices.length >= 3;
}
