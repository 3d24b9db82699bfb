import { lazy } from 'react';

export { chordText, printChord, thisPlatform } from './chord.ts';
export { hintOf, keysOf, parseOverrides, type KeyOverrides } from './keymap.ts';
export { useHotkeys } from './useHotkeys.ts';
export type { Gesture } from './HelpSheet.tsx';

/** Both come with their first use; render them inside a Suspense boundary. */
export const HelpSheet = lazy(async () => ({ default: (await import('./HelpSheet.tsx')).HelpSheet }));
export const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));
