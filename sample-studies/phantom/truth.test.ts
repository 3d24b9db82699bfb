import { describe, expect, test } from 'vitest';
import type { PatientPoint } from '#geometry/points.ts';
import { patientToPixel, planeFromDicom, type SlicePlane } from '#geometry/plane.ts';
import { normalise, subtract } from '#geometry/vector.ts';
import { tissueAt } from './anatomy.ts';
import { exampleRecipes } from './exampleRecipes.ts';
import type { Recipe } from './recipe.ts';
import { anatomyOf, renderSlice } from './render.ts';
import { sampleSlice } from './sampleSlice.ts';
import { standardSeries } from './standardSeries.ts';
import { mainTissue, TISSUE, type Tissue } from './tissues.ts';
import { truth } from './truthOf.ts';

const names = Object.fromEntries(Object.entries(TISSUE).map(([name, index]) => [index, name])) as Record<number, Tissue>;
const tissue = (recipe: Recipe, { x, y, z }: { x: number; y: number; z: number }): Tissue =>
  names[mainTissue(tissueAt(anatomyOf(recipe).regions, x, y, z))]!;
const offset = (p: PatientPoint, z: number) => ({ x: p.x, y: p.y, z: p.z + z });

describe('truth agrees with what is drawn', () => {
  const { normal } = exampleRecipes;
  const t = truth(normal);

  test.each(t.discs.map((disc) => [disc.label, disc] as const))('%s: the centre is disc', (label, disc) => {
    expect(label === 'S1/2' ? ['annulus', 'nucleus'] : ['nucleus', 'annulus']).toContain(tissue(normal, disc.centre));
  });

  test.each(t.vertebrae.map((vertebra) => [vertebra.label, vertebra] as const))('%s: the body is marrow', (_, vertebra) => {
    expect(['redMarrow', 'fat', 'blood']).toContain(tissue(normal, vertebra.centre));
  });

  test('lumbar pedicles are marrow or cortex on both sides', () => {
    for (const v of t.vertebrae.filter(({ label }) => label.startsWith('L'))) {
      expect(['redMarrow', 'fat', 'cortex']).toContain(tissue(normal, v.pedicleLeft!));
      expect(['redMarrow', 'fat', 'cortex']).toContain(tissue(normal, v.pedicleRight!));
      expect(v.pedicleLeft!.x).toBeGreaterThan(v.pedicleRight!.x);
    }
  });

  test('the canal centreline runs in the sac from T11 to the L5/S1 disc', () => {
    const last = t.discs.find(({ label }) => label === 'L5/S1')!.centre.z;
    const inCanal = t.canalCentreline.filter(({ z }) => z > last && z < t.vertebrae[0]!.centre.z);
    expect(inCanal.length).toBeGreaterThan(80);
    for (const p of inCanal) expect(['csf', 'cord', 'root', 'ganglion']).toContain(tissue(normal, p));
  });

  test('the cord ends at the conus', () => {
    expect(['cord', 'ganglion']).toContain(tissue(normal, offset(t.conusTip, 4)));
    for (const below of [-2, -5, -9]) expect(['csf', 'root']).toContain(tissue(normal, offset(t.conusTip, below)));
    expect(t.conusLevel).toMatch(/^L1, (middle|lower) third$/);
  });

  test('foraminal points lie in fat or nerve', () => {
    for (const disc of t.discs.filter(({ label }) => label.startsWith('L')))
      for (const p of [disc.foramenLeft, disc.foramenRight])
        expect(['fat', 'ganglion', 'root', 'blood', 'dura']).toContain(tissue(normal, p));
  });

  test('healthy sizes are those of healthy people', () => {
    for (const disc of t.discs.filter(({ label }) => label.startsWith('L'))) {
      expect(disc.canalApMm).toBeGreaterThan(10);
      expect(disc.canalApMm).toBeLessThan(18);
      expect(disc.sacAreaMm2).toBeGreaterThan(120);
    }
  });
});

/** Canal AP of a thin axial slice of sac tissue, counted in pixels along the midline. */
function apByPixels(recipe: Recipe, label: string): { pixels: number; truth: number } {
  const anatomy = anatomyOf(recipe);
  const disc = truth(recipe).discs.find((d) => d.label === label)!;
  const s = anatomy.path.levels.get(label)!;
  const down = normalise(subtract(anatomy.path.point(s, 0, 10), anatomy.path.point(s, 0, 0)));
  const origin = anatomy.path.point(s, -20, -25);
  const right = { x: 1, y: 0, z: 0 };
  const normal = { x: 0, y: -down.z, z: down.y };
  const stepMm = 0.5;
  const mask = new Float32Array(64);
  for (const name of ['csf', 'cord', 'root', 'ganglion'] as const) mask[TISSUE[name]] = 1;
  const [image] = sampleSlice(anatomy, { origin, right, down, normal, stepMm, rows: 100, columns: 80, thicknessMm: 0.2 }, [mask]);
  const column = Array.from({ length: 100 }, (_, row) => image!.water[row * 80 + 40]! > 0.5);
  const end = column.lastIndexOf(true);
  let start = end;
  while (column[start - 1]) start--;
  return { pixels: (end - start + 1) * stepMm, truth: disc.canalApMm };
}

