import { lazy } from 'react';

export { thisPlatform } from './chord.ts';
export { hintOf } from './keymap.ts';
export { useHotkeys } from './useHotkeys.ts';

/** Both come with their first use; render them inside a Suspense boundary. */
export const HelpSheet = lazy(async () => ({ default: (await import('./HelpSheet.tsx')).HelpSheet }));
export const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));
