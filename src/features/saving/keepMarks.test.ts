import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Annotation } from '#spine/annotation.ts';
import { NO_MARKS, type Marks } from '#spine/marks.ts';
import { changeBetween } from '#spine/mergeMarks.ts';
import { anyAnnotation } from '#spine/testMarks.ts';
import type { SaveState } from '#store/marksSlice.ts';
import { openJournal, type Journal } from './journal.ts';
import { keepMarks, type Keeper, type TabMessage } from './keepMarks.ts';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

const [pattern] = fc.sample(anyAnnotation, { numRuns: 1, seed: 3 });
const drawn = (id: string, text = ''): Annotation => ({ ...pattern!, id, text, revision: 1 });
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const failing = (reason: Error): Journal => {
  const refuse = (): Promise<never> => Promise.reject(reason);
  return { load: refuse, append: refuse, compact: refuse, close: () => undefined };
};

/** A tab as the store makes it: marks, what the reader is told, and a hand that draws. */
type Tab = {
  keeper: Keeper;
  marks: Marks;
  states: SaveState[];
  past: Marks[];
  told: number;
  put(item: Annotation): void;
  remove(id: string): void;
};
function openTab(journal: Journal, post: (message: TabMessage) => void = () => undefined, studyUid = '1.2.3'): Tab {
  const change = (marks: Marks): void => {
    tab.marks = marks;
    tab.keeper.changed(marks);
  };
  const tab: Tab = {
    marks: NO_MARKS,
    states: [],
    past: [],
    told: 0,
    put: (item) => change({ ...tab.marks, annotations: [...tab.marks.annotations.filter(({ id }) => id !== item.id), item] }),
    remove: (id) => change({ ...tab.marks, annotations: tab.marks.annotations.filter((each) => each.id !== id) }),
    keeper: keepMarks(
      studyUid,
      journal,
      {
        replace(marks, step) {
          const before = tab.marks;
          tab.past = step ? [...tab.past, before] : tab.past.map(changeBetween(before, marks));
          change(marks);
        },
        tell: (state) => void tab.states.push(state),
        foundUnread: () => undefined,
        gaveWay: () => void (tab.told += 1),
      },
      post,
    ),
  };
  return tab;
}
const journal = (): Journal => openJournal(() => undefined);
const texts = ({ marks }: Pick<Tab, 'marks'>): string[] => marks.annotations.map(({ id, text }) => `${id}${text}`).toSorted();
const reopened = async (): Promise<Tab> => {
  const tab = openTab(journal());
  await tab.keeper.ready;
  return tab;
};

test('marks are back when the study opens again, with the time they were saved; another study has none of them', async () => {
  const tab = openTab(journal());
  await tab.keeper.ready;
  tab.put(drawn('a'));
  expect(tab.states.at(-1)).toEqual({ kind: 'saving' });
  await vi.waitFor(() => expect(tab.states.at(-1)?.kind).toBe('saved'), { timeout: 300, interval: 5 });
  const again = await reopened();
  expect(again.marks).toEqual(tab.marks);
  expect(again.states.at(-1)).toEqual(tab.states.at(-1));
  const other = openTab(journal(), undefined, '9');
  await other.keeper.ready;
  expect(other.marks).toBe(NO_MARKS);
  expect(other.states.at(-1)).toEqual({ kind: 'none' });
});

test('nothing is called saved before its transaction has completed', async () => {
  let complete = (): void => undefined;
  const real = journal();
  const slow: Journal = { ...real, append: (...args) => new Promise((resolve) => void (complete = () => resolve(real.append(...args)))) };
  const tab = openTab(slow);
  await tab.keeper.ready;
  tab.put(drawn('a'));
  await wait(150);
  tab.put(drawn('b'));
  expect(tab.states.some(({ kind }) => kind === 'saved')).toBe(false);
  complete();
  await wait(30);
  // The first is saved, the second is not yet.
  expect(tab.states.at(-1)).toEqual({ kind: 'saving' });
  complete();
  await vi.waitFor(() => expect(tab.states.at(-1)?.kind).toBe('saved'));
  expect(texts(await reopened())).toEqual(['a', 'b']);
});

test('what is made before the journal was read is merged with it', async () => {
  const first = await reopened();
  first.put(drawn('old'));
  expect(await first.keeper.stop()).toBeNull();
  const second = openTab(journal());
  second.put(drawn('early'));
  await second.keeper.flush();
  expect(texts(second)).toEqual(['early', 'old']);
  await second.keeper.stop();
  expect(texts(await reopened())).toEqual(['early', 'old']);
});

test('a study closed before its journal was read keeps what was made', async () => {
  const first = await reopened();
  first.put(drawn('old'));
  await first.keeper.stop();
  const second = openTab(journal());
  second.put(drawn('early'));
  await second.keeper.stop();
  expect(texts(second)).toEqual(['early']);
  expect(texts(await reopened())).toEqual(['early', 'old']);
});

test('undo and removal are kept too', async () => {
  const tab = await reopened();
  tab.put(drawn('a', ' 1'));
  tab.put(drawn('b'));
  await tab.keeper.flush();
  tab.put(drawn('a', ' 2'));
  await tab.keeper.flush();
  tab.put(drawn('a', ' 1'));
  tab.remove('b');
  await tab.keeper.stop();
  expect(texts(await reopened())).toEqual(['a 1']);
});

test('hundreds of changes are compacted and none is lost', async () => {
  const tab = await reopened();
  for (let index = 0; index < 300; index += 1) {
    tab.put(drawn(`item ${index % 40}`, ` ${index}`));
    await tab.keeper.flush();
  }
  expect((await journal().load('1.2.3')).entries).toBeLessThan(60);
  expect(texts(await reopened())).toEqual(texts(tab));
});

