/** Drawing on a planted study through the real store: the same presses that hands make. */
import { beforeEach, describe, expect, test } from 'vitest';
import { canvasPoint, patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { Slice } from '#dicom/study.ts';
import type { ImageValues } from '#spine/regionValues.ts';
import { paneView, toCanvas, type PaneView } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';
import { seriesOf } from '#store/testStudies.ts';
import { annotatingCommands } from './commands.ts';
import { annotating } from './draft.ts';
import { cancelDrawing, closeOutline, press, release, startDrawing, trace } from './drawing.ts';
import { annotationFacts } from './facts.ts';
import { beginGrab, grabAt } from './grabbing.ts';
import { goTo } from './goTo.ts';
import { byLevel } from './MarksPanel.tsx';
import { visibleOn } from './visible.ts';

const SAGITTAL = { right: vec3(0, 1, 0), down: vec3(0, 0, -1) };
/** Two sagittal series on the same planes, one tilted out of reach, one in another frame of reference. Pixels of 1 mm. */
const instances = [
  ...seriesOf('t2', patientPoint(0, 0, 0), SAGITTAL, 5, 4),
  ...seriesOf('t1', patientPoint(0.5, 0, 0), SAGITTAL, 5, 4),
  ...seriesOf('far', patientPoint(0, 0, 0), SAGITTAL, 5, 4, 'frame 2'),
];
const { studies } = buildStudies(instances);
const study = studies[0]!;
const sliceOf = (uid: string, index: number): Slice => study.series.find((series) => series.uid === uid)!.slices[index]!;
const valuesOf = (): ImageValues => ({ rows: 100, columns: 100, values: Float32Array.from({ length: 10_000 }, (_, at) => at % 100) });

const show = (pane: 'sagittal' | 'sagittal-2', uid: string, index: number) => {
  const { id, seriesUid } = sliceOf(uid, index);
  return { [pane]: { kind: 'acquired', seriesUid, sliceId: id } } as const;
};
const view = (pane: 'sagittal' | 'sagittal-2' = 'sagittal'): PaneView => paneView(useStore.getState(), pane);
/** A place on the pane by its patient coordinates. */
const at = (y: number, z: number) => toCanvas(view(), patientPoint(0, y, z))!;
const click = (y: number, z: number) => {
  press(view(), at(y, z), false, valuesOf);
  release(view(), at(y, z), valuesOf);
};
const drag = (from: readonly [number, number], to: readonly [number, number]) => {
  press(view(), at(...from), false, valuesOf);
  trace(view(), at(...to));
  release(view(), at(...to), valuesOf);
};
const facts = () => annotationFacts(useStore.getState());
const run = (id: string) => {
  const command = annotatingCommands({ valuesOf, currentView: () => 'token' }).find((each) => each.id === id)!;
  expect(command.enabled()).toBe(true);
  command.run();
};

beforeEach(() => {
  const state = useStore.getState();
  state.closeStudy();
  cancelDrawing();
  state.setInstances(instances, studies);
  state.chooseStudy(study.uid);
  state.hang({ ...show('sagittal', 't2', 2), ...show('sagittal-2', 't1', 2) }, null);
  state.setPaneSize('sagittal', { widthPx: 500, heightPx: 500 });
  state.setPaneSize('sagittal-2', { widthPx: 500, heightPx: 500 });
});

describe('two ways to press', () => {
  test('click and click', () => {
    startDrawing('length');
    click(-10, 0);
    expect(facts()).toEqual([]);
    click(20, 40);
    expect(facts()).toMatchObject([{ kind: 'length', value: expect.closeTo(50, 6), unit: 'mm', series: 't2', slice: 3, warnings: [] }]);
    expect(useStore.getState()).toMatchObject({ drawing: null, selected: facts()[0]!.id });
  });
  test('press, drag, release; pairs of a guided kind too', () => {
    startDrawing('slip');
    drag([-21, 20], [9, 20]);
    expect(annotating().draft?.pressed).toHaveLength(2);
    drag([-15, 8], [15, 8]);
    expect(facts()).toMatchObject([{ kind: 'slip', value: expect.closeTo(6, 6), grade: 'Meyerding I, anterior' }]);
  });
  test('an ellipse takes its box and the values under it', () => {
    startDrawing('ellipse');
    drag([-10, 5], [10, -5]);
    const [ellipse] = facts();
    expect(ellipse!.value).toBeCloseTo(Math.PI * 50, 6);
    // Values rise by one per column and the ellipse lies about y = 0: the mean is the column there.
    expect(ellipse!.values.find(({ label }) => label === 'Mean')!.value).toBeCloseTo(49.5, 0);
  });
});

test('an outline closes on its first corner, by Enter, and when a trace comes back', () => {
  for (const finish of [() => click(0, 0), () => expect(closeOutline(valuesOf)).toBe(true)]) {
    startDrawing('freehand');
    for (const [y, z] of [
      [0, 0],
      [20, 0],
      [20, 10],
      [0, 10],
    ] as const)
      click(y, z);
    finish();
    expect(facts().at(-1)!.value).toBeCloseTo(200, 6);
  }
  startDrawing('sacArea');
  press(view(), at(10, 0), false, valuesOf);
  for (let deg = 0; deg <= 355; deg += 5) trace(view(), at(10 * Math.cos((deg * Math.PI) / 180), 10 * Math.sin((deg * Math.PI) / 180)));
  release(view(), at(9.9, -1), valuesOf);
  expect(Math.abs(facts().at(-1)!.value! / (Math.PI * 100) - 1)).toBeLessThan(0.02);
});

test('Esc leaves nothing; a press on another slice begins again there', () => {
  startDrawing('length');
  click(0, 0);
  run('mark.cancel');
  expect(annotating().draft).toBeNull();
  startDrawing('length');
  click(0, 0);
  useStore.getState().scrollTo('sagittal', 3);
  click(5, 0);
  expect(annotating().draft?.pressed).toHaveLength(1);
  click(15, 0);
  expect(facts()).toMatchObject([{ slice: 4, value: expect.closeTo(10, 6) }]);
});

test('undo takes back the last press, then what is finished; redo brings it again', () => {
  startDrawing('angle');
  click(10, 0);
  click(0, 0);
  run('mark.undo');
  expect(annotating().draft?.pressed).toHaveLength(1);
  click(0, 0);
  click(0, 10);
  expect(facts()[0]!.value).toBeCloseTo(90, 6);
  run('mark.undo');
  expect(facts()).toEqual([]);
  run('mark.redo');
  expect(facts()).toHaveLength(1);
  useStore.getState().select(facts()[0]!.id);
  run('mark.delete');
  expect(facts()).toEqual([]);
});

describe('changing', () => {
  beforeEach(() => {
    startDrawing('length');
    click(0, 0);
    click(30, 0);
  });
  const changed = () => facts()[0]!;

  test('a handle is within reach of a mouse at 6 px and of a finger at 20, and moves as one step of undo', () => {
    const end = at(30, 0);
    const beside = (px: number) => canvasPoint(end.x, end.y + px);
    expect(grabAt(view(), beside(6), false)).toMatchObject({ handle: 1 });
    expect(grabAt(view(), beside(20), false)).toBeNull();
    expect(grabAt(view(), beside(20), true)).toMatchObject({ handle: 1 });
    const steps = useStore.getState().past.length;
    const grab = beginGrab(grabAt(view(), end, false)!, end, valuesOf);
    grab.move(view(), at(35, 0));
    grab.move(view(), at(40, 0));
    grab.end();
    expect(changed().value).toBeCloseTo(40, 6);
    expect(useStore.getState().past).toHaveLength(steps + 1);
    useStore.getState().undo();
    expect(changed().value).toBeCloseTo(30, 6);
  });

  test('the line moves the whole; a click on it only chooses', () => {
    useStore.getState().select(null);
    const found = grabAt(view(), at(15, 0.5), false)!;
    expect(found.handle).toBeNull();
    beginGrab(found, at(15, 0.5), valuesOf).end();
    expect(useStore.getState().selected).toBe(changed().id);
    const grab = beginGrab(found, at(15, 0.5), valuesOf);
    grab.move(view(), at(15, 10.5));
    grab.end();
    expect(changed().points.map((point) => point['z']!.toFixed(6))).toEqual(['10.000000', '10.000000']);
    expect(changed().value).toBeCloseTo(30, 6);
  });

  test('what was taken hold of and given back is where it was; read-only never moves', () => {
    const grab = beginGrab(grabAt(view(), at(30, 0), false)!, at(30, 0), valuesOf);
    grab.move(view(), at(50, 0));
    grab.cancel();
    expect(changed().value).toBeCloseTo(30, 6);
    const { marks, putAnnotation } = useStore.getState();
    putAnnotation({ ...marks.annotations[0]!, readOnly: true });
    const held = beginGrab(grabAt(view(), at(30, 0), false)!, at(30, 0), valuesOf);
    held.move(view(), at(50, 0));
    held.end();
    expect(changed().value).toBeCloseTo(30, 6);
  });
});

describe('where it shows', () => {
  const ownOn = (pane: 'sagittal' | 'sagittal-2') => {
    const { marks, frameLinks } = useStore.getState();
    return visibleOn(view(pane), marks.annotations, frameLinks).map(({ own }) => own);
  };
  beforeEach(() => {
    startDrawing('length');
    click(0, 0);
    click(30, 0);
  });

  test('solid on its slice, dashed on the same plane of a linked series, nowhere else', () => {
    expect(ownOn('sagittal')).toEqual([true]);
    expect(ownOn('sagittal-2')).toEqual([false]);
    useStore.getState().hang(show('sagittal-2', 't1', 3), null);
    expect(ownOn('sagittal-2')).toEqual([]);
    useStore.getState().hang(show('sagittal-2', 'far', 2), null);
    expect(ownOn('sagittal-2')).toEqual([]);
    useStore.getState().hang(show('sagittal', 't2', 1), null);
    expect(ownOn('sagittal')).toEqual([]);
  });

  test('the list goes to its slice with the cursor on it', () => {
    useStore.getState().scrollTo('sagittal', 0);
    goTo(useStore.getState().marks.annotations[0]!);
    expect(view().index).toBe(2);
    expect(useStore.getState().cursor?.point).toMatchObject({ y: expect.closeTo(15, 6), z: expect.closeTo(0, 6) });
  });

  test('the list is sorted from head to feet, and what has no level comes last', () => {
    const label = (name: string, z: number) =>
      ({ id: name, revision: 1, kind: 'disc', name, point: patientPoint(0, 0, z), frame: 'frame 1', accepted: true }) as const;
    const { marks, setLevels } = useStore.getState();
    setLevels({ ...marks.levels, labels: [label('L3/4', 35), label('L4/5', 0), label('L5/S1', -35)] });
    for (const z of [-35, 35]) {
      startDrawing('length');
      click(0, z);
      click(10, z);
    }
    const all = useStore.getState().marks;
    const loose = { ...all.annotations[0]!, id: 'loose', on: { ...all.annotations[0]!.on, frame: 'frame 9' } };
    expect(byLevel({ ...all, annotations: [loose, ...all.annotations] }).map(({ level }) => level)).toEqual([
      'L3/4 disc',
      'L4/5 disc',
      'L5/S1 disc',
      '',
    ]);
    expect(facts().map(({ level }) => level)).toEqual(['L4/5', 'L5/S1', 'L3/4']);
  });
});
