import { parseRecent, withoutRecent, withRecent, type RecentStudy } from './recent.ts';

const place = 'conus.recent';

/** What is needed of `localStorage`. */
export type TextStore = { getItem(key: string): string | null; setItem(key: string, value: string): void; removeItem(key: string): void };

/** The browser's store; null where it is switched off (private mode, blocked site data): even naming it throws then. */
const browserStore = (): TextStore | null => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};

/** Nothing depends on this list, so a store that cannot be read counts as empty. */
export const load = (store: TextStore | null): readonly RecentStudy[] => {
  try {
    return parseRecent(store?.getItem(place) ?? null);
  } catch {
    return [];
  }
};

/** The old text goes first: what a reader forgets is gone even when the store is too full to take the shorter list. */
export const save = (store: TextStore | null, list: readonly RecentStudy[]): readonly RecentStudy[] => {
  try {
    store?.removeItem(place);
    if (list.length > 0) store?.setItem(place, JSON.stringify(list));
  } catch {
    // Full or forbidden: the next visit starts with an empty list.
  }
  return list;
};

/** Studies opened on this machine, newest first. The other three change the list and return it as it is then. */
export const readRecent = (): readonly RecentStudy[] => load(browserStore());
export const rememberRecent = (study: RecentStudy): readonly RecentStudy[] => save(browserStore(), withRecent(readRecent(), study));
export const forgetRecent = (studyUid: string): readonly RecentStudy[] => save(browserStore(), withoutRecent(readRecent(), studyUid));
export const forgetAllRecent = (): readonly RecentStudy[] => save(browserStore(), []);
