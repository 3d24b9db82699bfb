import { expect, test } from 'vitest';
import { exampleRecipes } from './exampleRecipes.ts';
import type { Recipe } from './recipe.ts';
import { renderSeries, renderSlice, renderTogether } from './render.ts';
import { sliceCount, type SeriesSpec } from './series.ts';
import { standardSeries } from './standardSeries.ts';

const recipe: Recipe = exampleRecipes.extrusion;
const small = (spec: SeriesSpec): SeriesSpec => ({ ...spec, rows: 112, columns: 112, pixelMm: 2.5, acquiredPixelMm: 2.5 });
const series = (name: string): SeriesSpec => small(standardSeries(recipe).find((spec) => spec.name === name)!);

test('the same recipe makes the same pixels; another seed does not', () => {
  const spec = series('T2 sagittal');
  const first = renderSlice(recipe, spec, 6);
  expect(renderSlice(structuredClone(recipe), spec, 6).pixels).toEqual(first.pixels);
  expect(renderSlice({ ...recipe, seed: recipe.seed + 1 }, spec, 6).pixels).not.toEqual(first.pixels);
});

test('a slice does not depend on what is rendered with it or before it', () => {
  const [t2, t1] = [series('T2 sagittal'), series('T1 sagittal')];
  const together = renderTogether(recipe, [t2, t1], 9);
  expect(together[0]!.pixels).toEqual(renderSlice(recipe, t2, 9).pixels);
  expect(together[1]!.pixels).toEqual(renderSlice(recipe, t1, 9).pixels);
  expect(renderSeries(recipe, { ...t1, blocks: t1.blocks }).slices[9]!.pixels).toEqual(together[1]!.pixels);
  expect(() => renderTogether(recipe, [t2, series('T2 coronal')], 0)).toThrow(RangeError);
  expect(() => renderSlice(recipe, t2, 15)).toThrow(RangeError);
});

test('slices lie about the centre of their block, thickness and gap apart, along right x down', () => {
  const spec = series('T2 sagittal');
  const { slices } = renderSeries(recipe, spec);
  expect(slices).toHaveLength(15);
  const [block] = spec.blocks;
  const middle = slices[7]!.position;
  expect(middle.x).toBeCloseTo(block!.centre.x, 9);
  expect(middle.y).toBeCloseTo(block!.centre.y - 55.5 * 2.5, 9);
  expect(middle.z).toBeCloseTo(block!.centre.z + 55.5 * 2.5, 9);
  // right (posterior) x down (feet) points to the patient's right.
  expect(slices[8]!.position.x - middle.x).toBeCloseTo(-4.4, 9);
});

test('the protocol has the series of a lumbar study, and values that fit 12 bits', () => {
  const specs = standardSeries(recipe);
  expect(specs.map((spec) => [spec.name, sliceCount(spec)])).toEqual([
    ['Localizer', 9],
    ['T2 sagittal', 15],
    ['T1 sagittal', 15],
    ['STIR sagittal', 15],
    ['T2 axial', 15],
    ['T1 axial', 15],
    ['T2 axial straight', 24],
    ['T2 coronal', 13],
  ]);
  for (const spec of specs) {
    const { pixels } = renderSlice(recipe, small(spec), Math.floor(sliceCount(spec) / 2));
    expect(Math.max(...pixels)).toBeGreaterThan(800);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(4095);
  }
});
