/**
 * Keeps one study's marks: restores them from the journal, writes every change within 100 ms, and exchanges changes with other tabs.
 * What is called saved has completed its transaction. What was made before the journal was read is merged with it.
 */
import { NO_MARKS, type Marks } from '#spine/marks.ts';
import { mergeMarks } from '#spine/mergeMarks.ts';
import type { SaveState } from '#store/marksSlice.ts';
import { refusalWords, type Journal } from './journal.ts';
import { changes, marksOf, mergeRecords, type Ledger, type LedgerRecord } from './ledger.ts';

/** Changes gather this long, so that a drag does not write at every move. */
const GATHER_MS = 100;
const RETRY_MS = 5000;
const COMPACT_AFTER = 256;

/** The reader's side: what the marks are shown on and where words go. */
export type Desk = {
  /** `step`: undo can go back to what was there. */
  replace(marks: Marks, step: boolean): void;
  tell(state: SaveState): void;
  /** Records that this version cannot read lie in the journal. */
  foundUnread(count: number): void;
  /** Something changed here was changed in another tab at the same time, and the other change is shown. */
  gaveWay(): void;
};

/** What another tab is told; `saved` false: its own writing failed, so that the others have to write it. */
export type TabMessage = { readonly studyUid: string; readonly records: readonly LedgerRecord[]; readonly saved: boolean };

export type Keeper = {
  readonly studyUid: string;
  /** Resolves when the journal has been read, or could not be. */
  readonly ready: Promise<void>;
  changed(marks: Marks): void;
  flush(): Promise<void>;
  receive(message: Pick<TabMessage, 'records' | 'saved'>): void;
  /** Reads what other tabs wrote while this one slept. */
  catchUp(): Promise<void>;
  /** The journal was emptied by the browser: everything is written again. */
  rewrite(): void;
  /** Writes what is left and leaves the desk alone from now on; gives back the marks if they could not be written. */
  stop(): Promise<Marks | null>;
};

export function keepMarks(studyUid: string, journal: Journal, desk: Desk, post: (message: TabMessage) => void, now = Date.now): Keeper {
  let ledger: Ledger = new Map();
  /** As the reader sees them, and as the ledger says. */
  let latest = NO_MARKS;
  let noted = NO_MARKS;
  const unsaved = new Map<string, LedgerRecord>();
  const posted = new WeakSet<LedgerRecord>();
  /** Keys where this tab's change stood against another made at the same time: the next from there may not know of it. */
  const contested = new Set<string>();
  const waiting: Pick<TabMessage, 'records' | 'saved'>[] = [];
  let restored = false;
  let stopped = false;
  let trouble: string | null = null;
  let savedAt: number | null = null;
  let entries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const dirty = (): boolean => unsaved.size > 0 || latest !== noted;

  function tell(): void {
    if (stopped) return;
    if (trouble !== null) desk.tell({ kind: 'failed', reason: trouble });
    else if (dirty()) desk.tell({ kind: 'saving' });
    else desk.tell(savedAt === null ? { kind: 'none' } : { kind: 'saved', at: savedAt });
  }

  function show(marks: Marks, step: boolean): void {
    latest = marks;
    noted = marks;
    if (!stopped) desk.replace(marks, step);
  }

  /** Gives every change since the last time a record. */
  function note(): void {
    if (latest === noted) return;
    const records = changes(ledger, latest);
    ledger = mergeRecords(ledger, records).ledger;
    for (const record of records) {
      unsaved.set(record.key, record);
      contested.delete(record.key);
    }
    noted = latest;
  }

  function schedule(delayMs = trouble === null ? GATHER_MS : RETRY_MS): void {
    timer ??= setTimeout(() => void flush(), delayMs);
  }

  function tellTabs(records: readonly LedgerRecord[], saved: boolean): void {
    const news = records.filter((record) => !posted.has(record));
    for (const record of news) posted.add(record);
    if (news.length > 0) post({ studyUid, records: news, saved });
  }

  async function restore(): Promise<void> {
    const loaded = await journal.load(studyUid);
    restored = true;
    ledger = mergeRecords(new Map(), loaded.records).ledger;
    entries = loaded.entries;
    savedAt = loaded.savedAt;
    if (ledger.size > 0) {
      const early = latest;
      show(early === NO_MARKS ? marksOf(ledger) : mergeMarks(marksOf(ledger), early), false);
      // Only what the journal holds is noted: what was made early is a change that is still to be written.
      if (early !== NO_MARKS) noted = NO_MARKS;
    }
    if (loaded.unread > 0 && !stopped) desk.foundUnread(loaded.unread);
    for (const message of waiting.splice(0)) receive(message);
  }

  async function write(): Promise<void> {
    if (!restored) await restore();
    note();
    while (unsaved.size > 0) {
      const batch = [...unsaved.values()];
      const at = now();
      await journal.append(studyUid, batch, at);
      savedAt = at;
      entries += 1;
      for (const record of batch) if (unsaved.get(record.key) === record) unsaved.delete(record.key);
      tellTabs(batch, true);
      note();
    }
    if (entries >= COMPACT_AFTER) {
      entries = 0;
      // A snapshot only saves time: when it fails, the entries are still there.
      await journal.compact(studyUid).catch(() => undefined);
    }
  }

  async function attempt(): Promise<void> {
    try {
      await write();
      trouble = null;
    } catch (error) {
      trouble = refusalWords(error);
      if (restored) note();
      tellTabs([...unsaved.values()], false);
    }
    running = undefined;
    if (dirty() && !(stopped && trouble)) schedule();
    tell();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= attempt();
    return running;
  }

  function receive(message: Pick<TabMessage, 'records' | 'saved'>): void {
    if (!restored) {
      waiting.push(message);
      return;
    }
    note();
    const merged = mergeRecords(ledger, message.records);
    ledger = merged.ledger;
    for (const key of merged.stood) contested.add(key);
    const lost = merged.gaveWay.length > 0 || merged.changed.some((key) => contested.has(key));
    for (const key of merged.changed) {
      contested.delete(key);
      if (message.saved) unsaved.delete(key);
      else unsaved.set(key, ledger.get(key)!);
    }
    if (merged.changed.length > 0) {
      show(marksOf(ledger), lost);
      if (message.saved) savedAt = now();
    }
    if (lost && !stopped) desk.gaveWay();
    if (dirty()) schedule();
    tell();
  }

  const ready = flush();
  return {
    studyUid,
    ready,
    flush,
    receive,
    changed(marks) {
      if (marks === latest) return;
      latest = marks;
      schedule();
      tell();
    },
    async catchUp() {
      if (!restored) return flush();
      // A journal that cannot be read now is said when the next change cannot be written.
      const loaded = await journal.load(studyUid).catch(() => null);
      if (loaded) receive({ records: loaded.records, saved: true });
    },
    rewrite() {
      for (const record of ledger.values()) unsaved.set(record.key, record);
      if (dirty()) schedule();
      tell();
    },
    async stop() {
      stopped = true;
      await flush();
      if (dirty() && trouble === null) await flush();
      clearTimeout(timer);
      return dirty() ? latest : null;
    },
  };
}
