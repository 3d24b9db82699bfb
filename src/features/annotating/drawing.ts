/** Presses that draw. Click by click and press-drag-release both work: letting go away from where one pressed is the next press. */
import type { CanvasPoint, PixelPoint } from '#geometry/points.ts';
import { canvasToPixel, pixelToCanvas } from '#geometry/viewTransform.ts';
import type { AnnotationKind, DrawnOn } from '#spine/annotation.ts';
import { growSac } from '#spine/regionGrow.ts';
import { useStore } from '#store/store.ts';
import type { PaneView } from '#store/paneView.ts';
import { annotating, setDraft, stopAnnotating, useAnnotating, type Draft } from './draft.ts';
import { finishDraft, type ValuesOf } from './finish.ts';
import { isOutline, KINDS, pressesOf } from './kinds.ts';

/** Letting go farther than this from the press is a drag. */
const DRAG_PX = 6;
/** A press this near to the first corner closes an outline. */
const CLOSE_PX = 10;
const CLOSE_TOUCH_PX = 22;
/** A trace takes a corner every so many CSS pixels. */
const TRACE_PX = 3;
/** Fewer corners in one stroke are a click by an unsteady hand. */
const TRACED = 8;

/** Where the press that is held began, to tell a drag; and the draft before it, to take it back. */
let began: { readonly at: CanvasPoint; readonly before: Draft | null } | null = null;

export const drawingKind = (): AnnotationKind | null => {
  const { drawing } = useStore.getState();
  return typeof drawing === 'string' ? drawing : null;
};
export const isDrawing = (): boolean => drawingKind() !== null;

const onImage = ({ series, stop, frame }: PaneView): DrawnOn | null =>
  series && stop
    ? {
        seriesUid: series.uid,
        sliceId: stop.slice?.id ?? null,
        sopInstanceUid: stop.slice?.sopInstanceUid ?? null,
        frame: stop.plane ? frame : null,
        plane: stop.plane ?? null,
      }
    : null;

/** The draft on this very image, or a new one: pressing on another image begins again there. */
function draftOn(view: PaneView, kind: AnnotationKind): Draft | null {
  const { draft } = annotating();
  if (draft && draft.kind === kind && draft.stopKey === view.stop?.key && !draft.proposed) return draft;
  const on = onImage(view);
  return on && view.stop ? { kind, pane: view.id, stopKey: view.stop.key, on, pressed: [], next: null, proposed: false } : null;
}

const near = (a: CanvasPoint, b: CanvasPoint, px: number): boolean => Math.hypot(a.x - b.x, a.y - b.y) <= px;

function add(draft: Draft, pixel: PixelPoint, valuesOf: ValuesOf): void {
  const next: Draft = { ...draft, pressed: [...draft.pressed, pixel], next: null };
  setDraft(next);
  if (next.pressed.length >= pressesOf(draft.kind)) finishDraft(next, valuesOf);
}

/** Finds the sac around the press; its outline waits for the reader's word. */
function grow(view: PaneView, pixel: PixelPoint, valuesOf: ValuesOf): void {
  const draft = draftOn(view, 'sacArea');
  const slice = view.stop?.slice;
  if (!draft) return;
  const { say, dismiss } = useStore.getState();
  const image = slice && valuesOf(slice);
  const steps = slice?.frame.spacingMm;
  const grown =
    image && steps
      ? growSac(image, pixel, steps)
      : { problem: slice && !steps ? 'The image states no pixel spacing' : 'The outline is found on acquired slices only' };
  if ('problem' in grown) {
    setDraft(null);
    say({
      id: 'sac',
      tone: 'caution',
      text: `${grown.problem}: outline the sac by hand (${KINDS.sacArea.label}), or click at another place.`,
    });
    return;
  }
  dismiss('sac');
  setDraft({ ...draft, pressed: grown.outline, next: null, proposed: true });
}

export function press(view: PaneView, at: CanvasPoint, touch: boolean, valuesOf: ValuesOf): void {
  const kind = drawingKind();
  if (!kind || !view.view) return;
  const pixel = canvasToPixel(view.view, at);
  began = { at, before: annotating().draft };
  if (annotating().growing) return grow(view, pixel, valuesOf);
  const draft = draftOn(view, kind);
  if (!draft) return;
  const [first] = draft.pressed;
  const closes =
    isOutline(kind) && draft.pressed.length >= 3 && first && near(pixelToCanvas(view.view, first), at, touch ? CLOSE_TOUCH_PX : CLOSE_PX);
  if (closes) finishDraft(draft, valuesOf);
  else add(draft, pixel, valuesOf);
}

/** The pointer moves while pressed: an outline is traced, anything else shows its next point. */
export function trace(view: PaneView, at: CanvasPoint): void {
  const { draft, growing } = annotating();
  if (!draft || !view.view || !began || growing) return;
  const last = draft.pressed.at(-1);
  const pixel = canvasToPixel(view.view, at);
  if (!isOutline(draft.kind)) return setDraft({ ...draft, next: pixel });
  if (last && !near(pixelToCanvas(view.view, last), at, TRACE_PX)) setDraft({ ...draft, pressed: [...draft.pressed, pixel] });
}

/** The pointer moves between presses; null: it left the pane. */
export function hover(view: PaneView, at: CanvasPoint | null): void {
  const { draft } = annotating();
  if (!draft || draft.proposed || draft.pane !== view.id || !view.view) return;
  setDraft({ ...draft, next: at && canvasToPixel(view.view, at) });
}

export function release(view: PaneView, at: CanvasPoint, valuesOf: ValuesOf): void {
  const { draft, growing } = annotating();
  const start = began;
  began = null;
  if (!draft || !start || !view.view || growing) return;
  if (!isOutline(draft.kind)) {
    if (!near(start.at, at, DRAG_PX)) add(draft, canvasToPixel(view.view, at), valuesOf);
    return;
  }
  // A trace that comes back to where the outline began is closed by letting go; another goes on by clicks.
  const [first] = draft.pressed;
  const traced = draft.pressed.length - (start.before?.pressed.length ?? 0);
  if (traced > TRACED && first && near(pixelToCanvas(view.view, first), at, CLOSE_TOUCH_PX * 2)) finishDraft(draft, valuesOf);
}

/** Takes the held press back. */
export function retract(): void {
  if (began) setDraft(began.before);
  began = null;
}

/** Closes an outline or accepts a proposed one; false when there is none that could be. */
export function closeOutline(valuesOf: ValuesOf): boolean {
  const { draft } = annotating();
  return draft !== null && isOutline(draft.kind) && finishDraft({ ...draft, next: null }, valuesOf);
}

/** Back to the hands' own tool; what was drawn and not finished is gone. */
export function cancelDrawing(): void {
  began = null;
  stopAnnotating();
  const { setDrawing, dismiss } = useStore.getState();
  setDrawing(null);
  dismiss('sac');
}

/** Begins drawing a kind; the same again stops. */
export function startDrawing(kind: AnnotationKind, growing = false): void {
  const again = drawingKind() === kind && annotating().growing === growing;
  cancelDrawing();
  if (again) return;
  const { setDrawing, select } = useStore.getState();
  select(null);
  useAnnotating.setState({ growing });
  setDrawing(kind);
}
