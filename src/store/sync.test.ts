import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patientPoint, type PatientPoint, type Vec3 } from '#geometry/points.ts';
import { acuteAngleDeg, moveAlong, vec3 } from '#geometry/vector.ts';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { Study } from '#dicom/study.ts';
import { seriesOf } from './testStudies.ts';
import { paneStops } from './stops.ts';
import { cursorIn, panesNearest, pointAt, scrollPane } from './sync.ts';
import { emptyPane, type Pane, type PaneContent, type ViewState } from './view.ts';

const SAGITTAL = { right: vec3(0, 1, 0), down: vec3(0, 0, -1) };
const AXIAL = { right: vec3(1, 0, 0), down: vec3(0, 1, 0) };
const tilted = (deg: number) => {
  const a = (deg * Math.PI) / 180;
  return { right: vec3(1, 0, 0), down: vec3(0, Math.cos(a), Math.sin(a)) };
};

/** 15 sagittal slices every 4.4 mm about x = 0; two axial blocks at L4/5 (flat) and L5/S1 (25 degrees). */
const study: Study = buildStudies([
  ...seriesOf('sag', patientPoint(0, 0, 0), SAGITTAL, 15, 4.4),
  ...seriesOf('ax', patientPoint(0, 0, 20), AXIAL, 5, 4.4),
  ...seriesOf('ax', patientPoint(0, 10, -20), tilted(25), 5, 4.4),
  ...seriesOf('other', patientPoint(0, 0, 0), AXIAL, 5, 4, 'frame 2'),
]).studies[0]!;

const seriesAt = (uid: string) => study.series.find((series) => series.uid === uid)!;
const show = (uid: string, index: number): Pane => {
  const series = seriesAt(uid);
  const content: PaneContent = { kind: 'acquired', seriesUid: series.uid, sliceId: series.slices[index]!.id };
  return { ...emptyPane(''), content };
};
const view = (panes: Partial<ViewState['panes']>, cursor: PatientPoint | null): ViewState =>
  ({ panes, cursor: cursor && { point: cursor, frame: 'frame 1' }, frameLinks: {} }) as unknown as ViewState;
const indexOf = (pane: Pane) => paneStops(study, pane.content).index;

describe('scrolling a plane', () => {
  test('moves the cursor along its normal and leaves crossing planes where they are', () => {
    const before = view({ sagittal: show('sag', 7), axial: show('ax', 2) }, patientPoint(0, 5, 20));
    const after = scrollPane(study, before, 'sagittal', 9);
    expect(indexOf(after.panes.sagittal)).toBe(9);
    expect(after.panes.axial).toBe(before.panes.axial);
    expect(after.cursor!.point.x).toBeCloseTo(8.8, 6);
    expect(after.cursor!.point.y).toBeCloseTo(5, 6);
    expect(after.cursor!.point.z).toBeCloseTo(20, 6);
  });

  test('stops at the ends', () => {
    const before = view({ sagittal: show('sag', 7) }, patientPoint(0, 0, 0));
    expect(indexOf(scrollPane(study, before, 'sagittal', 99).panes.sagittal)).toBe(14);
    expect(indexOf(scrollPane(study, before, 'sagittal', -3).panes.sagittal)).toBe(0);
  });

  test('takes parallel planes along', () => {
    const before = view({ sagittal: show('sag', 7), 'sagittal-2': show('sag', 7) }, patientPoint(0, 0, 0));
    expect(indexOf(scrollPane(study, before, 'sagittal', 10).panes['sagittal-2'])).toBe(10);
  });

  test('in another frame of reference leaves cursor and all other planes alone', () => {
    const before = view({ sagittal: show('sag', 7), axial: show('other', 2) }, patientPoint(0, 0, 0));
    const after = scrollPane(study, before, 'axial', 4);
    expect(after.cursor).toBe(before.cursor);
    expect(after.panes.sagittal).toBe(before.panes.sagittal);
    expect(indexOf(after.panes.axial)).toBe(4);
  });
});

