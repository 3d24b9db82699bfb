/** Where the probe points: state of this feature alone, so it does not live in the store. */
import { create } from 'zustand';
import type { CanvasPoint } from '#geometry/points.ts';
import type { PaneId } from '#store/view.ts';

export type Probe = { readonly pane: PaneId; readonly at: CanvasPoint };

export const useProbe = create<{ readonly probe: Probe | null }>()(() => ({ probe: null }));
export const setProbe = (probe: Probe | null): void => useProbe.setState({ probe });
