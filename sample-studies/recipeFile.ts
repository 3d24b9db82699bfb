/** `recipe.json` of a sample case: the phantom's recipe and how its study is acquired and stored. Checked, because people write it by hand. */
import * as v from 'valibot';
import type { DiscLabel, Recipe, VertebraLabel } from './phantom/recipe.ts';

const number = v.pipe(v.number(), v.finite());
const text = v.pipe(v.string(), v.nonEmpty());
const date = v.pipe(v.string(), v.regex(/^\d{8}$/, 'is not YYYYMMDD'));
const triple = v.tuple([number, number, number]);
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const lee = v.picklist([0, 1, 2, 3]);

const vertebraLabel = v.picklist([
  'T11',
  'T12',
  'L1',
  'L2',
  'L3',
  'L4',
  'L5',
  'L6',
  'S1',
  'S2',
  'S3',
  'S4',
  'S5',
] satisfies VertebraLabel[]);
const discLabel = v.picklist([
  ...(['T10/11', 'T11/12', 'T12/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/S1', 'L5/6', 'L6/S1'] as const),
  ...(['S1/2', 'S2/3', 'S3/4', 'S4/5'] as const),
] satisfies DiscLabel[]);

const patient = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^Phantom\^[A-Z][a-z]+$/, 'is not "Phantom^..."')),
  id: text,
  sex: v.picklist(['F', 'M']),
  birthDate: date,
  heightM: number,
  weightKg: number,
});

const anatomy = v.strictObject({
  lumbarCount: v.exactOptional(v.picklist([5, 6])),
  lordosisDeg: v.exactOptional(number),
  sacralSlopeDeg: v.exactOptional(number),
  scoliosisDeg: v.exactOptional(number),
  sizeFactor: v.exactOptional(number),
  canalFactor: v.exactOptional(number),
  marrowFat: v.exactOptional(share),
  muscleFat: v.exactOptional(share),
  backFatMm: v.exactOptional(number),
  conusLevel: v.exactOptional(number),
  offsetMm: v.exactOptional(triple),
});

const disc = v.strictObject({
  heightFactor: v.exactOptional(number),
  pfirrmann: v.exactOptional(v.picklist([1, 2, 3, 4, 5])),
  bulgeMm: v.exactOptional(number),
  herniation: v.exactOptional(
    v.strictObject({
      kind: v.picklist(['protrusion', 'extrusion', 'sequestration']),
      side: v.picklist(['right', 'left']),
      zone: v.picklist(['central', 'subarticular', 'foraminal', 'extraforaminal']),
      apMm: number,
      widthMm: number,
      migrationMm: number,
    }),
  ),
  annularFissure: v.exactOptional(v.picklist(['right', 'left', 'central'])),
  modic: v.exactOptional(v.picklist([0, 1, 2, 3])),
  modicDepthMm: v.exactOptional(number),
  osteophyteMm: v.exactOptional(number),
  discitis: v.exactOptional(v.strictObject({ erosionMm: number, fluid: share })),
  flavumThickeningMm: v.exactOptional(number),
  facetHypertrophy: v.exactOptional(share),
  facetFluidMm: v.exactOptional(number),
  sacFactor: v.exactOptional(share),
  foramenRight: v.exactOptional(lee),
  foramenLeft: v.exactOptional(lee),
});

const vertebra = v.strictObject({
  wedgeFraction: v.exactOptional(share),
  oedema: v.exactOptional(share),
  retropulsionMm: v.exactOptional(number),
  metastases: v.exactOptional(v.array(v.strictObject({ radiusMm: number, centreMm: triple }))),
  haemangiomaMm: v.exactOptional(number),
});

const discs = v.pipe(
  v.record(text, disc),
  v.check((all) => Object.keys(all).every((key) => v.is(discLabel, key)), 'names an unknown disc'),
);
const vertebrae = v.pipe(
  v.record(text, vertebra),
  v.check((all) => Object.keys(all).every((key) => v.is(vertebraLabel, key)), 'names an unknown vertebra'),
);
const condition = {
  anatomy: v.exactOptional(anatomy),
  discs: v.exactOptional(discs),
  vertebrae: v.exactOptional(vertebrae),
  slips: v.exactOptional(v.array(v.strictObject({ level: discLabel, mm: number }))),
  epiduralCollection: v.exactOptional(v.strictObject({ level: discLabel, lengthMm: number, depthMm: number })),
};

const when = v.strictObject({ date, time: v.pipe(v.string(), v.regex(/^\d{6}$/, 'is not HHMMSS')) });

export const recipeFileSchema = v.strictObject({
  study: when,
  /** How the images are stored; 'classic' when left out. */
  encoding: v.optional(v.picklist(['classic', 'jpeg-ls', 'enhanced']), 'classic'),
  /** Vertebra that the straight axial block is centred on; L4 and its discs when left out. */
  blockAt: v.exactOptional(vertebraLabel),
  recipe: v.strictObject({ seed: v.pipe(v.number(), v.integer()), patient, ...condition }),
  /** An earlier study of the same patient: what was different then, and which planes were acquired. */
  prior: v.exactOptional(
    v.strictObject({
      study: when,
      planes: v.exactOptional(v.array(v.picklist(['localizer', 'sagittal', 'axial', 'coronal']))),
      changes: v.strictObject(condition),
    }),
  ),
});
export type RecipeFile = v.InferOutput<typeof recipeFileSchema>;

/** The phantom's own recipe of a checked file's; its labels were checked one by one. */
export const asRecipe = (recipe: RecipeFile['recipe']): Recipe => recipe;
