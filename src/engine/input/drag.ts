/** One drag of one pointer, from press to release: distances and places become intents of its kind. */
import { canvasPoint, type CanvasPoint } from '#geometry/points.ts';
import type { PaneId, PrimaryTool } from '#engine/engine.ts';
import type { IntentQueue } from './intentQueue.ts';

export type DragEvent = { readonly at: CanvasPoint; readonly timeStamp: number };

export type Drag = {
  move(event: DragEvent): void;
  /** Also for a cancelled pointer: the drag ends where it was last seen. */
  end(event: DragEvent): void;
};

export type DragParts = {
  readonly pane: PaneId;
  readonly queue: IntentQueue;
  readonly magnify: (at: CanvasPoint | null) => void;
};

/** A drag's way to the next slice. */
const SCROLL_STEP_PX = 12;
/** A drag of this length doubles the zoom. */
const DOUBLING_PX = 160;

/** Steps for a way dragged so far, and what has been paid out before. */
const createScrollSteps = () => {
  let way = 0;
  let paid = 0;
  return (dy: number): number => {
    way += dy;
    const steps = Math.trunc(way / SCROLL_STEP_PX) - paid;
    paid += steps;
    return steps;
  };
};

/** Starts a drag at `start`; what the kind does at once, it does here. */
export function beginDrag(kind: PrimaryTool, start: DragEvent, { pane, queue, magnify }: DragParts): Drag {
  let last = start.at;
  const stepsFor = createScrollSteps();
  const point = (phase: 'start' | 'end', { at, timeStamp }: DragEvent) =>
    queue.send({ kind: 'point', pane, at, phase, inputAt: timeStamp });
  const moves: Record<PrimaryTool, (event: DragEvent, dx: number, dy: number) => void> = {
    cursor: ({ at, timeStamp }) => queue.point({ at, inputAt: timeStamp }),
    scroll: ({ timeStamp }, _dx, dy) => {
      const steps = stepsFor(dy);
      if (steps !== 0) queue.scroll({ steps, inputAt: timeStamp });
    },
    window: (_event, dx, dy) => queue.window({ dx, dy }),
    pan: (_event, dx, dy) => queue.pan({ dx, dy }),
    // Dragging up enlarges about the place that was pressed, which stays under the hand's first touch.
    zoom: (_event, _dx, dy) => queue.zoom({ factor: 2 ** (-dy / DOUBLING_PX), at: start.at }),
    probe: ({ at }) => queue.probe(at),
    magnify: ({ at }) => magnify(at),
  };
  if (kind === 'cursor') point('start', start);
  if (kind === 'probe') queue.probe(start.at);
  if (kind === 'magnify') magnify(start.at);
  return {
    move(event) {
      const dx = event.at.x - last.x;
      const dy = event.at.y - last.y;
      last = event.at;
      if (dx !== 0 || dy !== 0) moves[kind](event, dx, dy);
    },
    end({ timeStamp }) {
      if (kind === 'cursor') point('end', { at: canvasPoint(last.x, last.y), timeStamp });
      if (kind === 'magnify') magnify(null);
      queue.flush();
    },
  };
}
