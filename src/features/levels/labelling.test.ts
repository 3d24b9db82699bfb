import { beforeEach, describe, expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import { canvasPoint, patientPoint, type PatientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { paneView, toCanvas } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';
import { seriesOf } from '#store/testStudies.ts';
import type { PaneId } from '#store/view.ts';
import { LEVELS } from './commands.ts';
import { nextLevel } from './goToLevel.ts';
import { handleLabelIntent } from './labelling.ts';
import { levelFacts } from './facts.ts';
import type { ValuesOf } from './propose.ts';
import { tagsOf } from './tags.ts';

const SAGITTAL = { right: vec3(0, 1, 0), down: vec3(0, 0, -1) };
const AXIAL = { right: vec3(1, 0, 0), down: vec3(0, 1, 0) };
const instances = [...seriesOf('sag', patientPoint(0, 0, 0), SAGITTAL, 15, 4), ...seriesOf('ax', patientPoint(0, 0, 0), AXIAL, 21, 4)];
const { studies } = buildStudies(instances);
const content = (uid: string, index: number) => {
  const series = studies[0]!.series.find((each) => each.uid === uid)!;
  return { kind: 'acquired' as const, seriesUid: series.uid, sliceId: series.slices[index]!.id };
};
const state = useStore.getState;
const view = (id: PaneId) => paneView(state(), id);
const NOTHING_HELD: ValuesOf = () => null;
/** Marrow everywhere but three discs, 24 mm apart, of a 100 x 100 image of 1 mm pixels. */
const DISC_ROWS = [13.5, 37.5, 61.5, 85.5];
const DISCS: ValuesOf = () => ({
  values: Float32Array.from({ length: 10_000 }, (_, index) =>
    DISC_ROWS.some((row) => Math.abs(Math.floor(index / 100) - row) < 4) ? 100 : 600,
  ),
});
const zOf = (row: number): number => 49.5 - row;

const press = (at: PatientPoint, valuesOf = NOTHING_HELD, to = at): boolean => {
  const place = (p: PatientPoint) => toCanvas(view('sagittal'), p)!;
  const intend = (phase: 'start' | 'move' | 'end', p: PatientPoint) =>
    handleLabelIntent({ kind: 'point', pane: 'sagittal', phase, at: place(p), inputAt: 0 }, view('sagittal'), valuesOf);
  const used = intend('start', at);
  if (to !== at) intend('move', to);
  intend('end', to);
  return used;
};
const run = (id: string): void => {
  const command = LEVELS.find((each) => each.id === id)!;
  expect(command.enabled()).toBe(true);
  command.run();
};
const names = () => levelFacts(state()).map(({ name, accepted }) => `${name}${accepted ? '' : '?'}`);
const at = (z: number, y = 0) => patientPoint(0, y, z);

beforeEach(() => {
  state().closeStudy();
  state().setInstances(instances, studies);
  state().chooseStudy(studies[0]!.uid);
  state().hang({ sagittal: content('sag', 7), axial: content('ax', 10) }, { point: at(0), frame: 'frame 1' });
  for (const pane of ['sagittal', 'axial'] as const) state().setPaneSize(pane, { widthPx: 500, heightPx: 500 });
  state().setDrawing(null);
});

test('without the label tool in hand, points belong to others', () => {
  expect(press(at(0))).toBe(false);
  expect(names()).toEqual([]);
});

describe('labelling by clicks', () => {
  test('names follow from place; a key names the next click', () => {
    run('level.label-discs');
    press(at(-36));
    press(at(-12));
    run('level.2');
    press(at(36));
    expect(names()).toEqual(['L1/2', 'L4/5', 'L5/S1']);
    expect(state().notices.at(-1)?.text).toMatch(/levels between L1\/2 and L4\/5 are not proposed/);
  });

  test('two clicks propose those between; each step is one undo', () => {
    run('level.label-discs');
    press(at(zOf(DISC_ROWS[3]!)), DISCS);
    run('level.3');
    press(at(zOf(DISC_ROWS[0]!)), DISCS);
    expect(names()).toEqual(['L2/3', 'L3/4?', 'L4/5?', 'L5/S1']);
    levelFacts(state()).forEach(({ z }, index) => expect(Math.abs(z - zOf(DISC_ROWS[index]!))).toBeLessThan(1.5));
    run('level.accept');
    expect(names()).toEqual(['L2/3', 'L3/4', 'L4/5', 'L5/S1']);
    state().undo();
    state().undo();
    expect(names()).toEqual(['L5/S1']);
  });

  test('pressing on a label moves it, whatever its neighbours; dragging is one step', () => {
    run('level.label-discs');
    press(at(-36));
    press(at(0));
    press(at(0), NOTHING_HELD, at(4, 3));
    expect(names()).toEqual(['L4/5', 'L5/S1']);
    expect(levelFacts(state())[0]).toMatchObject({ y: 3, z: 4 });
    state().undo();
    expect(levelFacts(state())[0]).toMatchObject({ y: 0, z: 0 });
  });

  test('the tool is put down by its own command or Escape', () => {
    run('level.label-vertebrae');
    run('level.label-discs');
    run('level.stop');
    expect(state().drawing).toBeNull();
    run('level.label-discs');
    run('level.label-discs');
    expect(state().drawing).toBeNull();
  });
});

describe('from level to level', () => {
  const SPINE = [36, 0, -36];
  beforeEach(() => {
    run('level.label-discs');
    for (const z of SPINE.toReversed()) press(at(z));
    run('level.stop');
  });

  test('keys bring the planes there, and are off where nothing is labelled', () => {
    run('level.5');
    expect(state().cursor?.point.z).toBeCloseTo(0, 6);
    expect(LEVELS.find(({ id }) => id === 'level.1')!.enabled()).toBe(false);
    expect(LEVELS.find(({ id }) => id === 'level.7')!.enabled()).toBe(false);
    run('level.down');
    expect(state().cursor?.point.z).toBeCloseTo(-36, 6);
    expect(nextLevel(1)).toBeNull();
    run('level.up');
    run('level.up');
    expect(state().cursor?.point.z).toBeCloseTo(36, 6);
    expect(nextLevel(-1)).toBeNull();
  });

  test('from a body or beyond the labels to the next disc that way', () => {
    state().pointAt('sagittal', at(-18));
    expect([nextLevel(-1), nextLevel(1)]).toEqual(['L4/5', 'L5/S1']);
    state().pointAt('sagittal', at(49));
    expect([nextLevel(-1), nextLevel(1)]).toEqual([null, 'L3/4']);
    state().pointAt('sagittal', at(-49));
    expect([nextLevel(-1), nextLevel(1)]).toEqual(['L5/S1', null]);
  });

  test('sagittal slices near the bodies show all tags, an axial slice only its own', () => {
    const shown = (id: PaneId) => tagsOf(state(), view(id)).map(({ label, through }) => `${label.name}${through ? '' : ' beside'}`);
    expect(shown('sagittal').toSorted()).toEqual(['L3/4', 'L4/5', 'L5/S1']);
    state().scrollTo('sagittal', 11);
    expect(shown('sagittal').toSorted()).toEqual(['L3/4 beside', 'L4/5 beside', 'L5/S1 beside']);
    state().scrollTo('sagittal', 14);
    expect(shown('sagittal')).toEqual([]);
    run('level.5');
    expect(shown('axial')).toEqual(['L4/5']);
    state().scrollBy('axial', 3);
    expect(shown('axial')).toEqual([]);
  });

  test('names stand in front of the bodies, and within the pane', () => {
    const [tag] = tagsOf(state(), view('sagittal'));
    expect(tag!.name.x).toBeLessThan(tag!.dot.x);
    expect(tag!.name.x).toBeGreaterThan(0);
    expect(canvasPoint(tag!.dot.x, tag!.dot.y)).toEqual(toCanvas(view('sagittal'), tag!.label.point));
  });
});
