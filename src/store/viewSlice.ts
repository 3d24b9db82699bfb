import type { StateCreator } from 'zustand';
import type { PatientPoint, Vec3 } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import type { Framing, PaneSize } from '#geometry/viewTransform.ts';
import type { SeriesUid, VoiWindow } from '#dicom/study.ts';
import { activeStudy } from './studySlice.ts';
import { contentAt, findSeries, paneStops } from './stops.ts';
import { cursorIn, panesNearest, paneNearest, pointAt, scrollPane } from './sync.ts';
import type { Store } from './store.ts';
import { ALL_PANES, emptyPane, FIT, LAYOUTS, UPRIGHT, visiblePanes } from './view.ts';
import type { Cursor, Layout, Pane, PaneContent, PaneId, UserTurn, ViewState } from './view.ts';
import { linkedWindows, relativeWindows } from './windows.ts';

export type ViewActions = {
  /** The view of no study: empty panes in the reader's layout. */
  freshView(): Partial<ViewState>;
  /** Puts contents on panes (from the hanging or a link) and the cursor with them. */
  hang(contents: Partial<Record<PaneId, PaneContent>>, cursor: Cursor | null): void;
  /** Replaces the whole view by one read from a link. */
  restoreView(view: Partial<ViewState>): void;
  setLayout(layout: Layout): void;
  toggleMaximised(pane: PaneId): void;
  setActivePane(pane: PaneId): void;
  setPaneSize(pane: PaneId, size: PaneSize): void;
  /** Shows a series (or a reformat) on a pane, at the cursor where linked, else in its middle. */
  showOnPane(pane: PaneId, content: PaneContent): void;
  scrollTo(pane: PaneId, index: number, inputAt?: number): void;
  scrollBy(pane: PaneId, steps: number, inputAt?: number): void;
  pointAt(pane: PaneId, point: PatientPoint, inputAt?: number): void;
  /**
   * Brings every linked pane to a point of a frame of reference: a level, a teaching step, a finding. `canal`, its direction there,
   * chooses among blocks of slices at an angle.
   */
  goTo(point: PatientPoint, frame: string, canal?: Vec3, inputAt?: number): void;
  linkFrames(pane: PaneId, point: PatientPoint): void;
  setFraming(pane: PaneId, framing: Framing): void;
  setTurn(pane: PaneId, turn: UserTurn): void;
  setWindow(seriesUid: SeriesUid, window: VoiWindow): void;
  /** First window of a series, from its header or from the engine; ignored once known. */
  startWindow(seriesUid: SeriesUid, window: VoiWindow): void;
  /** Every series' window relative to its first one: width times `widthFactor`, centre moved by `centerShift` first widths. */
  windowAll(widthFactor: number, centerShift: number): void;
  toggleInverted(seriesUid: SeriesUid): void;
  resetView(): void;
};

const emptyPanes = (): ViewState['panes'] =>
  Object.fromEntries(ALL_PANES.map((id) => [id, emptyPane('Nothing opened yet')])) as Record<PaneId, Pane>;

const patchPane = (view: ViewState, id: PaneId, patch: Partial<Pane>): ViewState['panes'] => ({
  ...view.panes,
  [id]: { ...view.panes[id], ...patch },
});

