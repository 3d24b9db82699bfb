/**
 * Decides which slice is decoded next: first what a pane waits for, then what was asked for by name (thumbnails), then the plan.
 * Needs are asked for anew before every start, so a slice that scrolled by is not decoded ahead of the one on the screen.
 */
import type { Slice, SliceId, SourceId } from '#dicom/study.ts';
import { isProblem, type DecodedFrame, type Problem } from '#engine/decode/decodedFrame.ts';
import type { SliceDecoder } from './sliceDecoder.ts';
import type { PixelCache } from './pixelCache.ts';

export type Outcome = DecodedFrame | Problem;

export type Loader = {
  /** Starts what can be started now; call after needs have changed. */
  pump(): void;
  /** Replaces the background plan, nearest need first. */
  plan(order: readonly Slice[]): void;
  /** Resolves with the slice's pixels or the reason there are none; undefined when the study was closed meanwhile. */
  load(slice: Slice): Promise<Outcome | undefined>;
  /** Makes bytes available; slices that failed for want of good ones get another chance. */
  addSources(sources: ReadonlyMap<SourceId, Blob>): void;
  clear(): void;
};

export type LoaderParts = {
  readonly decoder: SliceDecoder;
  readonly cache: PixelCache;
  readonly capBytes: number;
  /** Slices that panes wait for, most urgent first. */
  readonly needs: () => Iterable<Slice>;
  readonly onArrived: (slice: Slice, outcome: Outcome) => void;
};

/** Urgent slices need not wait for the background's lanes, but starting hundreds for a reformat at once would hold up the page. */
const URGENT_LANES = 6;

/** Upper bound of a decoded slice's size. */
const decodedBytes = ({ pixels }: Slice): number =>
  pixels.rows * pixels.columns * pixels.samplesPerPixel * Math.max(1, pixels.bitsAllocated / 8);

/** As many of the plan as fit in the cache: decoding more would only push out what is nearer. */
export function fitting(order: readonly Slice[], capBytes: number): readonly Slice[] {
  let bytes = 0;
  return order.filter((slice) => (bytes += decodedBytes(slice)) <= capBytes);
}

export function createLoader({ decoder, cache, capBytes, needs, onArrived }: LoaderParts): Loader {
  const running = new Set<SliceId>();
  const asked = new Map<SliceId, { readonly slice: Slice; readonly settle: ((outcome: Outcome | undefined) => void)[] }>();
  const failed = new Map<SliceId, SourceId>();
  let planned: readonly Slice[] = [];
  let next = 0;
  let era = 0;
  const isOpen = (slice: Slice) => !cache.has(slice.id) && !running.has(slice.id);
  const nextInBackground = (): Slice | undefined => {
    for (const { slice } of asked.values()) if (isOpen(slice)) return slice;
    while (next < planned.length) {
      const slice = planned[next++] as Slice;
      if (isOpen(slice)) return slice;
    }
    return undefined;
  };
  const start = async (slice: Slice, isUrgent: boolean) => {
    const startedIn = era;
    running.add(slice.id);
    const outcome = await decoder.decode(slice, isUrgent);
    if (startedIn !== era) return;
    running.delete(slice.id);
    cache.put(slice.id, outcome);
    if (isProblem(outcome)) failed.set(slice.id, slice.source);
    const waiting = asked.get(slice.id);
    asked.delete(slice.id);
    onArrived(slice, outcome);
    waiting?.settle.forEach((settle) => settle(outcome));
    pump();
  };
  const pump = () => {
    for (const slice of needs()) if (isOpen(slice) && running.size < decoder.lanes + URGENT_LANES) void start(slice, true);
    while (running.size < decoder.lanes) {
      const slice = nextInBackground();
      if (!slice) return;
      void start(slice, false);
    }
  };
  return {
    pump,
    plan(order) {
      planned = fitting(order, capBytes);
      next = 0;
      pump();
    },
    load(slice) {
      const known = cache.get(slice.id);
      if (known) return Promise.resolve(known);
      return new Promise((settle) => {
        const entry = asked.get(slice.id) ?? { slice, settle: [] };
        entry.settle.push(settle);
        asked.set(slice.id, entry);
        pump();
      });
    },
    addSources(sources) {
      decoder.addSources(sources);
      for (const [id, source] of failed) {
        if (!sources.has(source)) continue;
        failed.delete(id);
        cache.forget(id);
      }
    },
    clear() {
      era += 1;
      planned = [];
      next = 0;
      running.clear();
      failed.clear();
      for (const { settle } of asked.values()) settle.forEach((tell) => tell(undefined));
      asked.clear();
    },
  };
}
