import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { NO_MARKS } from '#spine/marks.ts';
import { anyMarks } from '#spine/testMarks.ts';
import { openJournal, refusalWords } from './journal.ts';
import { changes, marksOf, mergeRecords, type Ledger } from './ledger.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
const journal = () => openJournal(() => undefined);
const ledgerOf = (records: Iterable<Parameters<typeof mergeRecords>[1][number]>): Ledger => mergeRecords(new Map(), [...records]).ledger;
const [some] = fc.sample(
  anyMarks.filter(({ annotations }) => annotations.length > 2),
  { numRuns: 1, seed: 2 },
);
const marks = some!;

/** One entry per state of the marks; the ledger they make. */
const written = async (study: string, steps: readonly (typeof marks)[], to = journal()): Promise<Ledger> => {
  let ledger: Ledger = new Map();
  for (const [index, step] of steps.entries()) {
    const records = changes(ledger, step);
    await to.append(study, records, 1000 + index);
    ledger = mergeRecords(ledger, records).ledger;
  }
  return ledger;
};

test('what was appended is loaded again, by another connection, for its study alone', async () => {
  await written('1.2.3', [marks, { ...marks, annotations: marks.annotations.slice(1) }]);
  const loaded = await journal().load('1.2.3');
  expect(marksOf(ledgerOf(loaded.records))).toEqual({ ...marks, annotations: marks.annotations.slice(1) });
  expect(loaded).toMatchObject({ entries: 2, savedAt: 1001, unread: 0 });
  expect(await journal().load('1.2.4')).toEqual({ records: [], entries: 0, savedAt: null, unread: 0 });
});

test('a snapshot says what the entries said, tombstones included, and later entries count on from it', async () => {
  const ledger = await written('1', [marks, NO_MARKS, marks, { ...marks, keyImages: [] }]);
  await written('2', [marks]);
  await journal().compact('1');
  const loaded = await journal().load('1');
  expect(ledgerOf(loaded.records)).toEqual(ledger);
  expect(loaded).toMatchObject({ entries: 0, savedAt: 1003 });
  expect((await journal().load('2')).entries).toBe(1);
  const more = changes(ledger, NO_MARKS);
  await journal().append('1', more, 2000);
  expect(marksOf(ledgerOf((await journal().load('1')).records))).toEqual(NO_MARKS);
});

test('entries that another tab appends while one compacts are not lost', async () => {
  await Promise.all([
    written('1', [marks]),
    journal().compact('1'),
    written('1', [{ ...NO_MARKS, keyImages: marks.keyImages }]),
    journal().compact('1'),
  ]);
  await journal().compact('1');
  const ids = marksOf(ledgerOf((await journal().load('1')).records)).annotations.map(({ id }) => id);
  expect(ids).toEqual(marks.annotations.map(({ id }) => id));
});

test('what this version cannot read is counted, kept and never compacted away', async () => {
  await written('1', [marks]);
  const odd = { key: 'finding/1', revision: 1, rank: 1, value: { of: 'a later version' } };
  await journal().append('1', [odd as never], 5);
  await journal().compact('1');
  const loaded = await journal().load('1');
  expect(loaded).toMatchObject({ entries: 2, unread: 1 });
  expect(marksOf(ledgerOf(loaded.records))).toEqual(marks);
});

test('an append fails with the reason when its transaction aborts, and a later one works', async () => {
  const mine = journal();
  await mine.append('1', [], 1);
  const { add } = IDBObjectStore.prototype;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function full(this: IDBObjectStore, value: unknown) {
    const request = add.call(this as never, value);
    this.transaction.abort();
    return request;
  });
  await expect(written('1', [marks], mine)).rejects.toThrow(/aborted|no reason/);
  spy.mockRestore();
  await written('1', [marks], mine);
  expect((await journal().load('1')).entries).toBe(2);
});

test('without IndexedDB, every call rejects and the words say why', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const reason = await journal().load('1').catch(refusalWords);
  expect(reason).toMatch(/does not let this page store anything/);
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  expect(await journal().append('1', [], 0).catch(refusalWords)).toMatch(/private window/);
  expect(refusalWords(new DOMException('', 'QuotaExceededError'))).toMatch(/full/);
});
