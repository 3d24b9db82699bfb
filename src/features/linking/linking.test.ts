import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { SeriesUid, Study } from '#dicom/study.ts';
import { patientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { seriesOf } from '#store/testStudies.ts';
import { ALL_PANES, emptyPane, LAYOUTS, type Layout, type Pane, type PaneId, type ViewState } from '#store/view.ts';
import { parseAddress, printAddress } from './address.ts';
import { parseView, printView } from './viewToken.ts';

const SAGITTAL = { right: vec3(0, 1, 0), down: vec3(0, 0, -1) };
const AXIAL = { right: vec3(1, 0, 0), down: vec3(0, 1, 0) };
const studyOf = (uid: string): Study => {
  const instances = [
    ...seriesOf(`${uid}.sag`, patientPoint(0, 0, 0), SAGITTAL, 15, 4.4),
    ...seriesOf(`${uid}.ax`, patientPoint(0, 0, 0), AXIAL, 9, 4.4),
  ];
  return buildStudies(instances.map((each) => ({ ...each, studyUid: uid as typeof each.studyUid }))).studies[0]!;
};
const study = studyOf('1.2.3');
const fresh = Object.fromEntries(ALL_PANES.map((id) => [id, emptyPane('nothing')])) as Record<PaneId, Pane>;
const uids = study.series.map((series) => series.uid);
const initial = { center: 300, width: 600 };
const now = {
  layout: 'planes',
  maximised: null,
  activePane: 'sagittal',
  panes: fresh,
  cursor: null,
  frameLinks: {},
  windows: Object.fromEntries(uids.map((uid) => [uid, { window: initial, initial }])),
  inverted: {},
} as unknown as ViewState;

const cents = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map((value) => value / 100);
const content = fc.constantFrom(...study.series).chain((series) =>
  fc.oneof(
    fc.constantFrom(...series.slices).map((slice) => ({ kind: 'acquired' as const, seriesUid: series.uid, sliceId: slice.id })),
    fc.record({
      kind: fc.constant('reformat' as const),
      seriesUid: fc.constant(series.uid),
      stackId: fc.constant(series.stacks[0]!.id),
      anatomical: fc.constantFrom('sagittal' as const, 'axial' as const, 'coronal' as const),
      index: fc.nat(400),
    }),
  ),
);
const pane: fc.Arbitrary<Pane> = fc.record({
  content,
  framing: fc.record({
    pxPerMm: fc.oneof(fc.constant('fit' as const), cents(0.1, 50)),
    panMm: fc.record({ x: cents(-200, 200), y: cents(-200, 200) }),
  }),
  turn: fc.record({ quarters: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const), flip: fc.boolean() }),
});
const view: fc.Arbitrary<ViewState> = fc
  .record({
    layout: fc.constantFrom(...(Object.keys(LAYOUTS) as Layout[])),
    maximised: fc.option(fc.constantFrom(...ALL_PANES)),
    activePane: fc.constantFrom(...ALL_PANES),
    panes: fc.record(Object.fromEntries(ALL_PANES.map((id) => [id, pane])) as Record<PaneId, fc.Arbitrary<Pane>>),
    cursor: fc.option(
      fc.record({
        point: fc.tuple(cents(-300, 300), cents(-300, 300), cents(-300, 300)).map((p) => patientPoint(...p)),
        frame: fc.constant('frame 1'),
      }),
    ),
    window: fc.record({ center: cents(-2000, 4000), width: cents(1, 8000) }),
    inverted: fc.boolean(),
  })
  .map(({ window, inverted, ...rest }) => ({
    ...now,
    ...rest,
    windows: { ...now.windows, [uids[0]!]: { window, initial } },
    inverted: inverted ? { [uids[1]!]: true } : {},
  }));

describe('the view in the address', () => {
  test('comes back as it was, for any view', () => {
    fc.assert(
      fc.property(view, (before) => {
        const parsed = parseView(printView(study, before), study, now);
        if (!('view' in parsed)) throw new Error(parsed.problem);
        const { layout, maximised, activePane, panes, cursor, windows, inverted } = before;
        expect(parsed.view).toEqual({ layout, maximised, activePane, panes, cursor, windows, inverted, frameLinks: {} });
      }),
      { numRuns: 300 },
    );
  });

  test('says nothing of the patient or of any UID', () => {
    const token = printView(study, { ...now, cursor: { point: patientPoint(1, 2, 3), frame: 'frame 1' } });
    const text = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
    for (const secret of ['1.2.3', 'Planted', 'frame 1']) expect(text).not.toContain(secret);
  });

  test('made on another study is refused in words', () => {
    const other = studyOf('9.9.9');
    expect(parseView(printView(other, { ...now, panes: fresh }), study, now)).toEqual({
      problem: expect.stringContaining('another study'),
    });
  });

  test('damaged in any way is refused, never thrown', () => {
    const token = printView(study, now);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat(token.length).map((at) => token.slice(0, at) + '~' + token.slice(at + 1)),
        ),
        (text) => {
          const parsed = parseView(text, study, now);
          expect('problem' in parsed || 'view' in parsed).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(parseView(token.slice(0, 20), study, now)).toEqual({ problem: expect.stringContaining('damaged') });
  });

  test('ignores series that are not there and keeps what is shown', () => {
    const token = printView(study, {
      ...now,
      windows: { ...now.windows, ['other' as SeriesUid]: { window: { center: 1, width: 2 }, initial } },
    });
    const parsed = parseView(token, study, now);
    expect('view' in parsed && Object.keys(parsed.view.windows!)).toEqual(uids);
  });
});

describe('addresses', () => {
  test.each([
    ['', { place: { kind: 'home' }, view: null }],
    ['#/', { place: { kind: 'home' }, view: null }],
    ['#/?view=abc', { place: { kind: 'home' }, view: 'abc' }],
    ['#/case/back-pain-1', { place: { kind: 'case', slug: 'back-pain-1' }, view: null }],
    ['#/case/x?view=t', { place: { kind: 'case', slug: 'x' }, view: 't' }],
    ['#/case/../secret', { place: { kind: 'unknown', path: '/case/../secret' }, view: null }],
    ['#/case/https:%2F%2Fevil', { place: { kind: 'unknown', path: '/case/https:%2F%2Fevil' }, view: null }],
  ] as const)('%s', (fragment, expected) => {
    expect(parseAddress(fragment)).toEqual(expected);
  });

  test('print and parse are each other’s inverse', () => {
    for (const fragment of ['#/', '#/?view=abc', '#/case/x', '#/case/x?view=t'])
      expect(printAddress(parseAddress(fragment))).toBe(fragment);
  });
});
