import type { SeriesUid, Study, VoiWindow } from '#dicom/study.ts';
import type { SeriesWindow } from './view.ts';

type Windows = Readonly<Record<SeriesUid, SeriesWindow>>;

/**
 * Windows after the reader set `window` on one series. Linked series move by the same amount relative to their own initial window,
 * because absolute MR values are not comparable between series.
 */
export function linkedWindows(windows: Windows, seriesUid: SeriesUid, window: VoiWindow, linked: readonly SeriesUid[]): Windows {
  const before = windows[seriesUid];
  const initial = before?.initial ?? window;
  const next: Record<SeriesUid, SeriesWindow> = { ...windows, [seriesUid]: { window, initial } };
  const widthFactor = window.width / initial.width;
  const centerShift = (window.center - initial.center) / initial.width;
  for (const uid of linked) {
    const other = windows[uid];
    if (uid === seriesUid || !other) continue;
    const { initial: start } = other;
    next[uid] = { initial: start, window: { center: start.center + centerShift * start.width, width: start.width * widthFactor } };
  }
  return next;
}

/** The window that is `first` made wider by a factor, its centre moved by a share of `first`'s width. */
export const relativeWindow = (first: VoiWindow, widthFactor: number, centerShift: number): VoiWindow => ({
  width: first.width * widthFactor,
  center: first.center + first.width * centerShift,
});

/** Every series at the same window relative to its own first one. */
export const relativeWindows = (windows: Windows, widthFactor: number, centerShift: number): Windows =>
  Object.fromEntries(
    Object.entries(windows).map(([uid, { initial }]) => [uid, { initial, window: relativeWindow(initial, widthFactor, centerShift) }]),
  );

const middleOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * First window of every series: the median of its headers' windows, so that scrolling does not change brightness. Series still at
 * their first window get it anew as slices arrive; what the reader (or the engine, for series without one) has set stays.
 */
export function startingWindows(studies: readonly Study[], known: Windows): Windows {
  const next: Record<SeriesUid, SeriesWindow> = { ...known };
  for (const series of studies.flatMap((study) => study.series)) {
    const before = next[series.uid];
    const own = series.slices.flatMap((slice) => slice.frame.window ?? []).filter((window) => window.width > 0);
    if (own.length === 0 || (before && before.window !== before.initial)) continue;
    const window = { center: middleOf(own.map((each) => each.center)), width: middleOf(own.map((each) => each.width)) };
    if (before?.window.center !== window.center || before.window.width !== window.width) next[series.uid] = { window, initial: window };
  }
  return next;
}
