/** The reader's preferences in localStorage; nothing about patients. A blocked or damaged storage means defaults, never an error. */
import * as v from 'valibot';
import { DEFAULT_SETTINGS, settingsOf, type Settings } from '#store/settingsSlice.ts';
import { useStore } from '#store/store.ts';
import { LAYOUTS, type Layout } from '#store/view.ts';

const KEY = 'conus:settings';

const schema = v.object({
  tool: v.picklist(['cursor', 'scroll', 'window', 'pan', 'zoom', 'probe', 'magnify']),
  startLayout: v.picklist(Object.keys(LAYOUTS) as Layout[]),
  overlays: v.picklist(['all', 'identity']),
  referenceLines: v.picklist(['current', 'all', 'off']),
  smooth: v.boolean(),
  linkZoom: v.boolean(),
  linkWindow: v.boolean(),
  railOpen: v.boolean(),
  panelOpen: v.boolean(),
  cineFps: v.pipe(v.number(), v.minValue(1), v.maxValue(60)),
  keys: v.record(v.string(), v.array(v.string())),
});

/** Settings of an earlier visit; each damaged value falls back to its default alone. */
export function parseSettings(text: string | null): Settings {
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    const parsed = v.safeParse(v.partial(schema), stored);
    if (parsed.success) return { ...DEFAULT_SETTINGS, ...(parsed.output as Partial<Settings>) };
    const entries = Object.entries((typeof stored === 'object' && stored) || {});
    const valid = entries.filter(([key, value]) => key in schema.entries && v.is(schema.entries[key as keyof Settings], value));
    return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(valid) as Partial<Settings>) };
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** Loads the settings into the store and writes every later change back. */
export function keepSettings(): void {
  const { changeSettings } = useStore.getState();
  try {
    const settings = parseSettings(localStorage.getItem(KEY));
    changeSettings(settings);
    useStore.setState({ layout: settings.startLayout });
  } catch {
    return;
  }
  let last = JSON.stringify(settingsOf(useStore.getState()));
  useStore.subscribe((state) => {
    const text = JSON.stringify(settingsOf(state));
    if (text === last) return;
    last = text;
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // A full or blocked storage only means that the preference is forgotten with the tab.
    }
  });
}
