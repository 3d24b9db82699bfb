/** What is on the screen, as plain data. Which image a pane shows is named by slice id, so that slices arriving later never shift it. */
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import type { PatientPoint, Vec3 } from '#geometry/points.ts';
import type { Framing, PaneSize } from '#geometry/viewTransform.ts';
import type { SeriesUid, SliceId, VoiWindow } from '#dicom/study.ts';

export type PaneId = 'sagittal' | 'axial' | 'coronal' | 'sagittal-2' | 'sagittal-3';

/** Layouts a reader can choose; panes in reading order. One pane alone is any layout with `maximised` set. */
export const LAYOUTS = {
  planes: { label: 'Three planes', panes: ['sagittal', 'axial', 'coronal'] },
  contrasts: { label: 'Sagittal T2, T1, STIR and axial', panes: ['sagittal', 'sagittal-2', 'sagittal-3', 'axial'] },
  quad: { label: 'Two by two', panes: ['sagittal', 'axial', 'sagittal-2', 'coronal'] },
} as const satisfies Record<string, { label: string; panes: readonly PaneId[] }>;
export type Layout = keyof typeof LAYOUTS;
export const ALL_PANES: readonly PaneId[] = ['sagittal', 'axial', 'coronal', 'sagittal-2', 'sagittal-3'];

export type PaneContent =
  | { readonly kind: 'empty'; readonly reason: string }
  | { readonly kind: 'acquired'; readonly seriesUid: SeriesUid; readonly sliceId: SliceId }
  | {
      readonly kind: 'reformat';
      readonly seriesUid: SeriesUid;
      readonly stackId: string;
      readonly anatomical: AnatomicalPlane;
      readonly index: number;
    };

/** The reader's own turn on top of the standard display: quarter turns clockwise, then a left-right flip. */
export type UserTurn = { readonly quarters: 0 | 1 | 2 | 3; readonly flip: boolean };

export type Pane = { readonly content: PaneContent; readonly framing: Framing; readonly turn: UserTurn };

/** The one point that planes are locked to. `frame` keys its coordinate system (see `frameKey`). */
export type Cursor = { readonly point: PatientPoint; readonly frame: string };

/** Reader-made link between two frames of reference: a point p in the frame lies at p + offset in `to`. */
export type FrameLink = { readonly to: string; readonly offset: Vec3 };

export type SeriesWindow = { readonly window: VoiWindow; readonly initial: VoiWindow };

export type ViewState = {
  readonly layout: Layout;
  readonly maximised: PaneId | null;
  readonly activePane: PaneId;
  readonly panes: Readonly<Record<PaneId, Pane>>;
  readonly paneSizes: Readonly<Partial<Record<PaneId, PaneSize>>>;
  readonly cursor: Cursor | null;
  readonly frameLinks: Readonly<Record<string, FrameLink>>;
  /** Window per series; absent until the header or the engine has said what to start with. */
  readonly windows: Readonly<Record<SeriesUid, SeriesWindow>>;
  readonly inverted: Readonly<Record<SeriesUid, boolean>>;
  /** Time stamp of the input that led to the latest change, to measure input -> drawn. */
  readonly inputAt: number;
  /** Whether the reader has moved anything since the study was hung. */
  readonly touched: boolean;
};

export const FIT: Framing = { pxPerMm: 'fit', panMm: { x: 0, y: 0 } };
export const UPRIGHT: UserTurn = { quarters: 0, flip: false };
export const emptyPane = (reason: string): Pane => ({ content: { kind: 'empty', reason }, framing: FIT, turn: UPRIGHT });

/** Panes on the screen now: the layout's, or the maximised one alone. */
export const visiblePanes = (view: Pick<ViewState, 'layout' | 'maximised'>): readonly PaneId[] =>
  view.maximised ? [view.maximised] : LAYOUTS[view.layout].panes;
