import { nearestSlice } from '#geometry/nearest.ts';
import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import type { Series, Study } from '#dicom/study.ts';
import { STEP_WINDOWS, type CaseReveal } from '#spine/teachingCase.ts';
import { activeStudy } from '#store/studySlice.ts';
import { frameKey } from '#store/stops.ts';
import { useStore } from '#store/store.ts';
import type { PaneId } from '#store/view.ts';

type Step = CaseReveal['steps'][number];
const PLANES = ['sagittal', 'axial', 'coronal'] as const;

/**
 * The series of this weighting in this plane that shows the point best: one with a slice there, rather angled to the discs in blocks
 * than straight, rather with many slices than few.
 */
function seriesFor(study: Study, weighting: string, plane: (typeof PLANES)[number], point: PatientPoint): Series | undefined {
  const fits = study.series.filter((series) => series.weighting === weighting && series.anatomical === plane);
  const rank = (series: Series): number => {
    const planes = series.slices.map((slice) => slice.frame.plane);
    const holds = nearestSlice(planes, point)?.outside === false;
    return (holds ? 1e6 : 0) + series.stacks.length * 1e3 + series.slices.length;
  };
  return fits.toSorted((a, b) => rank(b) - rank(a))[0];
}

function showSeries(study: Study, pane: PaneId, series: Series | undefined): void {
  const { panes, showOnPane } = useStore.getState();
  const { content } = panes[pane];
  const already = content.kind === 'acquired' && content.seriesUid === series?.uid;
  if (series && !already) showOnPane(pane, { kind: 'acquired', seriesUid: series.uid, sliceId: series.slices[0]!.id });
}

/** Brings the three planes to what the step shows: series, point and window. The reader scrolls on from there. */
export function showStep(step: Step): void {
  const study = activeStudy(useStore.getState());
  const first = study?.series[0]?.slices[0];
  if (!study || !first) return;
  const { x, y, z, frameOfReferenceUid } = step.at;
  const point = patientPoint(x, y, z);
  const { activePane } = useStore.getState();
  for (const plane of PLANES) {
    const weighting = step.planes[plane];
    if (weighting) showSeries(study, plane, seriesFor(study, weighting, plane, point));
  }
  // Keys go on working where the reader left them.
  useStore.getState().setActivePane(activePane);
  useStore.getState().goTo(point, frameOfReferenceUid ?? frameKey(first));
  const { widthFactor, centerShift } = STEP_WINDOWS[step.window];
  useStore.getState().windowAll(widthFactor, centerShift);
}
