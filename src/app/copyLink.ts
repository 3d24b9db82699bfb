import { useStore } from '#store/store.ts';
import { currentAddress } from './viewAddress.ts';

/** Copies the address of the exact view. It opens on any machine that has the same study; it carries no patient data. */
export async function copyLink(): Promise<void> {
  const { say } = useStore.getState();
  try {
    await navigator.clipboard.writeText(currentAddress());
    say({ id: 'copied', tone: 'note', text: 'Link copied. It restores this view where the same study is opened.' });
  } catch {
    say({ id: 'copied', tone: 'caution', text: 'The browser did not allow copying. The address bar holds the same link.' });
  }
}
