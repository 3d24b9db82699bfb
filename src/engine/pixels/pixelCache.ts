/** Decoded pixels by slice, up to a number of bytes; failures are remembered with their reason. */
import type { SliceId } from '#dicom/study.ts';
import { isProblem, type DecodedFrame, type Problem } from '#engine/decode/decodedFrame.ts';

export type PixelCache = {
  /** What is known of a slice, and marks it as used just now. */
  get(id: SliceId): DecodedFrame | Problem | undefined;
  has(id: SliceId): boolean;
  /** Holds the outcome; the longest unused slices make room unless `isNeeded` says otherwise. */
  put(id: SliceId, outcome: DecodedFrame | Problem): void;
  forget(id: SliceId): void;
  bytes(): number;
  clear(): void;
};

const sizeOf = (outcome: DecodedFrame | Problem): number => (isProblem(outcome) ? 0 : outcome.values.byteLength);

/** `isNeeded` protects slices on the screen: they stay even when they alone exceed `capBytes`. */
export function createPixelCache(capBytes: number, isNeeded: (id: SliceId) => boolean): PixelCache {
  // A Map keeps insertion order, so its first key is the longest unused.
  const held = new Map<SliceId, DecodedFrame | Problem>();
  let bytes = 0;
  const forget = (id: SliceId) => {
    const outcome = held.get(id);
    if (outcome && held.delete(id)) bytes -= sizeOf(outcome);
  };
  const makeRoom = () => {
    for (const [id, outcome] of held) {
      if (bytes <= capBytes) return;
      if (!isProblem(outcome) && !isNeeded(id)) forget(id);
    }
  };
  return {
    get(id) {
      const outcome = held.get(id);
      if (outcome && held.delete(id)) held.set(id, outcome);
      return outcome;
    },
    has: (id) => held.has(id),
    put(id, outcome) {
      forget(id);
      held.set(id, outcome);
      bytes += sizeOf(outcome);
      makeRoom();
    },
    forget,
    bytes: () => bytes,
    clear() {
      held.clear();
      bytes = 0;
    },
  };
}
