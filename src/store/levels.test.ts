import { beforeEach, describe, expect, test } from 'vitest';
import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { LevelSet } from '#spine/level.ts';
import { putLabel } from '#spine/levels.ts';
import { NO_MARKS } from '#spine/marks.ts';
import { levelOfCursor, levelOfPane, levelsIn, placeOfLevel } from './levels.ts';
import { paneView } from './paneView.ts';
import { useStore } from './store.ts';
import { seriesOf } from './testStudies.ts';

const SAGITTAL = { right: vec3(0, 1, 0), down: vec3(0, 0, -1) };
const AXIAL = { right: vec3(1, 0, 0), down: vec3(0, 1, 0) };
const instances = [
  ...seriesOf('sag', patientPoint(0, 0, 0), SAGITTAL, 15, 4),
  ...seriesOf('ax', patientPoint(0, 0, 0), AXIAL, 21, 4),
  ...seriesOf('other', patientPoint(0, 0, 0), AXIAL, 5, 4, 'frame 2'),
];
const { studies } = buildStudies(instances);
const series = (uid: string) => studies[0]!.series.find((each) => each.uid === uid)!;
const content = (uid: string, index: number) => ({
  kind: 'acquired' as const,
  seriesUid: series(uid).uid,
  sliceId: series(uid).slices[index]!.id,
});
const labels = (places: Readonly<Record<string, PatientPoint>>, frame = 'frame 1'): LevelSet => {
  let count = 0;
  return Object.entries(places).reduce(
    (set, [name, point]) => putLabel(set, name, point, frame, () => `id ${(count += 1)}`),
    NO_MARKS.levels,
  );
};
const state = useStore.getState;
const view = (id: 'sagittal' | 'axial' | 'coronal') => paneView(state(), id);

/** Discs every 30 mm about the middle of both stacks; the axial stack runs from head to feet. */
const SPINE = { 'L3/4': patientPoint(0, 0, 30), 'L4/5': patientPoint(0, 0, 0), 'L5/S1': patientPoint(0, 0, -30) };

beforeEach(() => {
  state().closeStudy();
  state().setInstances(instances, studies);
  state().chooseStudy(studies[0]!.uid);
  state().hang(
    { sagittal: content('sag', 7), axial: content('ax', 10), coronal: content('other', 2) },
    { point: patientPoint(0, 0, 0), frame: 'frame 1' },
  );
  state().setLevels(labels(SPINE));
});

describe('the level of a pane', () => {
  test('an axial slice has the level where it crosses the spine, wherever the cursor is', () => {
    expect(levelOfPane(state(), view('axial'))?.name).toBe('L4/5');
    // Five slices of 4 mm towards the feet: 20 mm below L4/5, the body's slab begins at 7.5 and ends at 22.5.
    state().scrollTo('axial', 15);
    expect(levelOfPane(state(), view('axial'))?.name).toBe('L5');
    expect(levelOfPane(state(), view('sagittal'))?.name).toBe('L5');
  });

  test('a sagittal slice has the level of the cursor on it, none outside the labels', () => {
    state().pointAt('sagittal', patientPoint(0, 20, -29));
    expect(levelOfPane(state(), view('sagittal'))?.name).toBe('L5/S1');
    state().pointAt('sagittal', patientPoint(0, 20, -45));
    expect(levelOfPane(state(), view('sagittal'))).toBeNull();
    expect(levelOfCursor(state())).toBeNull();
  });

  test('a frame that is not linked has no levels; linked by hand it has those of the other, moved', () => {
    expect(levelOfPane(state(), view('coronal'))).toBeNull();
    useStore.setState({ frameLinks: { 'frame 1': { to: 'frame 2', offset: vec3(0, 0, 100) } } });
    expect(levelsIn(state(), 'frame 2').labels.map(({ point }) => point.z)).toEqual([130, 100, 70]);
  });
});

describe('going to a level', () => {
  test('moves cursor and planes there', () => {
    const { slab, frame } = placeOfLevel(state(), 'L5/S1')!;
    state().goTo(slab.centre, frame, slab.canal);
    expect(state().cursor).toEqual({ point: SPINE['L5/S1'], frame: 'frame 1' });
    expect(levelOfPane(state(), view('axial'))?.name).toBe('L5/S1');
    expect(placeOfLevel(state(), 'L1/2')).toBeNull();
  });

  test('levels between labels can be gone to as well', () => expect(placeOfLevel(state(), 'L5')?.slab.centre.z).toBeCloseTo(-15, 6));
});

test('a label that is dragged is one step of undo', () => {
  const before = state().marks;
  for (const z of [1, 2, 3]) state().dragLevels(labels({ ...SPINE, 'L4/5': patientPoint(0, 0, z) }));
  expect(state().past.at(-1)).not.toBe(before);
  state().setLevels(state().marks.levels);
  state().undo();
  expect(state().marks).toBe(before);
});

test('the answer stays the same object while labels and links do', () => {
  expect(levelsIn(state(), 'frame 1')).toBe(levelsIn(state(), 'frame 1'));
  expect(levelOfPane(state(), view('axial'))).toBe(levelOfPane(state(), view('axial')));
});
