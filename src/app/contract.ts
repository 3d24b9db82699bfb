/** What contract.md promises to tests, benchmarks and pages that embed Conus: page marks and the read-only `window.conus`. */
import { canvasPoint, patientPoint } from '#geometry/points.ts';
import { shallow } from 'zustand/shallow';
import { fittingPxPerMm, paneView, shownPxPerMm, toCanvas, toPatient } from '#store/paneView.ts';
import { activeStudy, loadTotals } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { ALL_PANES, visiblePanes, type PaneId } from '#store/view.ts';

type Xyz = { readonly x: number; readonly y: number; readonly z: number };

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
    window: series ? (state.windows[series.uid]?.window ?? null) : null,
    inverted: series ? (state.inverted[series.uid] ?? false) : false,
    zoom: view.shape ? shownPxPerMm(view) / fittingPxPerMm(view) : null,
  };
}

function snapshot() {
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
    levels: [],
    annotations: [],
    findings: [],
    problems: [
      ...state.skipped.map(({ sourceName, reason }) => ({ kind: 'skipped', name: sourceName, reason })),
      ...Object.entries(state.failedSlices).map(([name, reason]) => ({ kind: 'slice', name, reason })),
      ...state.notices.map(({ id, text }) => ({ kind: 'notice', name: id, reason: text })),
    ],
  };
}

const viewOf = (plane: string) => {
  const id = ALL_PANES.find((each) => each === plane);
  return id && paneView(useStore.getState(), id);
};

const conus = Object.freeze({
  version: __CONUS_VERSION__,
  snapshot: () => structuredClone(snapshot()),
  /** Patient mm -> CSS pixels of the plane's region, along the plane's normal; null without geometry. */
  toCanvas(plane: string, { x, y, z }: Xyz) {
    const view = viewOf(plane);
    const at = view && toCanvas(view, patientPoint(x, y, z));
    return at ? { x: at.x, y: at.y } : null;
  },
  /** CSS pixels of the plane's region -> patient mm on the shown slice; null without geometry. */
  toPatient(plane: string, { x, y }: { readonly x: number; readonly y: number }) {
    const view = viewOf(plane);
    const p = view && toPatient(view, canvasPoint(x, y));
    return p ? { x: p.x, y: p.y, z: p.z } : null;
  },
});

declare global {
  const __CONUS_VERSION__: string;
  interface Window {
    readonly conus: typeof conus;
  }
}

function progressOf(state: Store): number {
  if (state.phase === 'empty') return 0;
  const { found, read } = state.progress;
  if (!state.indexed) return found ? (0.5 * read) / found : 0;
  const { total, loaded, failed } = loadTotals(state);
  return total ? 0.5 + (0.5 * (loaded + failed)) / total : 1;
}

/** Puts the contract on the page and keeps its marks true. */
export function publishContract(): () => void {
  Object.defineProperty(window, 'conus', { value: conus, writable: false, configurable: true });
  const { dataset } = document.documentElement;
  const update = (state: Store) => {
    dataset['study'] = state.phase;
    dataset['studyProgress'] = progressOf(state).toFixed(3);
  };
  update(useStore.getState());
  const parts = (state: Store) => [state.phase, state.progress, state.indexed, state.loadedCount, state.failedSlices] as const;
  return useStore.subscribe(parts, () => update(useStore.getState()), { equalityFn: shallow });
}