export const createViewSlice: StateCreator<Store, [['zustand/subscribeWithSelector', never]], [], ViewState & ViewActions> = (
  set,
  get,
) => ({
  layout: 'planes',
  maximised: null,
  activePane: 'sagittal',
  panes: emptyPanes(),
  paneSizes: {},
  cursor: null,
  frameLinks: {},
  windows: {},
  inverted: {},
  inputAt: 0,
  touched: false,

  freshView: () => ({
    layout: get().startLayout,
    maximised: null,
    activePane: 'sagittal',
    panes: emptyPanes(),
    cursor: null,
    frameLinks: {},
    windows: {},
    inverted: {},
    touched: false,
  }),
  hang: (contents, cursor) =>
    set((state) => {
      const panes = { ...state.panes };
      for (const [id, content] of Object.entries(contents) as [PaneId, PaneContent][]) panes[id] = { ...panes[id], content };
      return { panes: panesNearest(activeStudy(state), panes, cursor, state.frameLinks), cursor };
    }),
  restoreView: (view) => set({ ...view, touched: true }),
  setLayout: (layout) =>
    set((state) => {
      const shown: readonly PaneId[] = LAYOUTS[layout].panes;
      return { layout, startLayout: layout, maximised: null, activePane: shown.includes(state.activePane) ? state.activePane : shown[0]! };
    }),
  toggleMaximised: (pane) => set((state) => ({ maximised: state.maximised ? null : pane, activePane: pane })),
  setActivePane: (activePane) => {
    if (get().activePane !== activePane) set({ activePane });
  },
  setPaneSize: (pane, size) => set((state) => ({ paneSizes: { ...state.paneSizes, [pane]: size } })),
  showOnPane: (id, content) =>
    set((state) => {
      const study = activeStudy(state);
      const at = paneStops(study, content);
      const middle = contentAt(content, at.stops, Math.floor((at.stops.length - 1) / 2));
      const pane: Pane = { content: middle, framing: FIT, turn: UPRIGHT };
      const linked = cursorIn(state.cursor, at.frame, state.frameLinks) !== null;
      return {
        panes: { ...state.panes, [id]: linked ? paneNearest(study, pane, state.cursor, state.frameLinks) : pane },
        activePane: id,
        touched: true,
      };
    }),
  scrollTo: (pane, index, inputAt = 0) =>
    set((state) => ({ ...scrollPane(activeStudy(state), state, pane, index), inputAt, touched: true })),
  scrollBy: (pane, steps, inputAt = 0) => {
    const state = get();
    const at = paneStops(activeStudy(state), state.panes[pane].content);
    const index = Math.max(0, Math.min(at.stops.length - 1, at.index + steps));
    if (at.index >= 0 && index !== at.index) state.scrollTo(pane, index, inputAt);
  },
  pointAt: (pane, point, inputAt = 0) => set((state) => ({ ...pointAt(activeStudy(state), state, pane, point), inputAt, touched: true })),
  goTo: (point, frame, canal, inputAt = 0) =>
    set((state) => {
      const cursor: Cursor = { point, frame };
      const panes = panesNearest(activeStudy(state), state.panes, cursor, state.frameLinks, undefined, canal);
      return { cursor, panes, inputAt, touched: true };
    }),
  linkFrames: (id, point) =>
    set((state) => {
      const at = paneStops(activeStudy(state), state.panes[id].content);
      if (!state.cursor || at.frame === null || at.frame === state.cursor.frame) return {};
      const here = state.cursor.point;
      const offset = vec3(point.x - here.x, point.y - here.y, point.z - here.z);
      return { frameLinks: { ...state.frameLinks, [state.cursor.frame]: { to: at.frame, offset } } };
    }),
  setFraming: (id, framing) =>
    set((state) => {
      const targets = state.linkZoom ? visiblePanes(state) : [id];
      const panes = { ...state.panes };
      for (const target of targets)
        panes[target] = { ...panes[target], framing: target === id ? framing : { ...panes[target].framing, pxPerMm: framing.pxPerMm } };
      return { panes, touched: true };
    }),
  setTurn: (id, turn) => set((state) => ({ panes: patchPane(state, id, { turn }), touched: true })),
  setWindow: (seriesUid, window) =>
    set((state) => {
      const study = activeStudy(state);
      const series = findSeries(study, seriesUid);
      const linked = state.linkWindow && series ? (study?.series.filter((other) => other.weighting === series.weighting) ?? []) : [];
      return {
        windows: linkedWindows(
          state.windows,
          seriesUid,
          window,
          linked.map((other) => other.uid),
        ),
        touched: true,
      };
    }),
  startWindow: (seriesUid, window) =>
    set((state) => (state.windows[seriesUid] ? {} : { windows: { ...state.windows, [seriesUid]: { window, initial: window } } })),
  windowAll: (widthFactor, centerShift) =>
    set((state) => ({ windows: relativeWindows(state.windows, widthFactor, centerShift), touched: true })),
  toggleInverted: (seriesUid) =>
    set((state) => ({ inverted: { ...state.inverted, [seriesUid]: !state.inverted[seriesUid] }, touched: true })),
  resetView: () =>
    set((state) => ({
      panes: Object.fromEntries(
        Object.entries(state.panes).map(([id, pane]) => [id, { ...pane, framing: FIT, turn: UPRIGHT }]),
      ) as ViewState['panes'],
      windows: Object.fromEntries(Object.entries(state.windows).map(([uid, each]) => [uid, { ...each, window: each.initial }])),
      inverted: {},
    })),
});
