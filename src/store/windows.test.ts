import { expect, test } from 'vitest';
import type { SeriesUid } from '#dicom/study.ts';
import { linkedWindows } from './windows.ts';

const [a, b, c] = ['a', 'b', 'c'] as SeriesUid[] as [SeriesUid, SeriesUid, SeriesUid];
const start = (center: number, width: number) => ({ window: { center, width }, initial: { center, width } });

test('linked series move by the same amount relative to their own start', () => {
  const before = { [a]: start(100, 200), [b]: start(1000, 4000) };
  // Half the width, centre moved by a quarter of the starting width.
  const after = linkedWindows(before, a, { center: 150, width: 100 }, [a, b]);
  expect(after[a]).toEqual({ window: { center: 150, width: 100 }, initial: { center: 100, width: 200 } });
  expect(after[b]).toEqual({ window: { center: 2000, width: 2000 }, initial: { center: 1000, width: 4000 } });
});

test('series that are not linked, or have no window yet, stay as they are', () => {
  const before = { [a]: start(100, 200), [b]: start(1000, 4000) };
  const after = linkedWindows(before, a, { center: 150, width: 100 }, [a, c]);
  expect(after[b]).toBe(before[b]);
  expect(c in after).toBe(false);
});
