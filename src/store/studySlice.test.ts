import { afterEach, expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { SliceId } from '#dicom/study.ts';
import { patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { loadTotals } from './studySlice.ts';
import { useStore } from './store.ts';
import { seriesOf } from './testStudies.ts';

const start = useStore.getState();
afterEach(() => useStore.setState(start, true));

const results = (entries: readonly (readonly [string, string | null])[]) =>
  new Map(entries) as unknown as ReadonlyMap<SliceId, string | null>;

test('a slice counts once however often it is decoded, and a failure ends when it is decoded after all', () => {
  const instances = seriesOf('s', patientPoint(0, 0, 0), { right: vec3(1, 0, 0), down: vec3(0, 1, 0) }, 3, 4);
  const { setInstances, chooseStudy, addLoaded } = start;
  setInstances(instances, buildStudies(instances).studies);
  chooseStudy(useStore.getState().studies[0]!.uid);
  addLoaded(
    results([
      ['s.0.0', null],
      ['s.0.1', 'cut short'],
    ]),
  );
  expect(loadTotals(useStore.getState())).toEqual({ total: 3, loaded: 1, failed: 1 });
  addLoaded(
    results([
      ['s.0.0', null],
      ['s.0.1', null],
    ]),
  );
  expect(loadTotals(useStore.getState())).toEqual({ total: 3, loaded: 2, failed: 0 });
});
