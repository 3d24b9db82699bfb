/** The one store. Slices hold plain serialisable data; pixels, canvases and workers belong to the engine. */
import { create } from 'zustand';
import { subscribeWithSelector } from 'zustand/middleware';
import { shallow } from 'zustand/shallow';
import { createMarksSlice, type MarksActions, type MarksState } from './marksSlice.ts';
import { createSettingsSlice, type Settings, type SettingsActions } from './settingsSlice.ts';
import { createStudySlice, type StudyActions, type StudyState } from './studySlice.ts';
import { createViewSlice, type ViewActions } from './viewSlice.ts';
import type { PaneId, ViewState } from './view.ts';

/** What a reader must know about, until dismissed. `id` names the subject, so that the same problem is not listed twice. */
export type Notice = {
  readonly id: string;
  readonly tone: 'note' | 'caution' | 'problem';
  readonly text: string;
  /** A command that answers it, by its id. */
  readonly action?: { readonly label: string; readonly command: string };
};

export type NoticeState = {
  readonly notices: readonly Notice[];
  say(notice: Notice): void;
  dismiss(id: string): void;
};

/** What is on a pane's canvas: the picture of this key, or the reason why it is not; `gaps` counts failed slices a reformat has to leave dark. */
export type Drawn = { readonly key: string; readonly problem: string | null; readonly gaps: number };

export type DrawnState = {
  /** Key of the picture that is on each pane's canvas; a failed one with its reason. */
  readonly drawn: Readonly<Partial<Record<PaneId, Drawn>>>;
  setDrawn(pane: PaneId, drawn: Drawn): void;
};

export type Store = StudyState &
  StudyActions &
  ViewState &
  ViewActions &
  Settings &
  SettingsActions &
  MarksState &
  MarksActions &
  DrawnState &
  NoticeState;

export const useStore = create<Store>()(
  subscribeWithSelector((set, get, api) => ({
    ...createSettingsSlice(set, get, api),
    ...createViewSlice(set, get, api),
    ...createStudySlice(set, get, api),
    ...createMarksSlice(set, get, api),
    notices: [],
    say: (notice) => set((state) => ({ notices: [...state.notices.filter((each) => each.id !== notice.id), notice] })),
    dismiss: (id) => set((state) => ({ notices: state.notices.filter((each) => each.id !== id) })),
    drawn: {},
    setDrawn: (pane, drawn) => {
      if (!shallow(get().drawn[pane], drawn)) set((state) => ({ drawn: { ...state.drawn, [pane]: drawn } }));
    },
  })),
);
