/**
 * Pointers on a pane while something is drawn or changed. Listens on the pane's section before the engine does and keeps from it only
 * presses that are drawing or take hold of an annotation; wheel, other buttons, modifiers and two fingers stay the engine's.
 */
import { canvasPoint, type CanvasPoint } from '#geometry/points.ts';
import type { PaneId } from '#store/view.ts';
import { useStore } from '#store/store.ts';
import { paneView, type PaneView } from '#store/paneView.ts';
import { closeOutline, hover, isDrawing, press, release, retract, trace } from './drawing.ts';
import { beginGrab, grabAt, hoverCursor, type Grab } from './grabbing.ts';
import type { ValuesOf } from './finish.ts';

const CONTROLS = 'button, a, input, select, textarea, [role="slider"]';
const isControl = ({ target }: Event): boolean => target instanceof Element && target.closest(CONTROLS) !== null;
const isPlain = (event: PointerEvent): boolean =>
  event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;

type Held = { readonly pointer: PointerEvent; readonly grab: Grab | null };

export function bindHands(section: HTMLElement, pane: PaneId, valuesOf: ValuesOf): () => void {
  const listeners = new AbortController();
  let held: Held | null = null;

  const viewNow = (): PaneView => paneView(useStore.getState(), pane);
  const placeOf = (event: MouseEvent): CanvasPoint => {
    const box = section.getBoundingClientRect();
    return canvasPoint(event.clientX - box.left, event.clientY - box.top);
  };
  const keep = (event: Event): void => {
    event.stopPropagation();
    if (event.cancelable) event.preventDefault();
  };

  /** A second finger: what the first began is taken back, and both go to the engine, to pan and pinch. */
  const giveBack = ({ pointer, grab }: Held): void => {
    held = null;
    if (grab) grab.cancel();
    else retract();
    pointer.target?.dispatchEvent(new PointerEvent('pointerdown', pointer));
  };

  const down = (event: PointerEvent): void => {
    if (isControl(event)) return;
    if (held) {
      if (event.pointerType === 'touch' && held.pointer.pointerType === 'touch') giveBack(held);
      return;
    }
    if (!event.isTrusted && event.pointerType === 'touch' && !isDrawing()) return;
    if (!isPlain(event)) return;
    const at = placeOf(event);
    const state = useStore.getState();
    if (isDrawing()) {
      keep(event);
      state.setActivePane(pane);
      if (event.isTrusted) section.setPointerCapture(event.pointerId);
      held = { pointer: event, grab: null };
      press(viewNow(), at, event.pointerType === 'touch', valuesOf);
      return;
    }
    if (state.drawing !== null || state.tool !== 'cursor') return;
    const found = grabAt(viewNow(), at, event.pointerType === 'touch');
    if (!found) {
      if (state.selected !== null) state.select(null);
      return;
    }
    keep(event);
    state.setActivePane(pane);
    if (event.isTrusted) section.setPointerCapture(event.pointerId);
    held = { pointer: event, grab: beginGrab(found, at, valuesOf) };
  };

  const move = (event: PointerEvent): void => {
    const at = placeOf(event);
    if (held && event.pointerId === held.pointer.pointerId) {
      event.stopPropagation();
      if (held.grab) held.grab.move(viewNow(), at);
      else trace(viewNow(), at);
    } else if (!held && event.pointerType !== 'touch') {
      if (isDrawing()) hover(viewNow(), at);
      section.dataset['hand'] = isDrawing() ? 'drawing' : hoverCursor(viewNow(), at);
    }
  };

  const up = (event: PointerEvent): void => {
    if (!held || event.pointerId !== held.pointer.pointerId) return;
    event.stopPropagation();
    const { grab } = held;
    held = null;
    if (grab) grab.end();
    else if (event.type === 'pointercancel') retract();
    else release(viewNow(), placeOf(event), valuesOf);
  };

  const options = { signal: listeners.signal, capture: true } as const;
  section.addEventListener('pointerdown', down, options);
  section.addEventListener('pointermove', move, options);
  section.addEventListener('pointerup', up, options);
  section.addEventListener('pointercancel', up, options);
  section.addEventListener('pointerleave', () => hover(viewNow(), null), { signal: listeners.signal });
  section.addEventListener(
    'dblclick',
    (event) => {
      if (isControl(event)) return;
      const closing = isDrawing();
      // A double click that ended a drawing or chose an annotation must not also enlarge the pane.
      if (!closing && useStore.getState().selected === null) return;
      keep(event);
      if (closing) closeOutline(valuesOf);
    },
    options,
  );
  return () => listeners.abort();
}