/** Two tabs on one study whose messages reach the other after `delayMs` at most, in the order they were sent. */
function twoTabs(delay: () => number): [Tab, Tab] {
  const tabs: Tab[] = [];
  let last = Promise.resolve();
  const to = (index: number) => (message: TabMessage) => {
    const copy = structuredClone(message);
    last = last.then(() => wait(delay())).then(() => tabs[index]!.keeper.receive(copy));
  };
  tabs.push(openTab(journal(), to(1)), openTab(journal(), to(0)));
  return [tabs[0]!, tabs[1]!];
}
const settled = async (a: Tab, b: Tab): Promise<void> => {
  await vi.waitFor(() => {
    expect(a.states.at(-1)?.kind).toBe('saved');
    expect(b.states.at(-1)?.kind).toBe('saved');
    expect(texts(a)).toEqual(texts(b));
  }, 5000);
};

test('two tabs, 200 interleaved edits: both end with all of them, and so does the journal', async () => {
  let state = 20_261_124;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const [a, b] = twoTabs(() => random() * 8);
  await Promise.all([a.keeper.ready, b.keeper.ready]);
  const made = new Set<string>();
  for (let index = 0; index < 200; index += 1) {
    const tab = random() < 0.5 ? a : b;
    const mine = tab.marks.annotations.filter(({ id }) => id.startsWith(tab === a ? 'a' : 'b'));
    const target = mine[Math.floor(random() * mine.length)];
    const act = random();
    if (!target || act < 0.5) {
      const id = `${tab === a ? 'a' : 'b'}${index}`;
      tab.put(drawn(id, ' new'));
      made.add(id);
    } else if (act < 0.9) tab.put(drawn(target.id, ` ${index}`));
    else {
      tab.remove(target.id);
      made.delete(target.id);
    }
    if (random() < 0.3) await wait(random() * 30);
  }
  await settled(a, b);
  expect(new Set(a.marks.annotations.map(({ id }) => id))).toEqual(made);
  expect(texts(await reopened())).toEqual(texts(a));
  expect(a.told + b.told).toBe(0);
});

test('the same mark changed in both tabs at once: both show one of the two, and the other is said and one undo away', async () => {
  const [a, b] = twoTabs(() => 1);
  await Promise.all([a.keeper.ready, b.keeper.ready]);
  a.put(drawn('x'));
  await settled(a, b);
  a.put(drawn('x', ' from a'));
  b.put(drawn('x', ' from b'));
  await settled(a, b);
  const loser = texts(a)[0] === 'x from a' ? b : a;
  expect(a.told + b.told).toBe(1);
  expect(loser.told).toBe(1);
  expect(texts({ marks: loser.past.at(-1)! })).toEqual([loser === a ? 'x from a' : 'x from b']);
});

test('a tab that slept catches up from the journal', async () => {
  const [a, b] = [await reopened(), await reopened()];
  a.put(drawn('a'));
  await a.keeper.flush();
  await b.keeper.catchUp();
  expect(texts(b)).toEqual(['a']);
});

test('refused storage is said, work goes on, other tabs take over, and it heals', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const real = journal();
    let broken = true;
    const refused = (): Promise<never> => Promise.reject(new DOMException('', 'QuotaExceededError'));
    const posts: TabMessage[] = [];
    const tab = openTab({ ...real, append: (...args) => (broken ? refused() : real.append(...args)) }, (message) => posts.push(message));
    await tab.keeper.ready;
    tab.put(drawn('a'));
    await tab.keeper.flush();
    expect(tab.states.at(-1)).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/full/) as string });
    expect(posts.map(({ saved, records }) => [saved, records.length])).toEqual([[false, 1]]);
    tab.put(drawn('b'));
    broken = false;
    await tab.keeper.flush();
    expect(tab.states.at(-1)?.kind).toBe('saved');
  } finally {
    vi.useRealTimers();
  }
  expect(texts(await reopened())).toEqual(['a', 'b']);
});

test('what another tab could not write is written here', async () => {
  const posts: TabMessage[] = [];
  const real = journal();
  const refused = openTab({ ...real, append: () => Promise.reject(new Error('no')) }, (message) => posts.push(message));
  await refused.keeper.ready;
  refused.put(drawn('a'));
  await refused.keeper.flush();
  const healthy = await reopened();
  healthy.keeper.receive(posts[0]!);
  await healthy.keeper.flush();
  expect(texts(await reopened())).toEqual(['a']);
  await refused.keeper.stop();
});

test('without any storage the marks stay in memory and the reason is known', async () => {
  const tab = openTab(failing(new DOMException('', 'SecurityError')));
  await tab.keeper.ready;
  tab.put(drawn('a'));
  await tab.keeper.flush();
  expect(texts(tab)).toEqual(['a']);
  expect(tab.states.at(-1)?.kind).toBe('failed');
  expect(await tab.keeper.stop()).toBe(tab.marks);
});

test('a journal emptied by the browser is written again', async () => {
  let real = journal();
  const tab = openTab({ ...real, append: (...args) => real.append(...args) });
  await tab.keeper.ready;
  tab.put(drawn('a'));
  await tab.keeper.flush();
  vi.stubGlobal('indexedDB', new IDBFactory());
  real = journal();
  tab.keeper.rewrite();
  expect(tab.states.at(-1)?.kind).toBe('saving');
  await tab.keeper.flush();
  expect(texts(await reopened())).toEqual(['a']);
});
