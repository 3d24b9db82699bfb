/** Mouse and pen on a pane: drags by button and tool, hovering probe, double click. */
import type { CanvasPoint } from '#geometry/points.ts';
import type { PrimaryTool } from '#engine/engine.ts';
import { beginDrag, type Drag, type DragEvent, type DragParts } from './drag.ts';
import { dragKind, type Press } from './dragKind.ts';

export type MouseHands = {
  down(press: Press, event: DragEvent): void;
  move(event: DragEvent): void;
  /** Button released, or the pointer cancelled. */
  up(event: DragEvent): void;
  /** The pointer left the pane, or the tool changed: nothing is probed any more. */
  leave(): void;
};

export function createMouseHands(parts: DragParts, tool: () => PrimaryTool): MouseHands {
  let drag: Drag | null = null;
  let probed: CanvasPoint | null = null;
  const probe = (at: CanvasPoint | null) => {
    if (at || probed) parts.queue.probe(at);
    probed = at;
  };
  return {
    down(press, event) {
      // A second button during a drag changes nothing: the first one owns it.
      if (drag) return;
      const kind = dragKind(press, tool());
      if (kind) drag = beginDrag(kind, event, parts);
    },
    move(event) {
      if (drag) drag.move(event);
      else probe(tool() === 'probe' ? event.at : null);
    },
    up(event) {
      drag?.end(event);
      drag = null;
    },
    leave: () => probe(null),
  };
}
