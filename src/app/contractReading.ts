/** The part of contract.md that needs an open study; the session's code brings it, so that the home page stays light. */
import { annotationFacts } from '#features/annotating/index.ts';
import { levelFacts } from '#features/levels/index.ts';
import { canvasPoint, patientPoint } from '#geometry/points.ts';
import { levelOfPane } from '#store/levels.ts';
import { fittingPxPerMm, paneView, shownPxPerMm, toCanvas, toPatient } from '#store/paneView.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { ALL_PANES, visiblePanes, type PaneId } from '#store/view.ts';
import { setReadingFacts, type Xy, type Xyz } from './contract.ts';

function planeFacts(state: Store, id: PaneId) {
  const view = paneView(state, id);
  const { stop, series } = view;
  return {
    plane: id,
    seriesUid: series?.uid ?? null,
    sopUid: stop?.slice?.sopInstanceUid ?? null,
    slice: stop ? view.index + 1 : null,
    slices: view.stops.length,
    kind: stop ? (stop.slice ? 'acquired' : 'reconstructed') : null,
    linked: view.linked,
    level: levelOfPane(state, view)?.name ?? null,
    window: series ? (state.windows[series.uid]?.window ?? null) : null,
    inverted: series ? (state.inverted[series.uid] ?? false) : false,
    zoom: view.shape ? shownPxPerMm(view) / fittingPxPerMm(view) : null,
  };
}

function studyFacts() {
  const state = useStore.getState();
  const study = activeStudy(state);
  const { cursor } = state;
  return {
    study: study
      ? {
          uid: study.uid,
          patient: study.patient,
          date: study.date,
          description: study.description,
          series: study.series.map(({ uid, number, description, weighting, anatomical, slices, stacks }) => ({
            uid,
            number: number ?? null,
            description,
            weighting,
            anatomical: anatomical ?? null,
            slices: slices.map((slice) => slice.sopInstanceUid),
            stacks: stacks.map((stack) => stack.slices.length),
          })),
        }
      : null,
    layout: state.layout,
    planes: visiblePanes(state).map((id) => planeFacts(state, id)),
    cursor: cursor ? { x: cursor.point.x, y: cursor.point.y, z: cursor.point.z, frameOfReferenceUid: cursor.frame } : null,
    levels: levelFacts(state),
    annotations: annotationFacts(state),
    findings: [],
  };
}

const viewOf = (plane: string) => {
  const id = ALL_PANES.find((each) => each === plane);
  return id && paneView(useStore.getState(), id);
};

const readingFacts = {
  studyFacts,
  toCanvas(plane: string, { x, y, z }: Xyz): Xy | null {
    const view = viewOf(plane);
    const at = view && toCanvas(view, patientPoint(x, y, z));
    return at ? { x: at.x, y: at.y } : null;
  },
  toPatient(plane: string, { x, y }: Xy): Xyz | null {
    const view = viewOf(plane);
    const p = view && toPatient(view, canvasPoint(x, y));
    return p ? { x: p.x, y: p.y, z: p.z } : null;
  },
};
export type ReadingFacts = typeof readingFacts;

/** Makes `window.conus` answer for the open study. */
export const publishReading = (): void => setReadingFacts(readingFacts);
