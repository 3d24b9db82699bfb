/** Autosave: the open study's marks go to the journal as they are made, come back when it opens again, and follow what other tabs make. */
import * as v from 'valibot';
import { isStandIn } from '#dicom/standIn.ts';
import type { Marks } from '#spine/marks.ts';
import type { SaveState } from '#store/marksSlice.ts';
import { useStore } from '#store/store.ts';
import { isExported } from './caseFiles.ts';
import { openJournal, Refusal, type Journal } from './journal.ts';
import { keepMarks, type Desk, type Keeper, type TabMessage } from './keepMarks.ts';
import { readRecord } from './ledger.ts';

const NOTICE = 'saving';
const store = useStore.getState;

const refuse = (): Promise<never> =>
  Promise.reject(new Refusal('its images carry no Study Instance UID, so that it could not be told from others when it is opened again'));
/** For a study that cannot be known again. */
const NO_JOURNAL: Journal = { load: refuse, append: refuse, compact: refuse, close: () => undefined };

function tell(saveState: SaveState): void {
  const before = store().saveState;
  const reason = saveState.kind === 'failed' ? saveState.reason : null;
  const knownReason = before.kind === 'failed' ? before.reason : null;
  const sameTime = saveState.kind === 'saved' && before.kind === 'saved' && saveState.at === before.at;
  if (saveState.kind !== before.kind || reason !== knownReason || (saveState.kind === 'saved' && !sameTime))
    store().setSaveState(saveState);
  if (reason === knownReason) return;
  if (reason === null) store().dismiss(NOTICE);
  else {
    store().say({
      id: NOTICE,
      tone: 'caution',
      text: `What you make on this study is not saved in this browser: ${reason}. You can go on working; before you close the tab, press “Save a file” at the foot of the screen.`,
    });
  }
}

const desk: Desk = {
  replace: (marks, step) => store().replaceMarks(marks, step),
  tell,
  foundUnread: (count) =>
    store().say({
      id: 'saving-unread',
      tone: 'caution',
      text: `${count === 1 ? 'One saved mark' : `${count} saved marks`} of this study cannot be read by this version. The rest is shown; nothing was deleted.`,
    }),
  gaveWay: () =>
    store().say({
      id: 'saving-tabs',
      tone: 'caution',
      text: 'Something you changed was changed in another tab at the same time. The other tab’s change is shown; Undo brings yours back.',
    }),
};

const messageSchema = v.object({ studyUid: v.string(), records: v.array(v.unknown()), saved: v.boolean() });

let keeper: Keeper | null = null;
/** Marks of studies closed while the storage refused: kept for as long as the page lives. */
const parked = new Map<string, Marks>();

/** Resolves when the open study's journal has been read (or could not be). */
export const marksRestored = async (): Promise<void> => keeper?.ready;

function leave(): void {
  const left = keeper;
  keeper = null;
  if (!left) return;
  store().dismiss(NOTICE);
  void left.stop().then((unwritten) => {
    if (unwritten) parked.set(left.studyUid, unwritten);
  });
}

/** Subscribes to the store for as long as the page lives, or until the function it gives back is called. */
export function startSaving(): () => void {
  const journal = openJournal(() => keeper?.rewrite());
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('conus:marks');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin alone and takes no target
  const post = (message: TabMessage): void => channel?.postMessage(message);
  const listening = new AbortController();
  const { signal } = listening;

  function enter(studyUid: string): void {
    keeper = keepMarks(studyUid, isStandIn(studyUid) ? NO_JOURNAL : journal, desk, post);
    const left = parked.get(studyUid);
    parked.delete(studyUid);
    if (left) store().replaceMarks(left, false);
  }

  channel?.addEventListener(
    'message',
    ({ data }) => {
      const message = v.safeParse(messageSchema, data);
      if (!message.success || message.output.studyUid !== keeper?.studyUid) return;
      keeper.receive({ ...message.output, records: message.output.records.map(readRecord).filter((record) => record !== null) });
    },
    { signal },
  );
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' ? keeper?.flush() : keeper?.catchUp()), {
    signal,
  });
  addEventListener('pagehide', () => void keeper?.flush(), { signal });
  addEventListener(
    'beforeunload',
    (event) => {
      const atRisk = parked.size > 0 || (store().saveState.kind === 'failed' && !isExported(store().marks));
      if (atRisk) event.preventDefault();
    },
    { signal },
  );
  const unsubscribe = useStore.subscribe((state, before) => {
    if (state.studyUid !== before.studyUid) {
      leave();
      if (state.studyUid) enter(state.studyUid);
    }
    if (state.marks !== before.marks) keeper?.changed(store().marks);
  });
  const { studyUid } = store();
  if (studyUid) enter(studyUid);
  return () => {
    unsubscribe();
    listening.abort();
    leave();
    channel?.close();
  };
}