test.each([
  ['normal', 'L2/3'],
  ['normal', 'L4/5'],
  ['stenosis', 'L3/4'],
  ['slip', 'L4/5'],
  ['cauda', 'L4/5'],
] as const)('%s %s: the canal measured on a rendered mask is the truth within a pixel', (name, label) => {
  const { pixels, truth: expected } = apByPixels(exampleRecipes[name], label);
  expect(Math.abs(pixels - expected)).toBeLessThan(0.5 + 1e-6);
});

test('canal AP measured on the mid-sagittal T2 image at half height of the CSF is the truth within 1 mm', () => {
  const recipe = exampleRecipes.normal;
  const spec = { ...standardSeries(recipe).find(({ name }) => name === 'T2 sagittal')!, thicknessMm: 1, gapMm: 3.4, noise: 0 };
  const image = renderSlice(recipe, spec, 7);
  const { rightCosines: r, downCosines: d, position: p } = image;
  const plane = planeFromDicom(
    [p.x, p.y, p.z],
    [r.x, r.y, r.z, d.x, d.y, d.z],
    [spec.pixelMm, spec.pixelMm],
    spec.rows,
    spec.columns,
  ) as SlicePlane;
  const value = (q: PatientPoint) => {
    const { column, row } = patientToPixel(plane, q);
    const [i, j] = [Math.floor(column), Math.floor(row)];
    const at = (c: number, l: number) => image.pixels[l * spec.columns + c]!;
    const [a, b] = [column - i, row - j];
    return (at(i, j) * (1 - a) + at(i + 1, j) * a) * (1 - b) + (at(i, j + 1) * (1 - a) + at(i + 1, j + 1) * a) * b;
  };
  const { path } = anatomyOf(recipe);
  for (const label of ['L2/3', 'L3/4']) {
    const disc = truth(recipe).discs.find((one) => one.label === label)!;
    const s = path.levels.get(label)!;
    const profile = Array.from({ length: 281 }, (_, i) => value(path.point(s, 0, -14 + i * 0.1)));
    const top = profile.slice(110, 160).toSorted((a, b) => b - a)[5]!;
    let [front, back] = [135, 135];
    while (profile[front]! > top / 2 && front > 0) front--;
    while (profile[back]! > top * 0.6 && back < 280) back++;
    expect(Math.abs((back - front) * 0.1 - disc.canalApMm)).toBeLessThanOrEqual(1);
  }
});

describe('lesions', () => {
  const expected: [keyof typeof exampleRecipes, string[], Tissue[]][] = [
    ['extrusion', ['herniation L4/5'], ['herniated', 'annulus', 'ligament']],
    ['cauda', ['herniation L4/5'], ['herniated', 'annulus', 'ligament']],
    ['metastasis', ['metastasis T12', 'metastasis L2', 'haemangioma L4'], ['tumour', 'fat', 'oedema', 'cortex']],
    ['fracture', ['fracture L1', 'retropulsion L1'], ['oedema', 'sclerosis', 'fat', 'redMarrow']],
    ['discitis', ['discitis L3/4', 'collection L3/4'], ['pus', 'granulation']],
    ['degeneration', ['fissure L5/S1', 'modic L5/S1', 'modic L5/S1'], ['fluid', 'fat', 'redMarrow']],
  ];
  test.each(expected)('%s: listed, and made of what it should be', (name, list, tissues) => {
    const recipe: Recipe = exampleRecipes[name];
    const { lesions } = truth(recipe);
    expect(lesions.map((l) => `${l.kind} ${l.level}`)).toEqual(list);
    for (const lesion of lesions) {
      expect(tissues).toContain(tissue(recipe, lesion.centre));
      for (const outline of [lesion.sagittalOutline, lesion.axialOutline]) {
        const size = Math.max(...outline.map((p) => Math.hypot(p.x - lesion.centre.x, p.y - lesion.centre.y, p.z - lesion.centre.z)));
        expect(size).toBeGreaterThan(0.8);
        expect(size).toBeLessThan(45);
      }
    }
  });

  test('stenosis follows its recipe from level to level', () => {
    const area = (label: string) => truth(exampleRecipes.stenosis).discs.find((d) => d.label === label)!.sacAreaMm2;
    expect(area('L1/2')).toBeGreaterThan(130);
    expect(area('L2/3')).toBeLessThan(130);
    expect(area('L3/4')).toBeLessThan(80);
    expect(area('L4/5')).toBeLessThan(area('L3/4'));
  });
});
