import { describe, expect, test } from 'vitest';
import { planeFromDicom, type SlicePlane } from '#geometry/plane.ts';
import type { Acquisition, Slice, Weighting } from './study.ts';
import { recogniseWeighting } from './weighting.ts';

const plain: Acquisition = {
  scanningSequence: [],
  sequenceVariant: [],
  scanOptions: [],
  sequenceName: '',
  imageType: [],
  contrastAgent: '',
};
const slice = (acquisition: Partial<Acquisition>, plane?: SlicePlane): Slice =>
  ({
    frame: { number: 1, rescale: { slope: 1, intercept: 0 }, acquisition: { ...plain, ...acquisition }, ...(plane && { plane }) },
  }) as unknown as Slice;
const timing = (repetitionTimeMs: number, echoTimeMs: number, more: Partial<Acquisition> = {}) => ({
  repetitionTimeMs,
  echoTimeMs,
  ...more,
});
const recognise = (acquisition: Partial<Acquisition>, description = '', modality = 'MR') =>
  recogniseWeighting({ modality, description, protocol: '', slices: [slice(acquisition)] });

const SE = { scanningSequence: ['SE'] };
const GR = { scanningSequence: ['GR'] };
const cases: readonly (readonly [string, Partial<Acquisition>, Weighting])[] = [
  ['T1 spin echo', timing(510, 10, SE), 'T1'],
  ['T1 at low field', timing(567, 21, { ...SE, inversionTimeMs: 0 }), 'T1'],
  ['T2 fast spin echo', timing(3500, 100, SE), 'T2'],
  ['T2 with a short TR', timing(1019, 100, SE), 'T2'],
  ['STIR at low field', timing(3320, 80, { scanningSequence: ['IR'], inversionTimeMs: 110 }), 'STIR'],
  ['STIR at 3 T', timing(4000, 40, { scanningSequence: ['SE', 'IR'], inversionTimeMs: 220 }), 'STIR'],
  ['STIR by Scan Options without TI', timing(4000, 60, { ...SE, scanOptions: ['IR'] }), 'STIR'],
  ['STIR by sequence name', timing(4000, 60, { ...SE, sequenceName: '*tirm2d1_11' }), 'STIR'],
  ['FLAIR', timing(9000, 120, { scanningSequence: ['SE', 'IR'], inversionTimeMs: 2500 }), 'FLAIR'],
  ['T1 inversion recovery', timing(2000, 10, { scanningSequence: ['SE', 'IR'], inversionTimeMs: 860 }), 'T1'],
  ['MPRAGE', timing(1800, 2.4, { ...GR, inversionTimeMs: 900, flipAngleDeg: 9 }), 'T1'],
  ['PD', timing(3000, 20, SE), 'PD'],
  ['spoiled gradient echo', timing(300, 2.5, { ...GR, flipAngleDeg: 80 }), 'T1'],
  ['3D gradient echo with a long TE', timing(28.1, 15.2, { ...GR, flipAngleDeg: 15 }), 'T2*'],
  ['balanced steady state', timing(5, 2.3, { ...GR, flipAngleDeg: 50, sequenceVariant: ['SS', 'SK'] }), 'T2'],
  ['Enhanced MR says so', timing(2000, 20, { acquisitionContrast: 'STIR' }), 'STIR'],
  ['diffusion', timing(4000, 80, { scanningSequence: ['SE', 'EP'], bValue: 800 }), 'diffusion'],
  ['localizer', timing(500, 100, { imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }), 'localizer'],
  ['projection', timing(500, 100, { imageType: ['DERIVED', 'SECONDARY', 'PROJECTION IMAGE'] }), 'projection'],
  ['ADC map', timing(4000, 80, { imageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'] }), 'diffusion'],
  ['reformat', timing(4000, 100, { imageType: ['DERIVED', 'SECONDARY', 'MPR'] }), 'derived'],
  ['DERIVED alone says nothing', timing(3203, 110, { ...SE, imageType: ['DERIVED', 'SECONDARY', 'OTHER', 'AI'] }), 'T2'],
  ['nothing known', {}, 'unknown'],
];
test.each(cases)('%s', (_, acquisition, weighting) => expect(recognise(acquisition).weighting).toBe(weighting));

test('the facts are given as the reason', () => {
  expect(recognise(timing(3320, 80, { scanningSequence: ['IR'], inversionTimeMs: 110 })).reason).toBe('TR 3320 TE 80 TI 110 ms');
  expect(recognise(timing(28.1, 15.2, { ...GR, flipAngleDeg: 15 })).reason).toBe('gradient echo, TR 28.1 TE 15.2 ms, flip 15°');
});

test('headers count before the description', () => expect(recognise(timing(510, 10, SE), 'T2 SAG').weighting).toBe('T1'));

test.each([
  ['t2_tse_sag', 'T2'],
  ['SAG T1 FS', 'T1'],
  ['t2_stir_sag', 'STIR'],
  ['REST1 w SMS', 'unknown'],
  ['PD sag', 'PD'],
  ['AX T2* MERGE', 'T2*'],
  ['Survey', 'localizer'],
] as const)('description %s', (description, weighting) => expect(recognise({}, description).weighting).toBe(weighting));

test('an inversion that the header leaves out is taken from the name', () => {
  expect(recognise(timing(10_002, 159.5, SE), 'AX FLAIR').weighting).toBe('FLAIR');
  expect(recognise(timing(4000, 70, SE), 'Sag STIR').weighting).toBe('STIR');
});

describe('contrast agent', () => {
  test('is noted', () =>
    expect(recognise(timing(510, 10, { ...SE, contrastAgent: 'Gadovist' })).reason).toMatch(/after contrast agent \(Gadovist\)$/));
  test.each(['off', 'NONE', 'No', ''])('"%s" is none', (contrastAgent) => {
    expect(recognise(timing(510, 10, { ...SE, contrastAgent })).reason).toBe('TR 510 TE 10 ms');
  });
});

test('times mean nothing outside MR', () =>
  expect(recognise(timing(510, 10), '', 'CT')).toEqual({ weighting: 'unknown', reason: 'CT TR 510 TE 10 ms' }));

describe('by geometry alone', () => {
  /** 100 x 100 mm pictures about one centre, turned by `angleDeg` around the body's axis. */
  const turned = (angleDeg: number): SlicePlane => {
    const angle = (angleDeg * Math.PI) / 180;
    const right = [Math.cos(angle), Math.sin(angle), 0] as const;
    const corner = [-49.5 * right[0], -49.5 * right[1], 49.5];
    const plane = planeFromDicom(corner, [...right, 0, 0, -1], [1, 1], 100, 100);
    if ('problem' in plane) throw new Error(plane.problem);
    return plane;
  };
  const of = (planes: readonly SlicePlane[]) =>
    recogniseWeighting({
      modality: 'MR',
      description: '',
      protocol: '',
      slices: planes.map((plane) => slice(timing(4000, 510, SE), plane)),
    }).weighting;

  test('many angles about one centre are a rotating projection', () => {
    expect(of(Array.from({ length: 19 }, (_, index) => turned(index * 10)))).toBe('projection');
  });
  test('parallel slices are none', () => {
    expect(of(Array.from({ length: 19 }, (_, index) => ({ ...turned(0), origin: { ...turned(0).origin, y: index * 4 } })))).toBe('T2');
  });
  test('angled blocks at different places are none', () => {
    const blocks = Array.from({ length: 7 }, (_, index) => ({ ...turned(index * 5), origin: { ...turned(0).origin, z: index * 40 } }));
    expect(of(blocks)).toBe('T2');
  });
  test('three planes at right angles are a localizer', () => {
    const axial = planeFromDicom([-50, -50, 0], [1, 0, 0, 0, 1, 0], [1, 1], 100, 100) as SlicePlane;
    expect(of([turned(0), turned(90), axial])).toBe('localizer');
  });
});
