import { expect, test } from 'vitest';
import type { Slice, SourceId } from '#dicom/study.ts';
import { squareFrame, testSlice } from '#engine/testSlices.ts';
import { createLoader, fitting, type Outcome } from './loader.ts';
import { createPixelCache } from './pixelCache.ts';

const slices = Array.from({ length: 10 }, (_, n) => testSlice(n));
const slice = (n: number): Slice => slices[n]!;
const pixels = () => squareFrame(Int16Array.of(1, 2, 3, 4));
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A loader whose decoder finishes when told. */
function setUp(needs: Slice[] = []) {
  const started: string[] = [];
  const open = new Map<string, (outcome: Outcome) => void>();
  const arrived: string[] = [];
  const cache = createPixelCache(1000, () => false);
  const loader = createLoader({
    cache,
    capBytes: 1000,
    needs: () => needs,
    onArrived: ({ id }) => arrived.push(id),
    decoder: {
      lanes: 2,
      addSources: () => undefined,
      decode: ({ id }, isUrgent) => {
        started.push(isUrgent ? `${id}!` : id);
        return new Promise((resolve) => open.set(id, resolve));
      },
      clear: () => undefined,
    },
  });
  const finish = async (id: number, outcome: Outcome = pixels()) => {
    open.get(`${id}`)?.(outcome);
    await settled();
  };
  return { loader, cache, started, arrived, needs, finish };
}

test('the plan runs in its order, two at a time, and a new plan replaces the rest', async () => {
  const { loader, started, finish } = setUp();
  loader.plan([slice(3), slice(1), slice(2)]);
  expect(started).toEqual(['3', '1']);
  loader.plan([slice(5), slice(3)]);
  await finish(1);
  expect(started).toEqual(['3', '1', '5']);
  await finish(3);
  await finish(5);
  expect(started).toEqual(['3', '1', '5']);
});

test('what a pane waits for starts at once and is asked for anew', async () => {
  const { loader, started, needs, finish } = setUp();
  loader.plan(slices);
  needs.push(slice(7));
  loader.pump();
  expect(started).toEqual(['0', '1', '7!']);
  needs.splice(0, 1, slice(8));
  await finish(0);
  expect(started).toEqual(['0', '1', '7!', '8!']);
});

test('a slice asked for by name comes before the plan and once only', async () => {
  const { loader, started, finish, arrived } = setUp();
  loader.plan(slices);
  const wanted = Promise.all([loader.load(slice(9)), loader.load(slice(9))]);
  await finish(0);
  expect(started).toEqual(['0', '1', '9']);
  await finish(9, { problem: 'cut short' });
  expect(await wanted).toEqual([{ problem: 'cut short' }, { problem: 'cut short' }]);
  expect(arrived).toEqual(['0', '9']);
  expect(await loader.load(slice(9))).toEqual({ problem: 'cut short' });
});

test('nothing of a closed study arrives', async () => {
  const { loader, cache, finish, arrived } = setUp();
  const wanted = loader.load(slice(4));
  loader.clear();
  expect(await wanted).toBeUndefined();
  await finish(4);
  expect(arrived).toEqual([]);
  expect(cache.has(slice(4).id)).toBe(false);
});

test('a failed slice is tried again when its bytes come anew', async () => {
  const { loader, cache, finish } = setUp();
  loader.plan([slice(1), slice(2)]);
  await finish(1, { problem: 'its file is not open' });
  await finish(2, { problem: 'cut short' });
  loader.addSources(new Map([['1' as SourceId, new Blob()]]));
  expect([cache.has(slice(1).id), cache.has(slice(2).id)]).toEqual([false, true]);
});

test('no more is planned than the cache holds', () => {
  // 2 x 2 pixels of 16 bits are 8 bytes.
  expect(fitting(slices, 25)).toEqual(slices.slice(0, 3));
});
