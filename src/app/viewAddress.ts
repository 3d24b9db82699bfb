/** The view of the open study in the address bar: written as the reader moves, and read back. */
import { parseAddress, parseView, printAddress, printView } from '#features/linking/index.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore, type Store } from '#store/store.ts';
import { visiblePanes } from '#store/view.ts';
import { forgetPendingView, pendingView } from './address.ts';

const WRITE_AFTER_MS = 250;

let timer: ReturnType<typeof setTimeout> | undefined;
/** The step of the history that the address bar is at; null before the first. */
let step: string | null = null;

/** Steps of the history: another layout, plane or series is one; scrolling, windowing and zooming are not. */
function stepOf(state: Store): string {
  const contents = visiblePanes(state).map((id) => {
    const { content } = state.panes[id];
    return content.kind === 'empty' ? '' : `${content.kind} ${content.seriesUid}`;
  });
  return JSON.stringify([state.studyUid, state.layout, state.maximised, contents]);
}

/** Shows the view of a token on the open study, or says why it cannot. */
export function applyView(token: string): void {
  const state = useStore.getState();
  const study = activeStudy(state);
  if (!study) return;
  const parsed = parseView(token, study, state);
  if ('view' in parsed) state.restoreView(parsed.view);
  else state.say({ id: 'view', tone: 'caution', text: parsed.problem });
  step = stepOf(useStore.getState());
}

/** Applies the view that the address asked for to the study that was just hung. */
export function restorePendingView(): void {
  const token = pendingView();
  forgetPendingView();
  useStore.getState().dismiss('address');
  if (token !== null) applyView(token);
}

function write(): void {
  const state = useStore.getState();
  const study = activeStudy(state);
  if (state.phase !== 'reading' || !study || pendingView() !== null || !state.indexed) return;
  const { place } = parseAddress(location.hash);
  const address = printAddress({ place, view: printView(study, state) });
  const now = stepOf(state);
  if (address !== location.hash) {
    // The first view of a case belongs to the step that opened it; of a reader's own study it is a step of its own, with home behind it.
    const first = step === null && place.kind === 'case';
    if (now === step || first) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  }
  step = now;
}

/** The address of this very view, without waiting for the next write. */
export function currentAddress(): string {
  clearTimeout(timer);
  write();
  return location.href;
}

/** Keeps the address at the view, for as long as the page lives. */
export function writeAddress(): void {
  useStore.subscribe((state) => {
    clearTimeout(timer);
    if (state.phase === 'reading') timer = setTimeout(write, WRITE_AFTER_MS);
    else step = null;
  });
}
