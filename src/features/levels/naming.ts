/** What the label tool is about to do: this feature's own state. */
import { create } from 'zustand';
import type { LevelName } from '#spine/level.ts';
import type { PaneId } from '#store/view.ts';

/** A label whose details are open, and where on which pane (null: in the panel). */
export type OpenLabel = { readonly id: string; readonly pane: PaneId | null; readonly x: number; readonly y: number };

type Naming = {
  /** Name that the next click gives; null: by its place along the spine. */
  readonly next: LevelName | null;
  readonly open: OpenLabel | null;
};

export const useNaming = create<Naming>()(() => ({ next: null, open: null }));

export const nameNext = (next: LevelName | null): void => useNaming.setState({ next });
export const openLabel = (open: OpenLabel | null): void => useNaming.setState({ open });
