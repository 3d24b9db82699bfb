/** What is being drawn: state of this feature alone until it becomes an annotation. */
import { create } from 'zustand';
import type { AnnotationKind, DrawnOn } from '#spine/annotation.ts';
import type { PixelPoint } from '#geometry/points.ts';
import type { PaneId } from '#store/view.ts';

export type Draft = {
  readonly kind: AnnotationKind;
  readonly pane: PaneId;
  /** Key of the image it is drawn on: on another one it is not shown. */
  readonly stopKey: string;
  readonly on: DrawnOn;
  /** Places pressed so far, in pixels of that image. */
  readonly pressed: readonly PixelPoint[];
  /** Where the pointer is: the next press, shown before it happens. */
  readonly next: PixelPoint | null;
  /** An outline that the program found; the reader accepts, adjusts or discards it. */
  readonly proposed: boolean;
};

export type Annotating = {
  readonly draft: Draft | null;
  /** The next press finds the sac's outline by itself. */
  readonly growing: boolean;
  /** The annotation whose text is being written. */
  readonly writing: string | null;
};

const IDLE: Annotating = { draft: null, growing: false, writing: null };

export const useAnnotating = create<Annotating>()(() => IDLE);
export const annotating = useAnnotating.getState;
export const setDraft = (draft: Draft | null): void => useAnnotating.setState({ draft });
export const setWriting = (writing: string | null): void => useAnnotating.setState({ writing });
export const stopAnnotating = (): void => useAnnotating.setState(IDLE, true);
