/**
 * Levels proposed between two, on real images and on the voxel phantom. The phantom's truth is by construction; the real studies' disc
 * centres were read off enlarged images by eye (to about 1.5 mm), on a T2 slice, and serve for every series of the same frame.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readInstance } from '#dicom/readInstance.ts';
import type { SourceId } from '#dicom/study.ts';
import { patientToPixel, pixelToPatient, planeFromDicom, type SlicePlane } from '#geometry/plane.ts';
import { pixelPoint, type PatientPoint } from '#geometry/points.ts';
import { decodeNative, nativeRange } from '#engine/decode/native.ts';
import { isProblem } from '#engine/decode/decodedFrame.ts';
import { lumbarDiscs } from '#spine/levelNames.ts';
import { proposeLevels, type Proposal } from '#spine/proposeLevels.ts';
import { exampleRecipes } from '../../sample-studies/phantom/exampleRecipes.ts';
import { renderTogether } from '../../sample-studies/phantom/render.ts';
import { standardSeries } from '../../sample-studies/phantom/standardSeries.ts';
import { truth } from '../../sample-studies/phantom/truthOf.ts';
import { dataMissing, real } from '../realData.ts';

const USUAL = { thoracic: 12, lumbar: 5 };
const DISCS = lumbarDiscs(USUAL);

type Image = { readonly plane: SlicePlane; readonly values: ArrayLike<number> };

/** Distance in the image's plane: the slice a label was read on is not the slice it is proposed on. */
const awayMm = (plane: SlicePlane, a: PatientPoint, b: PatientPoint): number => {
  const [p, q] = [patientToPixel(plane, a), patientToPixel(plane, b)];
  return Math.hypot((p.column - q.column) * plane.columnStepMm, (p.row - q.row) * plane.rowStepMm);
};

const propose = (
  image: Image,
  marrow: 'bright' | 'dark',
  from: number,
  to: number,
  centres: readonly PatientPoint[],
): readonly Proposal[] =>
  proposeLevels(
    image.plane,
    { values: image.values, marrow },
    { name: DISCS[from]!, point: centres[from]! },
    { name: DISCS[to]!, point: centres[to]! },
    'disc',
    USUAL,
  );

describe('on the phantom, every disc from L1/2 to L4/5 within half a disc height', () => {
  const marrows = { 'T2 sagittal': 'bright', 'T1 sagittal': 'bright', 'STIR sagittal': 'dark' } as const;
  test.each(['normal', 'stenosis', 'slip', 'degeneration', 'discitis'] as const)('%s', (name) => {
    const recipe = exampleRecipes[name];
    const { discs } = truth(recipe);
    const disc = (label: string) => discs.find((each) => each.label === label)!;
    const centres = DISCS.map((label) => disc(label).centre);
    const specs = standardSeries(recipe).filter((spec) => spec.name in marrows);
    const slices = renderTogether(recipe, specs, 7);
    specs.forEach((spec, index) => {
      const { position: p, rightCosines: r, downCosines: d, pixels } = slices[index]!;
      const spacing = [spec.pixelMm, spec.pixelMm];
      const plane = planeFromDicom([p.x, p.y, p.z], [r.x, r.y, r.z, d.x, d.y, d.z], spacing, spec.rows, spec.columns) as SlicePlane;
      const found = propose({ plane, values: pixels }, marrows[spec.name as keyof typeof marrows], 0, 5, centres);
      expect(found.map((each) => each.name)).toEqual(DISCS.slice(1, -1));
      for (const each of found)
        expect(awayMm(plane, each.point, disc(each.name).centre), `${spec.name} ${each.name}`).toBeLessThan(
          disc(each.name).middleHeightMm / 2,
        );
    });
  });
});

const load = (path: string): Image => {
  const bytes = new Uint8Array(readFileSync(real(path)));
  const instance = readInstance(bytes, { source: path as SourceId, sourceName: path, byteLength: bytes.length });
  if (!('pixels' in instance)) return expect.unreachable(`${path} cannot be read`);
  const range = nativeRange(instance.pixels, 1)!;
  const frame = decodeNative(bytes.slice(range.start, range.end), instance.pixels, false);
  return isProblem(frame) ? expect.unreachable(frame.problem) : { plane: instance.frames[0]!.plane!, values: frame.values };
};

/** Column and row of T12/L1, L1/2, L2/3, L3/4, L4/5, L5/S1 on the named T2 slice. */
const STUDIES = [
  {
    folder: 'lumbar-toshiba-1.5t',
    readOn: 'MR000013',
    centres: [
      [186.7, 83.7],
      [185, 139.7],
      [183.5, 199.3],
      [187, 258.7],
      [196.7, 314.3],
      [205, 369],
    ],
    bright: ['MR000011', 'MR000012', 'MR000013', 'MR000014', 'MR000027', 'MR000028', 'MR000029'],
    dark: [],
  },
  {
    folder: 'lumbar-hitachi-0.3t',
    readOn: 'DCMDT/D0000005',
    centres: [
      [226.7, 131.7],
      [225.8, 180.7],
      [228.3, 233],
      [229, 286.7],
      [235.8, 336.7],
      [246.7, 381.7],
    ],
    bright: ['DCMDT/D0000004', 'DCMDT/D0000005', 'DCMDT/D0000006', 'DCMDT/D0000015', 'DCMDT/D0000016', 'DCMDT/D0000017'],
    dark: ['DCMDT/D0000060', 'DCMDT/D0000061'],
  },
] as const;

describe.skipIf(dataMissing)(`on real images every disc within 4 mm${dataMissing ? ` (${dataMissing})` : ''}`, () => {
  test.each(STUDIES)('$folder', ({ folder, readOn, centres, bright, dark }) => {
    const { plane } = load(`${folder}/${readOn}`);
    const points = centres.map(([column, row]) => pixelToPatient(plane, pixelPoint(column, row)));
    for (const [path, marrow] of [...bright.map((each) => [each, 'bright'] as const), ...dark.map((each) => [each, 'dark'] as const)]) {
      const image = load(`${folder}/${path}`);
      for (const [from, to] of [
        [0, 5],
        [1, 5],
        [0, 4],
      ] as const) {
        const found = propose(image, marrow, from, to, points);
        expect(found).toHaveLength(to - from - 1);
        for (const { name, point } of found)
          expect(
            awayMm(image.plane, point, points[DISCS.indexOf(name)]!),
            `${path} ${name} of ${DISCS[from]} to ${DISCS[to]}`,
          ).toBeLessThan(4);
      }
    }
  });
});
