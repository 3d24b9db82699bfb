/** Brings the reader to where an annotation was made: its slice on a pane, the cursor on it, every other plane with it. */
import { anatomicalPlane } from '#geometry/orientation.ts';
import type { Annotation } from '#spine/annotation.ts';
import { centreOf } from '#spine/annotationPoints.ts';
import { paneView } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';
import { LAYOUTS, type PaneId } from '#store/view.ts';

const state = useStore.getState;

/** The pane that shows the series, else the first of that plane, else the active one. */
function paneOf({ on }: Annotation): PaneId {
  const panes: readonly PaneId[] = LAYOUTS[state().layout].panes;
  const views = panes.map((id) => paneView(state(), id));
  const acquired = on.sliceId !== null;
  const same = views.find((view) => view.series?.uid === on.seriesUid && (view.stop?.slice !== undefined) === acquired);
  const anatomical = on.plane && anatomicalPlane(on.plane.normal);
  return (same ?? views.find((view) => anatomical !== null && view.anatomical === anatomical))?.id ?? state().activePane;
}

export function goTo(annotation: Annotation): void {
  const { on } = annotation;
  const pane = paneOf(annotation);
  if (state().maximised && state().maximised !== pane) state().restoreView({ maximised: pane });
  state().setActivePane(pane);
  if (on.sliceId !== null) {
    if (paneView(state(), pane).series?.uid !== on.seriesUid || !paneView(state(), pane).stop?.slice)
      state().showOnPane(pane, { kind: 'acquired', seriesUid: on.seriesUid, sliceId: on.sliceId });
    const { stops, index } = paneView(state(), pane);
    const at = stops.findIndex((stop) => stop.slice?.id === on.sliceId);
    if (at >= 0 && at !== index) state().scrollTo(pane, at, performance.now());
  }
  const centre = centreOf(annotation);
  if (centre) goToPoint(pane, annotation, centre);
  state().select(annotation.id);
}

/** A reconstruction scrolls to the step that passes through the point; an acquired slice stays. */
function goToPoint(pane: PaneId, { on }: Annotation, centre: NonNullable<ReturnType<typeof centreOf>>): void {
  state().pointAt(pane, centre, performance.now());
  if (on.sliceId !== null) return;
  const linked = LAYOUTS[state().layout].panes.find((id) => id !== pane && paneView(state(), id).frame === on.frame);
  // Pointing from another pane makes this one show what passes nearest.
  if (linked) state().pointAt(linked, centre, performance.now());
}
