/** What the sample cases say, held against what their phantoms are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { caseSchema, readCasePart } from '#spine/teachingCase.ts';
import { readCases, type CaseFolder } from './caseFolders.ts';
import { seriesDescription } from './dicom/facts.ts';
import type { DiscState } from './phantom/recipe.ts';
import { truth } from './phantom/truthOf.ts';
import { placeIn } from './places.ts';
import { factsOf, protocolOf, studiesOf } from './protocol.ts';
import { fileName } from './renderWork.ts';
import { words } from './testDiagnosisWords.ts';

type Phantom = CaseFolder & { kind: 'phantom' };
const cases = readCases(fileURLToPath(new URL('./cases', import.meta.url))).filter((each): each is Phantom => each.kind === 'phantom');
const currentOf = ({ slug, recipe }: Phantom) => studiesOf(slug, recipe)[0]!;
const truths = new Map(cases.map((each) => [each.slug, studiesOf(each.slug, each.recipe).map(({ recipe }) => truth(recipe))]));
const truthOf = ({ slug }: Phantom) => truths.get(slug)![0]!;

test('there are ten, the extrusion first', () => {
  expect(cases).toHaveLength(10);
  expect(cases[0]!.reveal.key.levels['L4/5']).toMatchObject({ contour: 'extrusion', zone: 'subarticular', side: 'right' });
  expect(new Set(cases.map(({ recipe }) => recipe.recipe.patient.id)).size).toBe(10);
  expect(cases.filter(({ recipe }) => recipe.encoding === 'enhanced')).toHaveLength(1);
  expect(cases.filter(({ recipe }) => recipe.encoding === 'jpeg-ls')).toHaveLength(1);
});

test('one patient was there six months earlier, with less to see', () => {
  const [both] = cases.filter(({ recipe }) => recipe.prior);
  const [now, then] = studiesOf(both!.slug, both!.recipe);
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(4, 6));
  expect(months(now!.when.date) - months(then!.when.date)).toBe(6);
  expect(then!.recipe.patient).toEqual(now!.recipe.patient);
  const radius = (recipe: typeof now) => recipe!.recipe.vertebrae!.L2!.metastases![0]!.radiusMm;
  expect(radius(then)).toBeLessThan(radius(now) / 2);
});

describe.for(cases.map((each) => [each.slug, each] as const))('%s', ([, each]) => {
  const { key, steps } = each.reveal;

  test('has three to six steps, each pointing into the phantom', () => {
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(steps.length).toBeLessThanOrEqual(6);
    for (const { at } of steps) {
      if (!('structure' in at)) throw new Error('a phantom names its structures');
      const known = truths.get(each.slug)![at.study === 'prior' ? 1 : 0]!;
      const { x, y, z } = placeIn(known, at);
      expect(Math.abs(x) + Math.abs(y) / 3 + Math.abs(z) / 6).toBeLessThan(60);
    }
  });

  test('the key names every disc level once and agrees with the phantom', () => {
    const { recipe } = currentOf(each);
    const lumbar = truthOf(each)
      .discs.map(({ label }) => label)
      .filter((label) => /L/.test(label));
    expect(Object.keys(key.levels).toSorted()).toEqual(lumbar.toSorted());
    for (const label of lumbar) {
      const state: DiscState = recipe.discs?.[label] ?? {};
      const level = key.levels[label]!;
      expect({ label, ...level }).toMatchObject({
        label,
        pfirrmann: state.pfirrmann ?? 2,
        contour: state.herniation?.kind ?? ((state.bulgeMm ?? 0) >= 1 ? 'bulge' : 'normal'),
        annularFissure: state.annularFissure !== undefined,
        modic: state.modic ?? 0,
        foramen: { right: state.foramenRight ?? 0, left: state.foramenLeft ?? 0 },
        facets: { right: Math.round((state.facetHypertrophy ?? 0) * 3), left: Math.round((state.facetHypertrophy ?? 0) * 3) },
        infection: state.discitis !== undefined,
      });
      const { herniation } = state;
      expect([level.zone, level.side]).toEqual([herniation?.zone, herniation?.side]);
      expect(level.migration).toEqual(
        herniation ? { direction: herniation.migrationMm > 0 ? 'down' : 'up', mm: Math.abs(herniation.migrationMm) } : undefined,
      );
    }
  });

  test('slips, fractures, marrow and conus agree with the truth by construction', () => {
    const known = truthOf(each);
    for (const { label, slipPercent } of known.discs) {
      const slip = key.levels[label]?.slip;
      // Up to 8 % is the healthy curve's.
      expect([label, slipPercent < 8 ? 0 : Math.ceil(slipPercent / 25)]).toEqual([label, slip?.meyerding ?? 0]);
    }
    for (const { label, anteriorHeightMm, posteriorHeightMm } of known.vertebrae.filter((one) => one.label.startsWith('L'))) {
      const loss = 1 - anteriorHeightMm / posteriorHeightMm;
      const genant = loss > 0.4 ? 3 : loss > 0.25 ? 2 : loss > 0.2 ? 1 : 0;
      expect([label, key.vertebrae[label]?.fracture?.genant ?? 0]).toEqual([label, genant]);
    }
    expect(key.wholeSpine.conusLevel).toBe(known.conusLevel);
    expect(key.wholeSpine.muscleFat).toBe(Math.round((each.recipe.recipe.anatomy?.muscleFat ?? 0.2) * 4));
    const found = known.lesions.filter(({ kind }) => kind === 'metastasis').map(({ level }) => level as string);
    expect(
      Object.keys(key.vertebrae)
        .filter((label) => key.vertebrae[label]!.marrow === 'metastasis')
        .toSorted(),
    ).toEqual(found.toSorted());
  });

  test('a narrower grade goes with a smaller sac', () => {
    const areas = truthOf(each).discs.flatMap(({ label, sacAreaMm2 }) => {
      const level = key.levels[label];
      return level ? [{ grade: level.canalSchizas, sacAreaMm2, label }] : [];
    });
    for (const { grade, sacAreaMm2, label } of areas) {
      const limit = { A: [100, 400], B: [60, 100], C: [30, 60], D: [0, 60] }[grade] as [number, number];
      expect(sacAreaMm2, `${label} Schizas ${grade}`).toBeGreaterThan(limit[0]);
      expect(sacAreaMm2, `${label} Schizas ${grade}`).toBeLessThan(limit[1]);
    }
  });

  test('nothing before the reveal gives the answer away', () => {
    const before = [
      each.slug,
      ...Object.values(each.front).map(String),
      ...studiesOf(each.slug, each.recipe).flatMap((study) => {
        const { patient, accessionNumber } = factsOf(study);
        return [patient.name, patient.id, accessionNumber, ...protocolOf(study).map(seriesDescription)];
      }),
      fileName(1),
    ];
    const leaks = words(key).flatMap((word) => before.filter((text) => word.test(text)).map((text) => `${word} in "${text}"`));
    expect(leaks).toEqual([]);
  });
});

test('the guard against leaks sees the words it should', () => {
  const extrusion = words(cases[0]!.reveal.key);
  const seen = (text: string) => extrusion.some((word) => word.test(text));
  for (const text of ['L4/5', 'disc extrusion', 'a herniated disc', 'the L5 root', 'compressing', 'right subarticular'])
    expect([text, seen(text)]).toEqual([text, true]);
  for (const text of ['T2 TSE SAG', 'Phantom^One', 'leg pain', 'right leg']) expect([text, seen(text)]).toEqual([text, false]);
});

test('a case file with a wrong word is refused by name', () => {
  const json: unknown = JSON.parse(readFileSync(new URL('./cases/right-leg-pain/case.json', import.meta.url), 'utf8'));
  expect(readCasePart(caseSchema, 'case.json', { ...(json as object), diagnosis: 'x' })).toHaveProperty('problem');
});
