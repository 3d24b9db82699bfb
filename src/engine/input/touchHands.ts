/** Fingers on a pane: one scrolls (or does what the chosen tool does), a long press takes the cursor, two pan and pinch, a double tap maximises. */
import { canvasPoint, type CanvasPoint } from '#geometry/points.ts';
import type { PrimaryTool } from '#engine/engine.ts';
import { beginDrag, type Drag, type DragEvent, type DragParts } from './drag.ts';
import { fingerKind } from './dragKind.ts';

const LONG_PRESS_MS = 400;
/** A finger never rests quite still: below this it has not moved. */
const SLOP_PX = 8;
const DOUBLE_TAP_MS = 300;
const DOUBLE_TAP_PX = 30;

export type TouchHands = {
  down(finger: number, event: DragEvent): void;
  move(finger: number, event: DragEvent): void;
  up(finger: number, event: DragEvent, isCancelled: boolean): void;
  dispose(): void;
};

const distance = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: CanvasPoint, b: CanvasPoint): CanvasPoint => canvasPoint((a.x + b.x) / 2, (a.y + b.y) / 2);

export function createTouchHands(parts: DragParts, tool: () => PrimaryTool): TouchHands {
  const { pane, queue } = parts;
  const fingers = new Map<number, CanvasPoint>();
  let press: DragEvent | null = null;
  let drag: Drag | null = null;
  let longPress: ReturnType<typeof setTimeout> | undefined;
  let tap: DragEvent | null = null;

  const forgetPress = () => {
    clearTimeout(longPress);
    press = null;
  };
  const endDrag = (event: DragEvent) => {
    drag?.end(event);
    drag = null;
  };
  const twoFingers = (finger: number, at: CanvasPoint) => {
    const [first, second] = [...fingers.keys()];
    const former = fingers.get(finger);
    if (!former || (finger !== first && finger !== second)) return;
    const other = fingers.get(finger === first ? (second as number) : (first as number)) as CanvasPoint;
    const before = middle(former, other);
    const after = middle(at, other);
    queue.pan({ dx: after.x - before.x, dy: after.y - before.y });
    const spread = distance(former, other);
    if (spread > 0) queue.zoom({ factor: distance(at, other) / spread, at: after });
  };
  return {
    down(finger, event) {
      fingers.set(finger, event.at);
      if (fingers.size > 1) {
        forgetPress();
        endDrag(event);
        return;
      }
      press = event;
      longPress = setTimeout(() => {
        press = null;
        // The hand's wish is known only now: latency counts from here.
        drag = beginDrag('cursor', { at: event.at, timeStamp: event.timeStamp + LONG_PRESS_MS }, parts);
      }, LONG_PRESS_MS);
    },
    move(finger, event) {
      if (!fingers.has(finger)) return;
      if (fingers.size > 1) twoFingers(finger, event.at);
      else if (press && distance(press.at, event.at) > SLOP_PX) {
        drag = beginDrag(fingerKind(tool()), press, parts);
        forgetPress();
        drag.move(event);
      } else drag?.move(event);
      fingers.set(finger, event.at);
    },
    up(finger, event, isCancelled) {
      if (!fingers.delete(finger)) return;
      const isTap = press !== null && !isCancelled;
      forgetPress();
      endDrag(event);
      queue.flush();
      if (!isTap) return;
      const isDouble = tap && event.timeStamp - tap.timeStamp < DOUBLE_TAP_MS && distance(tap.at, event.at) < DOUBLE_TAP_PX;
      tap = isDouble ? null : event;
      if (isDouble) queue.send({ kind: 'maximise', pane });
    },
    dispose: forgetPress,
  };
}
