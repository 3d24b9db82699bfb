/** What the address asks for while no study is open, and Back and Forward. Light: the home page carries it. */
import { parseAddress, printAddress } from '#features/linking/index.ts';
import { useStore } from '#store/store.ts';
import { closeStudy, loadSession, openCase } from './open.ts';

let pending: string | null = null;

/** The view that the address asks for, until a study is open that it can be shown on. */
export const pendingView = (): string | null => pending;
export const forgetPendingView = (): void => {
  pending = null;
};

/** The case that the page shows, by its address; null for a reader's own study. */
let shownCase: string | null = null;

function follow(): void {
  const { place, view } = parseAddress(location.hash);
  const { phase, say } = useStore.getState();
  const asked = place.kind === 'case' ? place.slug : null;
  if (phase === 'reading' && view !== null && asked === shownCase) {
    void loadSession().then((session) => session.applyView(view));
    return;
  }
  if (phase !== 'empty') void closeStudy();
  pending = view;
  shownCase = asked;
  if (asked !== null) void openCase(asked);
  else if (place.kind === 'unknown')
    say({ id: 'address', tone: 'problem', text: 'This address does not name anything that Conus can open.' });
  else if (view !== null) say({ id: 'address', tone: 'note', text: 'This link restores an exact view. Open the same study to see it.' });
}

/** Reads the address now and whenever it changes. */
export function watchAddress(): void {
  follow();
  addEventListener('popstate', follow);
}

/** Goes to a case, as its address does. */
export function goToCase(slug: string): void {
  history.pushState(null, '', printAddress({ place: { kind: 'case', slug }, view: null }));
  follow();
}

/** A reader's own files were chosen: the address no longer names a case. */
export function leaveCase(): void {
  if (shownCase === null) return;
  shownCase = null;
  history.pushState(null, '', '#/');
}
