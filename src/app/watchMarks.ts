/** Watches the store for the moments that contract.md marks in the browser's User Timing. */
import { paneView } from '#store/paneView.ts';
import { activeStudy, loadTotals } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { visiblePanes } from '#store/view.ts';
import { allMarked, isMarked, mark } from './marks.ts';

function observe(state: Store): void {
  if (!isMarked('conus:open') || !activeStudy(state)) return;
  const shown = visiblePanes(state)
    .map((id) => ({ id, view: paneView(state, id) }))
    .filter(({ view }) => view.stop);
  const isDrawn = ({ id, view }: (typeof shown)[number]): boolean => state.drawn[id]?.key === view.stop?.key;
  if (shown.some((each) => isDrawn(each) && !state.drawn[each.id]?.problem)) mark('conus:first-image');
  if (!state.indexed) return;
  mark('conus:study-indexed');
  if (shown.every(isDrawn)) mark('conus:all-planes');
  const { total, loaded, failed } = loadTotals(state);
  if (loaded + failed >= total) mark('conus:study-loaded');
}

let wanted = false;

/** For as long as the page lives. */
export function watchMarks(): void {
  useStore.subscribe((state, before) => {
    if (allMarked()) return;
    const drewSomething = state.drawn !== before.drawn;
    if (drewSomething || state.indexed !== before.indexed) observe(state);
    else if (!wanted) {
      wanted = true;
      queueMicrotask(() => {
        wanted = false;
        observe(useStore.getState());
      });
    }
  });
}
