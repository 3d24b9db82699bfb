/** The times that contract.md promises, in the browser's own User Timing. */
import { activeStudy, loadTotals } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { visiblePanes } from '#store/view.ts';
import { paneView } from '#store/paneView.ts';

const NAMES = ['conus:open', 'conus:first-image', 'conus:all-planes', 'conus:study-indexed', 'conus:study-loaded'] as const;
type Mark = (typeof NAMES)[number];

const made = new Set<Mark>();

function mark(name: Mark): void {
  if (made.has(name)) return;
  made.add(name);
  performance.mark(name);
}

/** Files were chosen or a link was opened: every later mark counts from here. */
export function markOpen(): void {
  forgetMarks();
  mark('conus:open');
}

function forgetMarks(): void {
  made.clear();
  for (const name of NAMES) performance.clearMarks(name);
}

function observe(state: Store): void {
  if (!made.has('conus:open') || !activeStudy(state)) return;
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

/** Watches the store for the moments to mark. */
export function watchMarks(): () => void {
  return useStore.subscribe((state, before) => {
    if (made.size === NAMES.length) return;
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