describe('clicking a point', () => {
  test('brings crossing planes to the slice nearest by plane distance, in the right block', () => {
    // On the tilted block's middle plane, 30 mm behind its centre: a flat slice's corner is nearer, its plane is not.
    const a = (25 * Math.PI) / 180;
    const target = moveAlong(patientPoint(0, 10, -20), vec3(0, Math.cos(a), Math.sin(a)), 30);
    const before = view({ sagittal: show('sag', 7), axial: show('ax', 2) }, patientPoint(0, 0, 20));
    const after = pointAt(study, before, 'sagittal', target);
    expect(after.panes.sagittal).toBe(before.panes.sagittal);
    expect(indexOf(after.panes.axial)).toBe(7);
  });

  test('for any point, no slice over it lies nearer than the one shown', () => {
    const slices = seriesAt('ax').slices.map((slice) => slice.frame.plane!);
    const distance = (index: number, p: PatientPoint) => {
      const { normal: n, origin: o } = slices[index]!;
      return Math.abs(n.x * (p.x - o.x) + n.y * (p.y - o.y) + n.z * (p.z - o.z));
    };
    const over = (index: number, p: PatientPoint) => {
      const { right: r, down: d, origin: o, columns, rows } = slices[index]!;
      const along = (v: typeof r) => v.x * (p.x - o.x) + v.y * (p.y - o.y) + v.z * (p.z - o.z);
      return along(r) >= -0.5 && along(r) <= columns - 0.5 && along(d) >= -0.5 && along(d) <= rows - 0.5;
    };
    const coordinate = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (y, z) => {
        const p = patientPoint(0, y, z);
        const after = pointAt(study, view({ sagittal: show('sag', 7), axial: show('ax', 2) }, patientPoint(0, 0, 0)), 'sagittal', p);
        const shown = indexOf(after.panes.axial);
        const candidates = slices.map((_, index) => index).filter((index) => over(index, p));
        const field = candidates.length ? candidates : slices.map((_, index) => index);
        expect(field).toContain(shown);
        expect(distance(shown, p)).toBeLessThanOrEqual(Math.min(...field.map((index) => distance(index, p))) + 2e-3);
      }),
      { numRuns: 300 },
    );
  });
});

describe('going to a level', () => {
  const overlapping: Study = buildStudies([
    ...seriesOf('ax', patientPoint(0, 0, 0), tilted(5), 5, 4),
    ...seriesOf('ax', patientPoint(0, 0, -12), tilted(30), 7, 4),
  ]).studies[0]!;
  const series = overlapping.series[0]!;
  const pane = (index: number): Pane => ({
    ...emptyPane(''),
    content: { kind: 'acquired', seriesUid: series.uid, sliceId: series.slices[index]!.id },
  });
  const normalAt = (point: PatientPoint, canal?: Vec3) => {
    const panes = { axial: pane(0) } as unknown as ViewState['panes'];
    const after = panesNearest(overlapping, panes, { point, frame: 'frame 1' }, {}, undefined, canal);
    const at = paneStops(overlapping, after.axial.content);
    return Math.round(acuteAngleDeg(at.stops[at.index]!.plane!.normal, vec3(0, 0, 1)));
  };
  const canal = (deg: number) => vec3(0, -Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180));

  test('both blocks hold the point: the one across the canal is chosen, though a slice of the other lies nearer', () => {
    // 8 mm below the flat block's centre lies its last slice exactly; a tilted one passes within half its slab.
    const point = moveAlong(patientPoint(0, 0, 0), canal(5), -8);
    expect(normalAt(point)).toBe(5);
    expect(normalAt(point, canal(28))).toBe(30);
    expect(normalAt(point, canal(3))).toBe(5);
  });

  test('where one block alone holds the point, that one is shown whatever the canal', () => {
    expect(normalAt(moveAlong(patientPoint(0, 0, -12), canal(30), -12), canal(0))).toBe(30);
  });
});

describe('frames of reference', () => {
  test('a plane in another frame does not follow', () => {
    const panes = { sagittal: show('sag', 7), axial: show('other', 2) } as unknown as ViewState['panes'];
    const after = panesNearest(study, panes, { point: patientPoint(4.4, 0, -8), frame: 'frame 1' }, {});
    expect(indexOf(after.sagittal)).toBe(8);
    expect(after.axial).toBe(panes.axial);
  });

  test('a link made by the reader moves the point by its offset, both ways', () => {
    const links = { 'frame 1': { to: 'frame 2', offset: vec3(1, 2, 3) } };
    expect(cursorIn({ point: patientPoint(10, 20, 30), frame: 'frame 1' }, 'frame 2', links)).toEqual(patientPoint(11, 22, 33));
    expect(cursorIn({ point: patientPoint(11, 22, 33), frame: 'frame 2' }, 'frame 1', links)).toEqual(patientPoint(10, 20, 30));
    expect(cursorIn({ point: patientPoint(0, 0, 0), frame: 'frame 3' }, 'frame 1', links)).toBeNull();
  });
});
