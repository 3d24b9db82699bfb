/** Key images: views worth keeping, each with a caption. */
import type { KeyImage } from '#spine/marks.ts';
import { newId } from '#spine/newId.ts';
import { paneView } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';

/** Keeps the view on the screen, named after the active pane's image. `view`: token of the exact view. */
export function addKeyImage(view: string): KeyImage | null {
  const state = useStore.getState();
  const { stop, series } = paneView(state, state.activePane);
  if (!stop || !series) return null;
  const image: KeyImage = {
    id: newId(),
    revision: 0,
    caption: '',
    view,
    sopInstanceUid: stop.slice?.sopInstanceUid ?? null,
    seriesUid: series.uid,
    changedAt: Date.now(),
  };
  state.putKeyImage(image);
  return image;
}

export function setCaption(image: KeyImage, caption: string): void {
  const words = caption.trim();
  if (words !== image.caption) useStore.getState().putKeyImage({ ...image, caption: words, changedAt: Date.now() });
}
