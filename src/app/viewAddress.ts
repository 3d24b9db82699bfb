/** The address bar and the view: kept together without the one ever overwriting what the reader does with the other. */
import { parseAddress, parseView, printAddress, printView } from '#features/linking/index.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { visiblePanes } from '#store/view.ts';

const WRITE_AFTER_MS = 250;

let pending: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let place: string | null = null;

/** The view that the address asks for, until a study is open that it can be shown on. */
export const pendingView = (): string | null => pending;

/** Applies the address's view to the study that was just hung. */
export function restorePendingView(): void {
  const study = activeStudy(useStore.getState());
  if (pending === null || !study) return;
  applyView(pending);
  pending = null;
}

function applyView(token: string): void {
  const state = useStore.getState();
  const study = activeStudy(state);
  if (!study) return;
  const parsed = parseView(token, study, state);
  if ('view' in parsed) state.restoreView(parsed.view);
  else state.say({ id: 'view', tone: 'caution', text: parsed.problem });
}

/** Steps of the history: another layout, plane or series is one; scrolling, windowing and zooming are not. */
const stepOf = (state: Store): string =>
  JSON.stringify([
    state.studyUid,
    state.layout,
    state.maximised,
    visiblePanes(state).map((id) => ('seriesUid' in state.panes[id].content ? state.panes[id].content.seriesUid : '')),
  ]);

function write(): void {
  const state = useStore.getState();
  const study = activeStudy(state);
  if (state.phase !== 'reading' || !study || pending !== null || !state.indexed) return;
  const address = printAddress({ place: parseAddress(location.hash).place, view: printView(study, state) });
  const step = stepOf(state);
  if (address === location.hash) place = step;
  else if (place === step) history.replaceState(null, '', address);
  else {
    place = step;
    history.pushState(null, '', address);
  }
}

/** Address now, without waiting: for copying it. */
export function currentAddress(): string {
  clearTimeout(timer);
  write();
  return location.href;
}

export type AddressActions = {
  openCase(slug: string): void;
  close(): void;
};

function follow({ openCase, close }: AddressActions): void {
  const { place: target, view } = parseAddress(location.hash);
  const { phase, say } = useStore.getState();
  if (phase === 'reading' && view !== null) {
    applyView(view);
    place = stepOf(useStore.getState());
    return;
  }
  if (phase === 'reading') close();
  pending = view;
  place = null;
  if (target.kind === 'case') openCase(target.slug);
  else if (target.kind === 'unknown')
    say({ id: 'address', tone: 'problem', text: 'This address does not name anything that Conus can open.' });
  else if (view !== null) say({ id: 'address', tone: 'note', text: 'This link restores an exact view. Open the same study to see it.' });
}

/** Reads the address now and on Back and Forward; writes the view into it as the reader moves. */
export function watchAddress(actions: AddressActions): () => void {
  follow(actions);
  const onMove = () => follow(actions);
  addEventListener('popstate', onMove);
  const unsubscribe = useStore.subscribe((state) => {
    clearTimeout(timer);
    if (state.phase === 'reading') timer = setTimeout(write, WRITE_AFTER_MS);
    else place = null;
  });
  return () => {
    removeEventListener('popstate', onMove);
    unsubscribe();
    clearTimeout(timer);
  };
}
