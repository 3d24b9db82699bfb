/** Whether the series rail is open: beside the images it is the reader's lasting choice, over them (on a phone) it closes after use. */
import { create } from 'zustand';
import { useStore } from '#store/store.ts';
import { isPhone, usePhone } from '#ui/usePhone.ts';

const useOver = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function useRailOpen(): boolean {
  const phone = usePhone();
  const over = useOver((state) => state.open);
  const beside = useStore((state) => state.railOpen);
  return phone ? over : beside;
}

export const isRailOpen = (): boolean => (isPhone() ? useOver.getState().open : useStore.getState().railOpen);

export function toggleRail(): void {
  const { railOpen, changeSettings } = useStore.getState();
  if (isPhone()) useOver.setState({ open: !useOver.getState().open });
  else changeSettings({ railOpen: !railOpen });
}

export const closeRailOver = (): void => useOver.setState({ open: false });
