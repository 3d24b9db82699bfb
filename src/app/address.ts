/** What the address asks for while no study is open, and Back and Forward. Light: the home page carries it. */
import { parseAddress } from '#features/linking/index.ts';
import { useStore } from '#store/store.ts';
import { closeStudy, loadSession } from './open.ts';

let pending: string | null = null;

/** The view that the address asks for, until a study is open that it can be shown on. */
export const pendingView = (): string | null => pending;
export const forgetPendingView = (): void => {
  pending = null;
};

function follow(openCase: (slug: string) => void): void {
  const { place, view } = parseAddress(location.hash);
  const { phase, say } = useStore.getState();
  if (phase === 'reading' && view !== null) {
    void loadSession().then((session) => session.applyView(view));
    return;
  }
  if (phase !== 'empty') void closeStudy();
  pending = view;
  if (place.kind === 'case') openCase(place.slug);
  else if (place.kind === 'unknown')
    say({ id: 'address', tone: 'problem', text: 'This address does not name anything that Conus can open.' });
  else if (view !== null) say({ id: 'address', tone: 'note', text: 'This link restores an exact view. Open the same study to see it.' });
}

/** Reads the address now and whenever it changes. */
export function watchAddress(openCase: (slug: string) => void): void {
  follow(openCase);
  addEventListener('popstate', () => follow(openCase));
}
