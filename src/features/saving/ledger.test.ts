import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_MARKS, type Marks } from '#spine/marks.ts';
import { anyMarks } from '#spine/testMarks.ts';
import { changes, marksOf, mergeRecords, readRecord, type Ledger, type LedgerRecord } from './ledger.ts';

const recorded = (ledger: Ledger, marks: Marks): Ledger => mergeRecords(ledger, changes(ledger, marks)).ledger;
const empty: Ledger = new Map();
/** What survives a structured clone and the check at the edge. */
const stored = (records: Iterable<LedgerRecord>): LedgerRecord[] => [...records].map((record) => readRecord(structuredClone(record))!);
const shuffled = <T>(items: readonly T[], order: readonly number[]): T[] =>
  items
    .map((item, index) => ({ item, at: order[index % order.length]! }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

test('after any change the ledger gives back exactly the marks, in their order', () => {
  fc.assert(
    fc.property(fc.array(anyMarks, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(), { minLength: 1 }), (steps, order) => {
      let ledger = empty;
      for (const marks of [...steps, { ...steps[0]!, annotations: shuffled(steps[0]!.annotations, order) }]) {
        ledger = recorded(ledger, marks);
        expect(marksOf(ledger)).toEqual(marks);
        expect(changes(ledger, marks)).toEqual([]);
        expect(marksOf(new Map(stored(ledger.values()).map((record) => [record.key, record])))).toEqual(marks);
      }
    }),
  );
});

test('entries merge to the same ledger in any order, any number of times', () => {
  fc.assert(
    fc.property(fc.array(anyMarks, { minLength: 2, maxLength: 4 }), fc.array(fc.nat(), { minLength: 3 }), (steps, order) => {
      // Two tabs that know nothing of each other, so that their records meet.
      const records = [empty, empty].flatMap((start, tab) => {
        let ledger: Ledger = start;
        return steps
          .filter((_, index) => index % 2 === tab)
          .flatMap((marks) => {
            const made = changes(ledger, marks);
            ledger = mergeRecords(ledger, made).ledger;
            return made;
          });
      });
      const once = mergeRecords(empty, records).ledger;
      const again = mergeRecords(mergeRecords(empty, shuffled(records, order)).ledger, records).ledger;
      expect(marksOf(again)).toEqual(marksOf(once));
    }),
  );
});

const [some] = fc.sample(
  anyMarks.filter(({ annotations }) => annotations.length > 1),
  { numRuns: 1, seed: 4 },
);
const marks = some!;
const first = marks.annotations[0]!;
const key = `annotation/${first.id}`;
const without: Marks = { ...marks, annotations: marks.annotations.slice(1) };
const edited = (text: string): Marks => ({ ...marks, annotations: [{ ...first, text }, ...marks.annotations.slice(1)] });

test('an undo counts as a change: it stands over what it undid', () => {
  const before = recorded(empty, marks);
  const after = recorded(before, edited('then'));
  const undone = recorded(after, marks);
  expect(undone.get(key)?.revision).toBe(3);
  expect(marksOf(mergeRecords(undone, [...after.values()]).ledger)).toEqual(marks);
});

test('a removal stands over what it removed, and gives way to a change made at the same time', () => {
  const before = recorded(empty, marks);
  const removed = recorded(before, without);
  expect(marksOf(mergeRecords(before, [...removed.values()]).ledger)).toEqual(without);
  expect(marksOf(mergeRecords(removed, [...before.values()]).ledger)).toEqual(without);
  const changed = recorded(before, edited('kept'));
  const here = mergeRecords(removed, [...changed.values()]);
  const there = mergeRecords(changed, [...removed.values()]);
  expect(marksOf(here.ledger)).toEqual(edited('kept'));
  expect(marksOf(there.ledger)).toEqual(edited('kept'));
  expect([here.gaveWay, here.stood, there.gaveWay, there.stood]).toEqual([[key], [], [], [key]]);
});

test('the same thing brought back comes back to its place', () => {
  const before = recorded(empty, marks);
  const back = recorded(recorded(before, without), marks);
  expect(marksOf(back)).toEqual(marks);
});

test('a ledger of nothing has nothing to record', () => {
  expect(changes(empty, NO_MARKS)).toEqual([]);
  expect(marksOf(empty)).toEqual(NO_MARKS);
});

test('what is not a record is refused, whatever it is', () => {
  const [record] = changes(empty, marks).filter((each) => each.key === key);
  expect(readRecord(record)).toEqual(record);
  expect(readRecord({ ...record, value: null })).toEqual({ ...record, value: null });
  for (const spoiled of [
    { ...record, key: 'annotation/another' },
    { ...record, key: 'constructor/x' },
    { ...record, key: 'numbering' },
    { ...record, revision: 0 },
    { ...record, rank: Number.NaN },
    { ...record, extra: 1 },
    { ...record, value: { ...first, kind: 'circle' } },
    { key: 'numbering', revision: 1, rank: 0, value: null },
  ])
    expect(readRecord(spoiled)).toBeNull();
  fc.assert(fc.property(fc.anything(), (input) => readRecord(input) === null));
});
