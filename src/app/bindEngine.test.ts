import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { Instance } from '#dicom/study.ts';
import { createFakeEngine, type FakeEngine } from '#engine/index.ts';
import { hangStudy } from '#features/hanging/index.ts';
import { canvasPoint, patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { paneView, toCanvas } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';
import { seriesOf } from '#store/testStudies.ts';
import { bindEngine, type BoundEngine } from './bindEngine.ts';

const store = useStore.getState;
const start = store();
let fake: FakeEngine;
let bound: BoundEngine;
const shows: string[] = [];

const weighted = (instances: readonly Instance[], text: string): Instance[] =>
  instances.map((each) => ({ ...each, seriesDescription: text }));

beforeEach(() => {
  shows.length = 0;
  bound = bindEngine(new Map(), (reports) => {
    fake = createFakeEngine(reports);
    return { ...fake, show: (pane, show) => (shows.push(pane), fake.show(pane, show)) };
  });
  const instances = [
    ...weighted(seriesOf('sag', patientPoint(0, 0, 0), { right: vec3(0, 1, 0), down: vec3(0, 0, -1) }, 15, 4), 'T2 SAG'),
    ...weighted(seriesOf('ax', patientPoint(0, 0, 0), { right: vec3(1, 0, 0), down: vec3(0, 1, 0) }, 15, 4), 'T2 AX'),
  ];
  store().setInstances(instances, buildStudies(instances).studies);
  store().chooseStudy(store().studies[0]!.uid);
  for (const pane of ['sagittal', 'axial', 'coronal'] as const) store().setPaneSize(pane, { widthPx: 400, heightPx: 400 });
  store().hang(hangStudy(store().studies[0]!, true), { point: patientPoint(0, 0, 0), frame: 'frame 1' });
});

afterEach(() => {
  bound.unbind();
  useStore.setState(start, true);
});

const slicesOf = (pane: string): string | undefined => {
  const picture = fake.shown.get(pane)?.picture;
  return picture?.kind === 'acquired' ? picture.slice.id : picture?.key;
};

test('every visible pane is told its picture, acquired where there is one, reconstructed where there is none', () => {
  expect(slicesOf('sagittal')).toBe('sag.0.7');
  expect(slicesOf('axial')).toBe('ax.0.7');
  expect(fake.shown.get('coronal')?.picture.kind).toBe('reformat');
});

test('a scroll tells only the pane whose picture changes', () => {
  shows.length = 0;
  fake.intend({ kind: 'scroll', pane: 'sagittal', steps: 2, inputAt: 5 });
  expect(shows).toEqual(['sagittal']);
  // Planted from left to right, read from right to left: two steps on is two back as planted.
  expect(slicesOf('sagittal')).toBe('sag.0.5');
  expect(fake.shown.get('sagittal')).toMatchObject({ inputAt: 5, sliceNumber: 10 });
});

test('a click moves the crossing planes and leaves the clicked one', () => {
  const at = toCanvas(paneView(store(), 'sagittal'), patientPoint(0, 10, 12))!;
  shows.length = 0;
  fake.intend({ kind: 'point', pane: 'sagittal', at: canvasPoint(at.x, at.y), phase: 'start', inputAt: 5 });
  expect(slicesOf('axial')).toBe('ax.0.10');
  expect(shows).not.toContain('sagittal');
});

test('what was drawn or failed is remembered by the picture it was', () => {
  fake.draw('sagittal');
  expect(store().drawn.sagittal).toEqual({ key: 'sag.0.7', problem: null, gaps: 0 });
  fake.fail('axial', 'cut short');
  expect(store().drawn.axial).toEqual({ key: 'ax.0.7', problem: 'cut short', gaps: 0 });
});

test('the whole study is planned once its headers are read, shown slices first', () => {
  expect(fake.plan()).toEqual([]);
  store().finishIndexing([]);
  expect(fake.plan().length).toBe(30);
  expect(
    new Set(
      fake
        .plan()
        .slice(0, 2)
        .map((slice) => slice.id),
    ),
  ).toEqual(new Set(['sag.0.7', 'ax.0.7']));
});

test('an engine that starts when all is indexed has the bytes before it is asked to decode', () => {
  bound.unbind();
  store().finishIndexing([]);
  const source = store().instances[0]!.source;
  let known: ReadonlySet<string> | undefined;
  bound = bindEngine(new Map([[source, new Blob()]]), (reports) => {
    fake = createFakeEngine(reports);
    return { ...fake, prefetch: () => (known ??= new Set(fake.sources)) };
  });
  expect(known).toEqual(new Set([source]));
});
