import type { Series, Slice } from '#dicom/study.ts';
import { paneView } from '#store/paneView.ts';
import { activeStudy } from '#store/studySlice.ts';
import type { Store } from '#store/store.ts';
import { visiblePanes } from '#store/view.ts';

/** Slices of a series from the shown one outwards. */
function outward(series: Series, from: number): readonly Slice[] {
  const at = Math.max(0, from);
  return series.slices
    .map((slice, index) => ({ slice, away: Math.abs(index - at) }))
    .toSorted((a, b) => a.away - b.away)
    .map((each) => each.slice);
}

/** Every slice of the study: visible planes first, interleaved outward from what they show, then the other series in rail order. */
export function prefetchOrder(state: Store): readonly Slice[] {
  const shown = visiblePanes(state).flatMap((id) => {
    const view = paneView(state, id);
    return view.series ? [view.stop?.slice ? outward(view.series, view.index) : (view.stack?.slices ?? [])] : [];
  });
  const longest = Math.max(0, ...shown.map((slices) => slices.length));
  const interleaved = Array.from({ length: longest }, (_, index) => shown.flatMap((slices) => slices[index] ?? [])).flat();
  const rest = activeStudy(state)?.series.flatMap((series) => series.slices) ?? [];
  return [...new Set([...interleaved, ...rest])];
}
