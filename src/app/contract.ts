/** What contract.md promises to tests, benchmarks and pages that embed Conus: page marks and the read-only `window.conus`. */
import { shallow } from 'zustand/shallow';
import { loadTotals } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import type { ReadingFacts } from './contractReading.ts';

export type Xy = { readonly x: number; readonly y: number };
export type Xyz = Xy & { readonly z: number };

/** What the page says of studies before the first one is opened. */
const NOTHING_OPEN = { study: null, planes: [], cursor: null, levels: [], annotations: [], findings: [] };

let reading: ReadingFacts | null = null;
export const setReadingFacts = (facts: ReadingFacts): void => {
  reading = facts;
};

function snapshot() {
  const { layout, skipped, failedSlices, notices } = useStore.getState();
  const facts: ReturnType<ReadingFacts['studyFacts']> = reading ? reading.studyFacts() : { ...NOTHING_OPEN, layout };
  return {
    ...facts,
    problems: [
      ...skipped.map(({ sourceName, reason }) => ({ kind: 'skipped', name: sourceName, reason })),
      ...Object.entries(failedSlices).map(([name, reason]) => ({ kind: 'slice', name, reason })),
      ...notices.map(({ id, text }) => ({ kind: 'notice', name: id, reason: text })),
    ],
  };
}

const conus = Object.freeze({
  version: __CONUS_VERSION__,
  snapshot: () => structuredClone(snapshot()),
  /** Patient mm -> CSS pixels of the plane's region, along the plane's normal; null without geometry. */
  toCanvas: (plane: string, point: Xyz): Xy | null => reading?.toCanvas(plane, point) ?? null,
  /** CSS pixels of the plane's region -> patient mm on the shown slice; null without geometry. */
  toPatient: (plane: string, at: Xy): Xyz | null => reading?.toPatient(plane, at) ?? null,
  /** The bytes that the export command saves; rejects with the reason a person would be shown. */
  exportFile: async (kind: string) => (await import('./exports.ts')).exportFile(kind),
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
  const parts = (state: Store) => [state.phase, state.progress, state.indexed, state.decodedSlices, state.failedSlices] as const;
  return useStore.subscribe(parts, () => update(useStore.getState()), { equalityFn: shallow });
}
