/** Puts a series on a plane. */
import { reformatOf } from '#features/hanging/index.ts';
import { seriesLabel } from '#features/viewing/index.ts';
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import type { Series } from '#dicom/study.ts';
import { paneView } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';
import { visiblePanes, type PaneId } from '#store/view.ts';

const store = useStore.getState;

/** The pane that suits a series: the active one if it shows that plane already, else the first that does, else the active one. */
export function paneFor(series: Series): PaneId {
  const state = store();
  const shows = (id: PaneId) => paneView(state, id).anatomical ?? id.split('-')[0];
  if (!series.anatomical || shows(state.activePane) === series.anatomical) return state.activePane;
  return visiblePanes(state).find((id) => shows(id) === series.anatomical) ?? state.activePane;
}

export function showSeries(series: Series, pane: PaneId): void {
  const first = series.slices[0];
  if (first) store().showOnPane(pane, { kind: 'acquired', seriesUid: series.uid, sliceId: first.id });
}

/** Reconstructs the active pane's series in a plane, on the pane of that plane where there is one; says why where it cannot be. */
export function reconstruct(anatomical: AnatomicalPlane): void {
  const state = store();
  const { series } = paneView(state, state.activePane);
  if (!series) return;
  const pane = visiblePanes(state).find((id) => id === anatomical) ?? state.activePane;
  const offer = reformatOf(series, anatomical);
  if ('content' in offer) state.showOnPane(pane, offer.content);
  else
    state.say({
      id: 'reconstruct',
      tone: 'caution',
      text: `${seriesLabel(series)} cannot be reconstructed as ${anatomical}: ${offer.reason}. The plane stays as it was.`,
    });
}
