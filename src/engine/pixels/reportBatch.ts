/** Collects what was loaded and reports it a few times a second: a store update for each of a thousand slices would stall the page. */
import type { SliceId } from '#dicom/study.ts';

const DELAY_MS = 50;

export type LoadedBatch = {
  /** `reason` null: decoded. */
  add(id: SliceId, reason: string | null): void;
  clear(): void;
};

export function createLoadedBatch(report: (results: ReadonlyMap<SliceId, string | null>) => void): LoadedBatch {
  let results = new Map<SliceId, string | null>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => {
    timer = undefined;
    const ready = results;
    results = new Map();
    report(ready);
  };
  return {
    add(id, reason) {
      results.set(id, reason);
      timer ??= setTimeout(send, DELAY_MS);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      results.clear();
    },
  };
}
