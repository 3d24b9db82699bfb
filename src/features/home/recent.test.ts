import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { printOpened } from './dates.ts';
import { maxRecent, parseRecent, withoutRecent, withRecent, type RecentStudy } from './recent.ts';
import { load, save, type TextStore } from './recentStorage.ts';

const study = (studyUid: string, openedAt = 1): RecentStudy => ({
  studyUid,
  patientName: 'Doe^Jane',
  studyDate: '20260312',
  description: 'Lumbar spine',
  seriesCount: 5,
  openedAt,
});

const memory = (): TextStore & { text: string | null } => ({
  text: null,
  getItem() {
    return this.text;
  },
  setItem(_, value) {
    this.text = value;
  },
  removeItem() {
    this.text = null;
  },
});

test('the study opened last stands first, once, and the twenty-first is forgotten', () => {
  let list: readonly RecentStudy[] = [];
  for (let n = 0; n < 25; n += 1) list = withRecent(list, study(`1.2.${n}`));
  expect(list).toHaveLength(maxRecent);
  expect(list[0]?.studyUid).toBe('1.2.24');
  list = withRecent(list, study('1.2.10', 2));
  expect(list[0]).toEqual(study('1.2.10', 2));
  expect(list.filter(({ studyUid }) => studyUid === '1.2.10')).toHaveLength(1);
});

test('what was saved is read back in its order; forgetting the last leaves nothing in the store', () => {
  const store = memory();
  const list = [study('1.2'), { ...study('1.1'), patientId: '7', patientName: '山田^太郎' }];
  save(store, list);
  expect(load(store)).toEqual(list);
  save(store, withoutRecent([study('1.2')], '1.2'));
  expect(store.text).toBeNull();
});

test('rows that are not whole are left out', () => {
  const rows = [
    study('1.2'),
    { ...study('1.3'), seriesCount: -1 },
    { ...study('1.4'), patientName: 7 },
    null,
    [],
    study(''),
    { ...study('1.5'), extra: 1 },
  ];
  expect(parseRecent(JSON.stringify(rows))).toEqual([study('1.2'), study('1.5')]);
});

test('any text in the store gives a list and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(Array.isArray(parseRecent(text))).toBe(true);
    }),
  );
});

test('a store that is absent, forbidden or full is silent, and a full one does not keep what was forgotten', () => {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const forbidden: TextStore = {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
    setItem: refuse,
    removeItem: () => undefined,
  };
  expect([load(null), load(forbidden)]).toEqual([[], []]);
  save(null, [study('1.2')]);
  const full = { ...memory(), text: JSON.stringify([study('1.2'), study('1.3')]), setItem: refuse };
  save(full, [study('1.3')]);
  expect(full.text).toBeNull();
});

test('days are counted by midnight, not by hours', () => {
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime();
  expect(printOpened(at(11, 23), at(12, 1))).toBe('yesterday');
  expect(printOpened(at(12, 0), at(12, 23))).toBe('today');
  expect(printOpened(at(5, 12), at(12, 1))).toBe('7 days ago');
  expect(printOpened(at(1, 12), new Date(2026, 4, 1).getTime())).toBe('1 Mar 2026');
});
