import { useSyncExternalStore } from 'react';

/** One plane at a time: a narrow window, or a phone held sideways. The style sheets repeat this condition. */
const phoneQuery = '(max-width: 699.98px), (max-height: 479.98px)';

const subscribe = (changed: () => void): (() => void) => {
  const query = window.matchMedia(phoneQuery);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Whether the page is in its phone shape now. */
export const isPhone = (): boolean => window.matchMedia(phoneQuery).matches;

/** The same for components; follows resizing and turning. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, isPhone, () => false);
