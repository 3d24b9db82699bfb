import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import type { Recipe } from './recipe.ts';
import { anatomyOf } from './render.ts';
import type { SeriesSpec, SliceBlock } from './series.ts';

const SAGITTAL = { rightDir: vec3(0, 1, 0), downDir: vec3(0, 0, -1) };
const AXIAL = { rightDir: vec3(1, 0, 0), downDir: vec3(0, 1, 0) };
const CORONAL = { rightDir: vec3(1, 0, 0), downDir: vec3(0, 0, -1) };

type Sequence = Pick<
  SeriesSpec,
  'weighting' | 'repetitionTimeMs' | 'echoTimeMs' | 'inversionTimeMs' | 'echoTrainLength' | 'flipAngleDeg' | 'noise'
>;
const T2: Sequence = { weighting: 'T2', repetitionTimeMs: 3600, echoTimeMs: 102, echoTrainLength: 17, flipAngleDeg: 150, noise: 36 };
const T1: Sequence = { weighting: 'T1', repetitionTimeMs: 560, echoTimeMs: 11, echoTrainLength: 3, flipAngleDeg: 150, noise: 38 };
const STIR: Sequence = {
  weighting: 'STIR',
  repetitionTimeMs: 4200,
  echoTimeMs: 58,
  inversionTimeMs: 165,
  echoTrainLength: 13,
  flipAngleDeg: 150,
  noise: 30,
};
const AXIAL_T2: Sequence = { ...T2, repetitionTimeMs: 4400, echoTimeMs: 104, noise: 46 };
const AXIAL_T1: Sequence = { ...T1, repetitionTimeMs: 600, noise: 44 };
const SCOUT: Sequence = { weighting: 'T2', repetitionTimeMs: 1100, echoTimeMs: 88, echoTrainLength: 128, flipAngleDeg: 150, noise: 40 };

const average = (points: readonly PatientPoint[]): PatientPoint =>
  patientPoint(
    ...(['x', 'y', 'z'].map((axis) => points.reduce((sum, p) => sum + p[axis as 'x'], 0) / points.length) as [number, number, number]),
  );

/**
 * The protocol of a lumbar study, placed on this patient as a technologist would: sagittal over the bodies, axial blocks angled to the
 * three lowest discs, one straight axial block, coronal through bodies and canal, and a localizer first.
 */
export function standardSeries(recipe: Recipe): SeriesSpec[] {
  const { skeleton } = anatomyOf(recipe);
  const body = (label: string) => skeleton.vertebrae.find((v) => v.label === label)!.frame.origin;
  const lumbar = ['L1', 'L2', 'L3', 'L4', 'L5'].map(body);
  const middle = average(lumbar);
  const sagittalMatrix = {
    rows: 448,
    columns: 448,
    pixelMm: 0.625,
    acquiredPixelMm: 0.8,
    thicknessMm: 4,
    gapMm: 0.4,
    frequencyAxis: 'row',
    pixelBandwidthHz: 195,
    saturateAnterior: true,
  } as const;
  const sagittalBlocks: SliceBlock[] = [{ centre: patientPoint(middle.x, middle.y - 24, body('S1').z + 78), ...SAGITTAL, slices: 15 }];
  const sagittal = (name: string, sequence: Sequence): SeriesSpec => ({
    name,
    plane: 'sagittal',
    ...sequence,
    ...sagittalMatrix,
    blocks: sagittalBlocks,
  });

  const axialMatrix = {
    rows: 448,
    columns: 448,
    pixelMm: 0.44,
    acquiredPixelMm: 0.66,
    thicknessMm: 4,
    frequencyAxis: 'row',
    pixelBandwidthHz: 220,
    saturateAnterior: true,
  } as const;
  const angled: SliceBlock[] = skeleton.discs
    .filter(({ label }) => !label.startsWith('S'))
    .slice(-3)
    .map(({ frame }) => ({
      centre: patientPoint(frame.origin.x, frame.origin.y + 8, frame.origin.z),
      rightDir: frame.u,
      downDir: frame.v,
      slices: 5,
    }));
  const axial = (name: string, sequence: Sequence): SeriesSpec => ({
    name,
    plane: 'axial',
    ...sequence,
    ...axialMatrix,
    gapMm: 0.4,
    blocks: angled,
  });
  const straight: SliceBlock[] = [{ centre: patientPoint(middle.x, middle.y + 8, body('L4').z + 6), ...AXIAL, slices: 24 }];

  const canal = skeleton.discs.find(({ label }) => label === 'L3/4')!.frame.origin;
  const coronal: SliceBlock[] = [{ centre: patientPoint(middle.x, canal.y + 10, body('L3').z - 10), ...CORONAL, slices: 13 }];
  const scoutCentre = patientPoint(middle.x, middle.y - 10, body('L3').z - 10);
  const scout = [SAGITTAL, CORONAL, AXIAL].map((directions) => ({ centre: scoutCentre, ...directions, slices: 3 }));
  return [
    {
      name: 'Localizer',
      plane: 'localizer',
      ...SCOUT,
      rows: 256,
      columns: 256,
      pixelMm: 1.5625,
      acquiredPixelMm: 1.5625,
      thicknessMm: 8,
      gapMm: 12,
      frequencyAxis: 'row',
      pixelBandwidthHz: 500,
      saturateAnterior: false,
      blocks: scout,
    },
    sagittal('T2 sagittal', T2),
    sagittal('T1 sagittal', T1),
    sagittal('STIR sagittal', STIR),
    axial('T2 axial', AXIAL_T2),
    axial('T1 axial', AXIAL_T1),
    { name: 'T2 axial straight', plane: 'axial', ...AXIAL_T2, ...axialMatrix, acquiredPixelMm: 0.8, gapMm: 0.4, blocks: straight },
    {
      name: 'T2 coronal',
      plane: 'coronal',
      ...T2,
      rows: 448,
      columns: 448,
      pixelMm: 0.7143,
      acquiredPixelMm: 1.05,
      thicknessMm: 4,
      gapMm: 0.8,
      frequencyAxis: 'column',
      pixelBandwidthHz: 195,
      saturateAnterior: false,
      blocks: coronal,
    },
  ];
}
