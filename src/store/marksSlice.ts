import type { StateCreator } from 'zustand';
import type { StudyUid } from '#dicom/study.ts';
import type { Annotation, AnnotationKind } from '#spine/annotation.ts';
import type { LevelKind, LevelSet } from '#spine/level.ts';
import { NO_MARKS, type KeyImage, type Marks } from '#spine/marks.ts';
import { changeBetween } from '#spine/mergeMarks.ts';
import type { Store } from './store.ts';

/** Steps that undo can go back. */
const HISTORY = 500;

/** saved: everything is in the journal, transaction complete; saving: not yet; failed: the browser refused, with the reason. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly reason: string };

export type MarksState = {
  readonly marks: Marks;
  readonly past: readonly Marks[];
  readonly future: readonly Marks[];
  readonly saveState: SaveState;
  /** What the next points on an image make; null: the hands' own tool. */
  readonly drawing: AnnotationKind | { readonly label: LevelKind } | null;
  readonly selected: string | null;
};

export type MarksActions = {
  /** Puts a new or changed annotation in place by its id; one step of undo. Its revision rises. */
  putAnnotation(annotation: Annotation): void;
  /** The same while a handle is dragged: no step of undo until `putAnnotation`. */
  dragAnnotation(annotation: Annotation): void;
  removeAnnotation(id: string): void;
  setLevels(levels: LevelSet): void;
  /** The same while a label is dragged: no step of undo until `setLevels`. */
  dragLevels(levels: LevelSet): void;
  putKeyImage(image: KeyImage): void;
  removeKeyImage(id: string): void;
  /** Marks restored from the journal, a file or another tab; `step` makes it one step of undo. */
  replaceMarks(marks: Marks, step: boolean): void;
  undo(): void;
  redo(): void;
  setDrawing(drawing: MarksState['drawing']): void;
  select(id: string | null): void;
  setSaveState(saveState: SaveState): void;
};

export const NO_MARKS_STATE: MarksState = {
  marks: NO_MARKS,
  past: [],
  future: [],
  saveState: { kind: 'none' },
  drawing: null,
  selected: null,
};

const put = <T extends { readonly id: string; readonly revision: number }>(items: readonly T[], item: T): readonly T[] => {
  const before = items.find((each) => each.id === item.id);
  const next = { ...item, revision: (before?.revision ?? 0) + 1 };
  return before ? items.map((each) => (each.id === item.id ? next : each)) : [...items, next];
};

const without = <T extends { readonly id: string }>(items: readonly T[], id: string): readonly T[] =>
  items.filter((each) => each.id !== id);

export const createMarksSlice: StateCreator<Store, [['zustand/subscribeWithSelector', never]], [], MarksState & MarksActions> = (set) => {
  /** Before a drag began, and on which study; its end makes one step from there. */
  let beforeDrag: { readonly studyUid: StudyUid | null; readonly marks: Marks } | null = null;
  const step = (change: (marks: Marks) => Marks): void =>
    set((state) => {
      const from = beforeDrag?.studyUid === state.studyUid ? beforeDrag.marks : state.marks;
      beforeDrag = null;
      return { marks: change(state.marks), past: [...state.past, from].slice(-HISTORY), future: [] };
    });
  return {
    ...NO_MARKS_STATE,
    putAnnotation: (annotation) => step((marks) => ({ ...marks, annotations: put(marks.annotations, annotation) })),
    dragAnnotation: (annotation) =>
      set(({ marks, studyUid }) => {
        if (beforeDrag?.studyUid !== studyUid) beforeDrag = { studyUid, marks };
        return { marks: { ...marks, annotations: marks.annotations.map((each) => (each.id === annotation.id ? annotation : each)) } };
      }),
    removeAnnotation: (id) => {
      step((marks) => ({ ...marks, annotations: without(marks.annotations, id) }));
      set((state) => (state.selected === id ? { selected: null } : {}));
    },
    setLevels: (levels) => step((marks) => ({ ...marks, levels })),
    dragLevels: (levels) =>
      set(({ marks, studyUid }) => {
        if (beforeDrag?.studyUid !== studyUid) beforeDrag = { studyUid, marks };
        return { marks: { ...marks, levels } };
      }),
    putKeyImage: (image) => step((marks) => ({ ...marks, keyImages: put(marks.keyImages, image) })),
    removeKeyImage: (id) => step((marks) => ({ ...marks, keyImages: without(marks.keyImages, id) })),
    replaceMarks: (marks, asStep) => {
      if (asStep) return step(() => marks);
      set((state) => {
        // What came from elsewhere is in every step: undoing one's own work never undoes another's.
        const change = changeBetween(state.marks, marks);
        beforeDrag &&= { ...beforeDrag, marks: change(beforeDrag.marks) };
        return { marks, past: state.past.map(change), future: state.future.map(change) };
      });
    },
    undo: () =>
      set(({ past, future, marks }) => {
        const before = past.at(-1);
        return before ? { marks: before, past: past.slice(0, -1), future: [marks, ...future] } : {};
      }),
    redo: () =>
      set(({ past, future, marks }) => {
        const [next, ...rest] = future;
        return next ? { marks: next, past: [...past, marks], future: rest } : {};
      }),
    setDrawing: (drawing) => set({ drawing }),
    select: (selected) => set({ selected }),
    setSaveState: (saveState) => set({ saveState }),
  };
};
