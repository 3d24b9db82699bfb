/** Taking hold of an annotation: a handle moves its point, a line moves the whole, a click chooses it. */
import type { CanvasPoint } from '#geometry/points.ts';
import type { Annotation } from '#spine/annotation.ts';
import { pixelsOf } from '#spine/annotationPoints.ts';
import { BY_ONE_CLICK } from '#spine/regionGrow.ts';
import { useStore } from '#store/store.ts';
import type { PaneView } from '#store/paneView.ts';
import { annotating, setDraft } from './draft.ts';
import { withPixels, type ValuesOf } from './finish.ts';
import { shiftedBy, withHandle, type Steps } from './shapes.ts';
import { distanceTo, sketchOf } from './sketch.ts';
import { onCanvas, pixelUnder, visibleOn } from './visible.ts';

/** Half of the target around a handle: 12 CSS pixels across for a mouse, 44 for a finger. */
const HANDLE_PX = 7;
const HANDLE_TOUCH_PX = 22;
const LINE_PX = 4;
const LINE_TOUCH_PX = 14;

export type Found = { readonly annotation: Annotation; readonly handle: number | null };

/** The chosen annotation's handles come first, then the nearest handle of any, then the nearest line. */
export function grabAt(view: PaneView, at: CanvasPoint, touch: boolean): Found | null {
  const { marks, frameLinks, selected } = useStore.getState();
  const sketches = visibleOn(view, marks.annotations, frameLinks)
    .filter(({ own }) => own)
    .map(({ annotation }) => ({ annotation, sketch: sketchOf(annotation.kind, onCanvas(view, annotation, frameLinks)) }));
  const handles = sketches.flatMap(({ annotation, sketch }) =>
    sketch.handles.map((p, handle) => ({
      annotation,
      handle,
      px: Math.hypot(p.x - at.x, p.y - at.y) - (annotation.id === selected ? 1e3 : 0),
    })),
  );
  const reach = touch ? HANDLE_TOUCH_PX : HANDLE_PX;
  const within = handles.filter(({ annotation, px }) => px + (annotation.id === selected ? 1e3 : 0) <= reach);
  const nearest = within.toSorted((a, b) => a.px - b.px)[0];
  if (nearest) return { annotation: nearest.annotation, handle: nearest.handle };
  const lines = sketches.map(({ annotation, sketch }) => ({ annotation, px: distanceTo(sketch, at) })).toSorted((a, b) => a.px - b.px);
  const line = lines[0];
  return line && line.px <= (touch ? LINE_TOUCH_PX : LINE_PX) ? { annotation: line.annotation, handle: null } : null;
}

/** What the pointer would do here, for its shape. */
export function hoverCursor(view: PaneView, at: CanvasPoint): 'handle' | 'line' | 'free' {
  const { drawing, tool, marks } = useStore.getState();
  if (drawing !== null || tool !== 'cursor' || marks.annotations.length === 0 || annotating().draft) return 'free';
  const found = grabAt(view, at, false);
  return found ? (found.handle === null ? 'line' : 'handle') : 'free';
}

export type Grab = {
  move(view: PaneView, at: CanvasPoint): void;
  end(): void;
  /** Puts it back where it was. */
  cancel(): void;
};

/** A click that moves less than this chooses and changes nothing. */
const CLICK_PX = 3;

const stepsOf = ({ on }: Annotation): Steps => on.plane ?? { rowStepMm: 1, columnStepMm: 1 };

export function beginGrab({ annotation, handle }: Found, start: CanvasPoint, valuesOf: ValuesOf): Grab {
  const { select, dragAnnotation, putAnnotation } = useStore.getState();
  const before = pixelsOf(annotation);
  let changed: Annotation | null = null;
  setDraft(null);
  select(annotation.id);
  return {
    move(view, at) {
      if (annotation.readOnly || (!changed && Math.hypot(at.x - start.x, at.y - start.y) < CLICK_PX)) return;
      const [from, to] = [pixelUnder(view, annotation.on, start), pixelUnder(view, annotation.on, at)];
      if (!from || !to) return;
      const [columns, rows] = [to.column - from.column, to.row - from.row];
      const grabbed = handle === null ? undefined : before[handle];
      // The point keeps its distance from the pointer: taking hold of a handle beside its middle does not move it.
      const pixels =
        grabbed && handle !== null
          ? withHandle(annotation.kind, before, handle, shiftedBy([grabbed], columns, rows)[0]!, stepsOf(annotation))
          : shiftedBy(before, columns, rows);
      changed = withPixels(annotation, pixels);
      dragAnnotation(changed);
    },
    end() {
      if (!changed) return;
      // An outline that the reader has shaped is the reader's.
      const text = changed.text === BY_ONE_CLICK ? '' : changed.text;
      putAnnotation({ ...withPixels(changed, pixelsOf(changed), valuesOf), text });
    },
    cancel() {
      if (changed) dragAnnotation(annotation);
    },
  };
}
