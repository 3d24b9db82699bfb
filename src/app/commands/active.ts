/** What commands act on: the active pane as it is now. */
import { paneView, type PaneView } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';

export const state = useStore.getState;
export const activeView = (): PaneView => paneView(state(), state().activePane);
/** Whether the active pane shows an image. */
export const hasImage = (): boolean => activeView().stop !== undefined;
export const hasStudy = (): boolean => state().phase === 'reading';
