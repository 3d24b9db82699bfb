/** What a hand did on a pane -> what the store does about it. */
import type { Intent } from '#engine/index.ts';
import type { VoiWindow } from '#dicom/study.ts';
import { useStore } from '#store/store.ts';
import { paneView, toPatient } from '#store/paneView.ts';
import type { PaneId } from '#store/view.ts';
import { panned, zoomedAt } from './framing.ts';
import { setProbe } from './probe.ts';

/** A drag of this many CSS pixels doubles the width or moves the centre by one width. */
const DRAG_PX = 250;

/** Window after a drag: right widens, up brightens. Relative, so that it feels alike on every scanner's scale. */
export function draggedWindow(window: VoiWindow, dx: number, dy: number): VoiWindow {
  const width = Math.max(1, window.width * 2 ** (dx / DRAG_PX));
  return { width, center: window.center + (dy / DRAG_PX) * window.width };
}

export function handleIntent(intent: Intent): void {
  const state = useStore.getState();
  const id = intent.pane as PaneId;
  const view = paneView(state, id);
  switch (intent.kind) {
    case 'activate':
      return state.setActivePane(id);
    case 'maximise':
      return state.toggleMaximised(id);
    case 'scroll':
      return state.scrollBy(id, intent.steps, intent.inputAt);
    case 'point': {
      const point = toPatient(view, intent.at);
      if (point) state.pointAt(id, point, intent.inputAt);
      return;
    }
    case 'window': {
      const uid = view.series?.uid;
      const now = uid && state.windows[uid];
      if (now) state.setWindow(uid, draggedWindow(now.window, intent.dx, intent.dy));
      return;
    }
    case 'pan':
      return state.setFraming(id, panned(view, intent.dx, intent.dy));
    case 'zoom':
      return state.setFraming(id, zoomedAt(view, intent.factor, intent.at));
    case 'probe':
      return setProbe(intent.at && { pane: id, at: intent.at });
  }
}
