/**
 * The journal in IndexedDB: an entry per change, never altered, and one snapshot per study that stands for the entries before it.
 * A promise given here resolves only at the transaction's complete event, written through to the disk where the browser allows asking for that.
 */
import { mergeRecords, readRecord, type Ledger, type LedgerRecord } from './ledger.ts';

export type Loaded = {
  readonly records: readonly LedgerRecord[];
  /** Entries since the last snapshot. */
  readonly entries: number;
  /** When the last of them was saved, in ms since 1970; null for none. */
  readonly savedAt: number | null;
  /** Records that this version cannot read: they stay where they are. */
  readonly unread: number;
};

export type Journal = {
  load(studyUid: string): Promise<Loaded>;
  append(studyUid: string, records: readonly LedgerRecord[], at: number): Promise<void>;
  /** Replaces entries by one snapshot, in one transaction; leaves everything as it is where something in it cannot be read. */
  compact(studyUid: string): Promise<void>;
  close(): void;
};

const NAME = 'conus-marks';
const VERSION = 1;
const STUDY = 'studyUid';

/** Both stores hold the same shape; a snapshot is an entry that stands for all before it. */
type Stored = { readonly studyUid: string; readonly at: number; readonly records: readonly LedgerRecord[] };

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser gave no reason')));
  });

/** Called in the same task as the transaction's last request, so that no event comes before the listeners. */
const completed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    const fail = () => reject(transaction.error ?? new Error('the browser gave no reason'));
    transaction.addEventListener('abort', fail);
    transaction.addEventListener('error', fail);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('snapshots', { keyPath: STUDY });
    request.result.createObjectStore('entries', { autoIncrement: true }).createIndex(STUDY, STUDY);
  });
  return asked(request);
}

function readAll(stored: readonly unknown[]): Loaded {
  const raw = stored.flatMap((each): unknown[] => (each as Partial<Stored> | undefined)?.records?.slice() ?? []);
  const read = raw.map(readRecord);
  const records = read.filter((record) => record !== null);
  const times = stored.map((each) => (each as Partial<Stored> | undefined)?.at).filter((at) => typeof at === 'number');
  const ledger: Ledger = mergeRecords(new Map(), records).ledger;
  return {
    records: [...ledger.values()],
    entries: 0,
    savedAt: times.length ? Math.max(...times) : null,
    unread: read.length - records.length,
  };
}

/** `onLost`: the browser closed the database and may have emptied it (site data cleared); everything has to be written again. */
export function openJournal(onLost: () => void): Journal {
  let connection: Promise<IDBDatabase> | undefined;

  function connect(): Promise<IDBDatabase> {
    connection ??= (async () => {
      try {
        const database = await open();
        database.addEventListener('close', () => {
          connection = undefined;
          onLost();
        });
        // Another tab brings a newer version: it must not wait for this one.
        database.addEventListener('versionchange', () => database.close());
        return database;
      } catch (error) {
        connection = undefined;
        throw error;
      }
    })();
    return connection;
  }

  async function begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const options = { durability: 'strict' } as const;
    try {
      return (await connect()).transaction(['entries', 'snapshots'], mode, options);
    } catch (error) {
      // A connection that was closed under us is opened anew, once.
      if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
      connection = undefined;
      return (await connect()).transaction(['entries', 'snapshots'], mode, options);
    }
  }

  /** Both stores' rows of a study; only requests are awaited, so that the transaction stays open. */
  async function rows(transaction: IDBTransaction, studyUid: string) {
    const entries = transaction.objectStore('entries').index(STUDY);
    const [snapshot, stored, keys] = await Promise.all([
      asked<unknown>(transaction.objectStore('snapshots').get(studyUid)),
      asked<unknown[]>(entries.getAll(studyUid)),
      asked(entries.getAllKeys(studyUid)),
    ]);
    return { all: [...(snapshot === undefined ? [] : [snapshot]), ...stored], keys };
  }

  return {
    async load(studyUid) {
      const { all, keys } = await rows(await begin('readonly'), studyUid);
      return { ...readAll(all), entries: keys.length };
    },
    async append(studyUid, records, at) {
      const transaction = await begin('readwrite');
      const entry: Stored = { studyUid, at, records };
      transaction.objectStore('entries').add(entry);
      await completed(transaction);
    },
    async compact(studyUid) {
      const transaction = await begin('readwrite');
      const { all, keys } = await rows(transaction, studyUid);
      const { records, savedAt, unread } = readAll(all);
      if (unread === 0 && keys.length > 0) {
        const snapshot: Stored = { studyUid, at: savedAt ?? 0, records };
        transaction.objectStore('snapshots').put(snapshot);
        for (const key of keys) transaction.objectStore('entries').delete(key);
      }
      await completed(transaction);
    },
    close() {
      void connection?.then((database) => database.close()).catch(() => undefined);
      connection = undefined;
    },
  };
}

/** Saving is refused for a reason of our own, in words for a person. */
export class Refusal extends Error {}

/** What the browser's refusal means to a person; follows "Your marks are not saved: ". */
export function refusalWords(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return 'the storage that the browser gives this page is full';
  if (name === 'VersionError') return 'a newer Conus has used this browser’s storage; reload the page to get it';
  if (['SecurityError', 'InvalidStateError', 'UnknownError', 'ReferenceError', 'TypeError'].includes(name))
    return 'the browser does not let this page store anything (a private window, or site data is blocked)';
  return `the browser’s storage failed (${error instanceof Error ? error.message : String(error)})`;
}
