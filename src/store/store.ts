/** The one store. Slices hold plain serialisable data; pixels, canvases and workers belong to the engine. */
import { create } from 'zustand';
import { subscribeWithSelector } from 'zustand/middleware';
import { createSettingsSlice, type Settings, type SettingsActions } from './settingsSlice.ts';
import { createStudySlice, type StudyActions, type StudyState } from './studySlice.ts';
import { createViewSlice, type ViewActions } from './viewSlice.ts';
import type { PaneId, ViewState } from './view.ts';

/** What a reader must know about, until dismissed. `id` names the subject, so that the same problem is not listed twice. */
export type Notice = { readonly id: string; readonly tone: 'note' | 'caution' | 'problem'; readonly text: string };

export type NoticeState = {
  readonly notices: readonly Notice[];
  say(notice: Notice): void;
  dismiss(id: string): void;
};

export type DrawnState = {
  /** Key of the picture that is on each pane's canvas; a failed one with its reason. */
  readonly drawn: Readonly<Partial<Record<PaneId, { readonly key: string; readonly problem: string | null }>>>;
  setDrawn(pane: PaneId, key: string, problem: string | null): void;
};

export type Store = StudyState & StudyActions & ViewState & ViewActions & Settings & SettingsActions & DrawnState & NoticeState;

export const useStore = create<Store>()(
  subscribeWithSelector((set, get, api) => ({
    ...createSettingsSlice(set, get, api),
    ...createViewSlice(set, get, api),
    ...createStudySlice(set, get, api),
    notices: [],
    say: (notice) => set((state) => ({ notices: [...state.notices.filter((each) => each.id !== notice.id), notice] })),
    dismiss: (id) => set((state) => ({ notices: state.notices.filter((each) => each.id !== id) })),
    drawn: {},
    setDrawn: (pane, key, problem) => {
      const now = get().drawn[pane];
      if (now?.key !== key || now.problem !== problem) set((state) => ({ drawn: { ...state.drawn, [pane]: { key, problem } } }));
    },
  })),
);
