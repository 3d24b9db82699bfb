/** Cine: one pane scrolls by itself, there and back, at the reader's speed. */
import { create } from 'zustand';
import { paneStops } from '#store/stops.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import type { PaneId } from '#store/view.ts';

export const useCine = create<{ readonly pane: PaneId | null }>()(() => ({ pane: null }));

const SPEEDS = [1, 2, 4, 6, 8, 12, 16, 24, 30];
let timer: ReturnType<typeof setInterval> | undefined;
let direction: 1 | -1 = 1;

function step(pane: PaneId): void {
  const state = useStore.getState();
  const at = paneStops(activeStudy(state), state.panes[pane].content);
  if (at.stops.length < 2) return stopCine();
  if (at.index + direction < 0 || at.index + direction >= at.stops.length) direction = direction === 1 ? -1 : 1;
  state.scrollBy(pane, direction);
}

function start(pane: PaneId): void {
  clearInterval(timer);
  timer = setInterval(() => step(pane), 1000 / useStore.getState().cineFps);
  useCine.setState({ pane });
}

function stopCine(): void {
  clearInterval(timer);
  useCine.setState({ pane: null });
}

export const toggleCine = (pane: PaneId): void => (useCine.getState().pane ? stopCine() : start(pane));

/** The next faster or slower of the usual speeds. */
export function changeCineSpeed(faster: boolean): void {
  const { cineFps, changeSettings } = useStore.getState();
  const next = faster ? SPEEDS.find((fps) => fps > cineFps) : SPEEDS.findLast((fps) => fps < cineFps);
  if (!next) return;
  changeSettings({ cineFps: next });
  const { pane } = useCine.getState();
  if (pane) start(pane);
}
