import type { StateCreator } from 'zustand';
import type { Instance, SeriesUid, Series, SliceId, Study, StudyUid, Unreadable } from '#dicom/study.ts';
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
  readonly loadedCount: Readonly<Record<SeriesUid, number>>;
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
  loadedCount: {},
  failedSlices: {},
};

export const activeStudy = (state: Pick<StudyState, 'studies' | 'studyUid'>): Study | undefined =>
  state.studies.find((study) => study.uid === state.studyUid);

/** Slices decoded or failed, and all there are: what "112/112 loaded" says. */
export function loadTotals(state: Pick<StudyState, 'studies' | 'studyUid' | 'loadedCount' | 'failedSlices'>) {
  const series: readonly Series[] = activeStudy(state)?.series ?? [];
  const total = series.reduce((sum, each) => sum + each.slices.length, 0);
  const loaded = series.reduce((sum, each) => sum + (state.loadedCount[each.uid] ?? 0), 0);
  return { total, loaded, failed: Object.keys(state.failedSlices).length };
}

/** A file's SOP Instance UID is the part of the slice id before `#frame`. */
function countLoaded(state: Store, results: ReadonlyMap<SliceId, string | null>): Record<SeriesUid, number> {
  const counts: Record<SeriesUid, number> = { ...state.loadedCount };
  for (const series of activeStudy(state)?.series ?? [])
    for (const slice of series.slices) if (results.get(slice.id) === null) counts[series.uid] = (counts[series.uid] ?? 0) + 1;
  return counts;
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
      const failures = [...results].filter((entry): entry is [SliceId, string] => entry[1] !== null);
      return {
        loadedCount: countLoaded(state, results),
        failedSlices: failures.length ? { ...state.failedSlices, ...Object.fromEntries(failures) } : state.failedSlices,
      };
    }),
  closeStudy: () => set((state) => ({ ...NO_STUDY, ...NO_MARKS_STATE, ...state.freshView() })),
});
