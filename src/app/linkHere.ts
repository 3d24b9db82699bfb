/** Linking a plane of another frame of reference by hand: the next click on it marks where the cursor is. */
import { useStore } from '#store/store.ts';
import type { PaneId } from '#store/view.ts';

let waiting: PaneId | null = null;

export function linkHere(): void {
  const { activePane, say } = useStore.getState();
  waiting = activePane;
  say({
    id: 'link',
    tone: 'note',
    text: 'Click the point on this plane that the cursor marks on the others. The two are linked from then on.',
  });
}

/** The pane that waits for its matching point; asking ends the wait. */
export function takeLinkRequest(pane: PaneId): boolean {
  const wanted = waiting === pane;
  if (wanted) {
    waiting = null;
    useStore.getState().dismiss('link');
  }
  return wanted;
}
