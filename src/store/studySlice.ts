import type { StateCreator } from 'zustand';
import type { Instance, Series, SliceId, Study, StudyUid, Unreadable } from '#dicom/study.ts';
import { NO_MARKS_STATE } from './marksSlice.ts';
import type { Store } from './store.ts';
import { startingWindows } from './windows.ts';

export type IntakeProgress = { readonly found: number; readonly read: number; readonly finding: boolean };
/** empty: home; opening: headers are read, nothing shown yet; reading: a study is on the screen; failed: nothing could be opened. */
export type Phase = 'empty' | 'opening' | 'reading' | 'failed';

export type StudyState = {
  readonly phase: Phase;
  readonly progress: IntakeProgress;
  readonly indexed: boolean;
  readonly instances: readonly Instance[];
  readonly studies: readonly Study[];
  readonly skipped: readonly Unreadable[];
  readonly studyUid: StudyUid | null;
  /** Slices decoded at least once, by id. */
  readonly decodedSlices: Readonly<Record<SliceId, true>>;
  readonly failedSlices: Readonly<Record<SliceId, string>>;
};

export type StudyActions = {
  beginOpening(): void;
  setProgress(progress: IntakeProgress): void;
  /** All instances read so far and what they make up. */
  setInstances(instances: readonly Instance[], studies: readonly Study[]): void;
  addSkipped(batch: readonly Unreadable[]): void;
  /** Every header is read; `duplicates` were read but are not shown. */
  finishIndexing(duplicates: readonly Unreadable[]): void;
  failOpening(): void;
  chooseStudy(uid: StudyUid): void;
  /** Slices decoded (null) or failed (reason). */
  addLoaded(results: ReadonlyMap<SliceId, string | null>): void;
  closeStudy(): void;
};

const NO_STUDY: StudyState = {
  phase: 'empty',
  progress: { found: 0, read: 0, finding: false },
  indexed: false,
  instances: [],
  studies: [],
  skipped: [],
  studyUid: null,
  decodedSlices: {},
  failedSlices: {},
};

export const activeStudy = (state: Pick<StudyState, 'studies' | 'studyUid'>): Study | undefined =>
  state.studies.find((study) => study.uid === state.studyUid);

type Loads = Pick<StudyState, 'decodedSlices' | 'failedSlices'>;

/** How many of a series' slices are decoded and how many cannot be. */
export function seriesLoads({ slices }: Series, { decodedSlices, failedSlices }: Loads) {
  return {
    total: slices.length,
    loaded: slices.filter(({ id }) => id in decodedSlices).length,
    failed: slices.filter(({ id }) => id in failedSlices).length,
  };
}

/** The same over the whole study: what "112/112 loaded" says. */
export function loadTotals(state: Loads & Pick<StudyState, 'studies' | 'studyUid'>) {
  const loads = (activeStudy(state)?.series ?? []).map((series) => seriesLoads(series, state));
  const sum = (of: (each: (typeof loads)[number]) => number): number => loads.reduce((all, each) => all + of(each), 0);
  return { total: sum((each) => each.total), loaded: sum((each) => each.loaded), failed: sum((each) => each.failed) };
}

export const createStudySlice: StateCreator<Store, [['zustand/subscribeWithSelector', never]], [], StudyState & StudyActions> = (set) => ({
  ...NO_STUDY,
  beginOpening: () =>
    set((state) => ({
      ...NO_STUDY,
      ...NO_MARKS_STATE,
      ...state.freshView(),
      phase: 'opening',
      progress: { found: 0, read: 0, finding: true },
    })),
  setProgress: (progress) => set({ progress }),
  setInstances: (instances, studies) => set((state) => ({ instances, studies, windows: startingWindows(studies, state.windows) })),
  addSkipped: (batch) => set((state) => ({ skipped: [...state.skipped, ...batch] })),
  finishIndexing: (duplicates) =>
    set((state) => ({ indexed: true, skipped: [...state.skipped, ...duplicates], progress: { ...state.progress, finding: false } })),
  failOpening: () => set({ phase: 'failed' }),
  chooseStudy: (studyUid) =>
    set((state) => ({
      ...state.freshView(),
      // Choosing the open study again shows it afresh; what was made on it stays.
      ...(state.studyUid === studyUid ? {} : NO_MARKS_STATE),
      windows: startingWindows(state.studies, {}),
      studyUid,
      phase: 'reading',
    })),
  addLoaded: (results) =>
    set((state) => {
      const decodedSlices = { ...state.decodedSlices };
      const failedSlices = { ...state.failedSlices };
      for (const [id, reason] of results) {
        if (reason === null) {
          decodedSlices[id] = true;
          delete failedSlices[id];
        } else failedSlices[id] = reason;
      }
      return { decodedSlices, failedSlices };
    }),
  closeStudy: () => set((state) => ({ ...NO_STUDY, ...NO_MARKS_STATE, ...state.freshView() })),
});
