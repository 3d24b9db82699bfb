import type { StateCreator } from 'zustand';
import type { Store } from './store.ts';
import type { Layout } from './view.ts';

export type Tool = 'cursor' | 'scroll' | 'window' | 'pan' | 'zoom' | 'probe' | 'magnify';

/** The reader's own preferences, kept on this machine between visits. */
export type Settings = {
  readonly tool: Tool;
  readonly startLayout: Layout;
  /** All overlays, or patient identity only. */
  readonly overlays: 'all' | 'identity';
  readonly referenceLines: 'current' | 'all' | 'off';
  readonly smooth: boolean;
  readonly linkZoom: boolean;
  readonly linkWindow: boolean;
  readonly railOpen: boolean;
  readonly panelOpen: boolean;
  readonly cineFps: number;
  /** Command id -> chords that replace its default keys. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
};

export type SettingsActions = { changeSettings(patch: Partial<Settings>): void };

export const DEFAULT_SETTINGS: Settings = {
  tool: 'cursor',
  startLayout: 'planes',
  overlays: 'all',
  referenceLines: 'current',
  smooth: true,
  linkZoom: false,
  linkWindow: true,
  railOpen: true,
  panelOpen: false,
  cineFps: 8,
  keys: {},
};

export const createSettingsSlice: StateCreator<Store, [['zustand/subscribeWithSelector', never]], [], Settings & SettingsActions> = (
  set,
) => ({
  ...DEFAULT_SETTINGS,
  changeSettings: (patch) => set(patch),
});

export const settingsOf = (state: Store): Settings =>
  Object.fromEntries(Object.keys(DEFAULT_SETTINGS).map((key) => [key, state[key as keyof Settings]])) as Settings;
