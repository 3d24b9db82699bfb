import { useEffect, useRef } from 'react';
import type { CanvasPoint } from '#geometry/points.ts';
import type { PaneSize } from '#geometry/viewTransform.ts';
import type { Annotation } from '#spine/annotation.ts';
import { useStore } from '#store/store.ts';
import { setWriting } from './draft.ts';

const WIDTH_PX = 180;
const LONGEST = 200;

/** The reader's words for an annotation, as typed; the same text changes nothing. */
export function setText(id: string, text: string): void {
  const { marks, putAnnotation } = useStore.getState();
  const annotation = marks.annotations.find((each) => each.id === id);
  const words = text.trim().slice(0, LONGEST);
  if (annotation && annotation.text !== words) putAnnotation({ ...annotation, text: words, changedAt: Date.now() });
}

/** Text written on the image, beside an arrow's tail. Enter or leaving keeps it, Esc keeps what was. */
export function TextField({ annotation, at, size }: { annotation: Annotation; at: CanvasPoint; size: PaneSize }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const left = Math.max(6, Math.min(size.widthPx - WIDTH_PX - 6, at.x + 8));
  const top = Math.max(6, Math.min(size.heightPx - 40, at.y - 14));
  const keep = (): void => {
    setText(annotation.id, field.current?.value ?? '');
    setWriting(null);
  };
  return (
    <input
      ref={field}
      className="field mark-text"
      style={{ left, top, width: WIDTH_PX }}
      aria-label="Text of the annotation"
      placeholder="Text"
      maxLength={LONGEST}
      defaultValue={annotation.text}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setWriting(null);
      }}
    />
  );
}
