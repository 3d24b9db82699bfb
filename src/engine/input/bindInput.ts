/** Listens to a pane's element and reports intents. Keys are no business of the engine. */
import { canvasPoint, type CanvasPoint } from '#geometry/points.ts';
import type { Intent, PaneId, PrimaryTool } from '#engine/engine.ts';
import type { DragEvent } from './drag.ts';
import { createIntentQueue } from './intentQueue.ts';
import { createMouseHands } from './mouseHands.ts';
import { createTouchHands } from './touchHands.ts';
import { createWheelSteps, wheelZoom } from './wheelSteps.ts';

export type InputParts = {
  readonly pane: PaneId;
  readonly tool: () => PrimaryTool;
  readonly emit: (intent: Intent) => void;
  readonly magnify: (at: CanvasPoint | null) => void;
};

export type Input = {
  /** Call when the tool changed: a probe that hovers is put away. */
  toolChanged(): void;
  dispose(): void;
};

/** Controls that lie over the image keep their own clicks. */
const CONTROLS = 'button, a, input, select, textarea, [role="slider"]';
const isControl = ({ target }: Event): boolean => target instanceof Element && target.closest(CONTROLS) !== null;

export function bindInput(element: HTMLElement, { pane, tool, emit, magnify }: InputParts): Input {
  const queue = createIntentQueue(pane, emit);
  const mouse = createMouseHands({ pane, queue, magnify }, tool);
  const touch = createTouchHands({ pane, queue, magnify }, tool);
  const stepsOf = createWheelSteps();
  const listeners = new AbortController();
  const { signal } = listeners;
  let pressedBy = '';

  const placeOf = (event: MouseEvent): CanvasPoint => {
    const box = element.getBoundingClientRect();
    return canvasPoint(event.clientX - box.left, event.clientY - box.top);
  };
  const dragEvent = (event: PointerEvent): DragEvent => ({ at: placeOf(event), timeStamp: event.timeStamp });
  const release = (event: PointerEvent, isCancelled: boolean) => {
    if (event.pointerType === 'touch') touch.up(event.pointerId, dragEvent(event), isCancelled);
    else mouse.up(dragEvent(event));
  };

  Object.assign(element.style, { touchAction: 'none', userSelect: 'none' });
  element.addEventListener(
    'pointerdown',
    (event) => {
      queue.send({ kind: 'activate', pane });
      if (isControl(event)) return;
      pressedBy = event.pointerType;
      // A pointer that a script made up cannot be captured; its drag then ends at the pane's edge.
      if (event.isTrusted) element.setPointerCapture(event.pointerId);
      if (event.pointerType === 'touch') touch.down(event.pointerId, dragEvent(event));
      else mouse.down(event, dragEvent(event));
      // The middle button would start the browser's own scrolling.
      if (event.button === 1) event.preventDefault();
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch') touch.move(event.pointerId, dragEvent(event));
      else mouse.move(dragEvent(event));
    },
    { signal },
  );
  element.addEventListener('pointerup', (event) => release(event, false), { signal });
  element.addEventListener('pointercancel', (event) => release(event, true), { signal });
  element.addEventListener('lostpointercapture', (event) => release(event, true), { signal });
  element.addEventListener('pointerleave', () => mouse.leave(), { signal });
  element.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  element.addEventListener(
    'dblclick',
    (event) => {
      // Fingers have their own double tap, for which browsers may or may not send this too.
      if (pressedBy !== 'touch' && !isControl(event)) queue.send({ kind: 'maximise', pane });
    },
    { signal },
  );
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (event.ctrlKey) return queue.zoom({ factor: wheelZoom(event), at: placeOf(event) });
      const steps = stepsOf(event);
      if (steps !== 0) queue.send({ kind: 'scroll', pane, steps, inputAt: event.timeStamp });
    },
    { signal, passive: false },
  );
  return {
    toolChanged: () => mouse.leave(),
    dispose() {
      listeners.abort();
      touch.dispose();
      queue.dispose();
    },
  };
}
