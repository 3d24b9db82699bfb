/** Everything that drawing and overlays need to know of one pane, derived from state and remembered until one of its inputs changes. */
import { anatomicalPlane, flipTurn, rotateTurn90, standardTurn, type AnatomicalPlane } from '#geometry/orientation.ts';
import { nearestSlice } from '#geometry/nearest.ts';
import { patientToPixel, pixelToPatient } from '#geometry/plane.ts';
import type { CanvasPoint, PatientPoint } from '#geometry/points.ts';
import {
  canvasToPixel,
  fitPxPerMm,
  pixelToCanvas,
  viewTransform,
  type ImageShape,
  type PaneSize,
  type Turn,
  type ViewTransform,
} from '#geometry/viewTransform.ts';
import type { Study } from '#dicom/study.ts';
import { paneStops, type PaneStops, type Stop } from './stops.ts';
import { activeStudy } from './studySlice.ts';
import { cursorIn } from './sync.ts';
import type { Store } from './store.ts';
import type { Pane, PaneId, UserTurn, ViewState } from './view.ts';

export type PaneView = PaneStops & {
  readonly id: PaneId;
  readonly pane: Pane;
  readonly stop: Stop | undefined;
  /** What the pane shows, by its geometry; undefined without geometry. */
  readonly anatomical: AnatomicalPlane | undefined;
  readonly shape: ImageShape | undefined;
  /** False: the image has no spacing, so lengths are in pixels and `shape` counts pixels. */
  readonly calibrated: boolean;
  readonly turn: Turn;
  readonly size: PaneSize;
  readonly view: ViewTransform | undefined;
  /** The cursor in this pane's frame; null when the pane is not spatially linked. */
  readonly cursor: PatientPoint | null;
  readonly linked: boolean;
  /** How far the cursor lies from the nearest slice's slab (0: within it, but beside the image); null when it lies in the stack. */
  readonly outside: { readonly byMm: number } | null;
};

const AS_STORED: Turn = { transpose: false, mirrorX: false, mirrorY: false };
const UNKNOWN_SIZE: PaneSize = { widthPx: 1, heightPx: 1 };

function shapeOf(stop: Stop): { shape: ImageShape; calibrated: boolean } {
  if (stop.plane) return { shape: stop.plane, calibrated: true };
  const { pixels, frame } = stop.slice!;
  const [rowStepMm, columnStepMm] = frame.spacingMm ?? [1, 1];
  return { shape: { rows: pixels.rows, columns: pixels.columns, rowStepMm, columnStepMm }, calibrated: frame.spacingMm !== undefined };
}

function turnOf(stop: Stop, user: UserTurn): Turn {
  let turn = stop.plane && stop.slice ? standardTurn(stop.plane) : AS_STORED;
  for (let quarter = 0; quarter < user.quarters; quarter++) turn = rotateTurn90(turn);
  return user.flip ? flipTurn(turn) : turn;
}

function derive(study: Study | undefined, state: ViewState, id: PaneId): PaneView {
  const pane = state.panes[id];
  const size = state.paneSizes[id] ?? UNKNOWN_SIZE;
  const at = paneStops(study, pane.content);
  const stop = at.stops[at.index];
  const cursor = stop?.plane ? cursorIn(state.cursor, at.frame, state.frameLinks) : null;
  const base = { ...at, id, pane, stop, size, cursor, linked: cursor !== null, outside: outside(at, cursor) };
  if (!stop) return { ...base, anatomical: undefined, shape: undefined, calibrated: false, turn: AS_STORED, view: undefined };
  const { shape, calibrated } = shapeOf(stop);
  const turn = turnOf(stop, pane.turn);
  const anatomical = stop.plane && anatomicalPlane(stop.plane.normal);
  return { ...base, anatomical, shape, calibrated, turn, view: viewTransform(shape, turn, pane.framing, size) };
}

function outside(at: PaneStops, cursor: PatientPoint | null): PaneView['outside'] {
  const nearest =
    cursor &&
    nearestSlice(
      at.stops.map((stop) => stop.plane),
      cursor,
      at.index,
      undefined,
      at.stops.map((stop) => stop.slabMm),
    );
  return nearest?.outside ? { byMm: nearest.outsideMm } : null;
}

type Inputs = readonly [Study | undefined, Pane, PaneSize | undefined, ViewState['cursor'], ViewState['frameLinks']];
const remembered = new Map<PaneId, { readonly inputs: Inputs; readonly view: PaneView }>();

/** Stable while study, pane, size, cursor and links are unchanged, so that components can select it. */
export function paneView(state: Store, id: PaneId): PaneView {
  const study = activeStudy(state);
  const inputs: Inputs = [study, state.panes[id], state.paneSizes[id], state.cursor, state.frameLinks];
  const last = remembered.get(id);
  if (last && last.inputs.every((input, index) => input === inputs[index])) return last.view;
  const view = derive(study, state, id);
  remembered.set(id, { inputs, view });
  return view;
}

/** A patient point on the pane's screen, along the normal; undefined when the pane has no geometry. */
export function toCanvas({ stop, view }: PaneView, point: PatientPoint): CanvasPoint | undefined {
  return stop?.plane && view && pixelToCanvas(view, patientToPixel(stop.plane, point));
}

/** Patient position, on the shown slice, of a point of the pane's screen; undefined without geometry. */
export function toPatient({ stop, view }: PaneView, at: CanvasPoint): PatientPoint | undefined {
  return stop?.plane && view && pixelToPatient(stop.plane, canvasToPixel(view, at));
}

/** CSS pixels per mm that fit the image into the pane. */
export const fittingPxPerMm = ({ shape, turn, size }: PaneView): number => (shape ? fitPxPerMm(shape, turn, size) : 1);

/** CSS pixels per mm that the pane shows now. */
export const shownPxPerMm = (view: PaneView): number =>
  view.pane.framing.pxPerMm === 'fit' ? fittingPxPerMm(view) : view.pane.framing.pxPerMm;
