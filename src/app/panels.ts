/** Which dialog is open: at most one. */
import { create } from 'zustand';

export type Panel = 'help' | 'palette' | 'skipped' | 'chooser';

export const usePanel = create<{ readonly panel: Panel | null }>()(() => ({ panel: null }));
export const openPanel = (panel: Panel): void => usePanel.setState({ panel });
export const closePanel = (): void => usePanel.setState({ panel: null });
