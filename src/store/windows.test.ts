import { expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { SeriesUid, Study } from '#dicom/study.ts';
import { patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { seriesOf } from './testStudies.ts';
import { linkedWindows, startingWindows } from './windows.ts';

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

test('a series starts at the median of its headers, anew while slices arrive, until the reader changes it', () => {
  const windowed = (centers: readonly number[]): readonly Study[] => {
    const instances = seriesOf('s', patientPoint(0, 0, 0), { right: vec3(1, 0, 0), down: vec3(0, 1, 0) }, centers.length, 4);
    const own = instances.map((each, index) => ({
      ...each,
      frames: each.frames.map((frame) => ({ ...frame, window: { center: centers[index]!, width: 100 } })),
    }));
    return buildStudies(own).studies;
  };
  const s = 's' as SeriesUid;
  const few = startingWindows(windowed([10, 900]), {});
  expect(few[s]?.window.center).toBe(900);
  const all = startingWindows(windowed([10, 900, 30, 20, 40]), few);
  expect(all[s]?.window.center).toBe(30);
  const changed = { [s]: { ...all[s]!, window: { center: 7, width: 8 } } };
  expect(startingWindows(windowed([1, 2, 3]), changed)).toEqual(changed);
});
