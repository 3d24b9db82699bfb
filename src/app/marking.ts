/** What marks need of the rest of the app: pixel values, and views that can be kept and shown again. */
import { printView } from '#features/linking/index.ts';
import type { Slice } from '#dicom/study.ts';
import type { ImageValues } from '#spine/regionValues.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { boundEngine } from './session.ts';

export const valuesOf = (slice: Slice): ImageValues | null => boundEngine()?.engine.valuesOf(slice) ?? null;

/** Token of the exact view on the screen; '' without a study. */
export function currentView(): string {
  const state = useStore.getState();
  const study = activeStudy(state);
  return study ? printView(study, state) : '';
}
