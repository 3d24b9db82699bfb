/** Which series a sample study holds: the phantom's standard protocol, placed and shortened as the case asks. */
import { patientPoint } from '#geometry/points.ts';
import type { StudyFacts } from './dicom/facts.ts';
import type { Recipe } from './phantom/recipe.ts';
import { anatomyOf } from './phantom/render.ts';
import type { SeriesSpec } from './phantom/series.ts';
import { standardSeries } from './phantom/standardSeries.ts';
import { asRecipe, type RecipeFile } from './recipeFile.ts';

/** One study to render: everything a worker needs, as plain JSON. */
export type PhantomStudy = {
  readonly slug: string;
  readonly role: 'current' | 'prior';
  readonly recipe: Recipe;
  readonly when: RecipeFile['study'];
  readonly encoding: RecipeFile['encoding'];
  readonly blockAt?: string;
  readonly planes?: readonly SeriesSpec['plane'][];
  /** Rows and columns of every image instead of the protocol's, for quick tests. */
  readonly matrix?: number;
};

/** The studies of a case, the current one first. */
export function studiesOf(slug: string, file: RecipeFile, matrix?: number): PhantomStudy[] {
  const common = { slug, encoding: file.encoding, ...(file.blockAt && { blockAt: file.blockAt }), ...(matrix && { matrix }) };
  const current: PhantomStudy = { ...common, role: 'current', recipe: asRecipe(file.recipe), when: file.study };
  if (!file.prior) return [current];
  const { study, planes, changes } = file.prior;
  const recipe = asRecipe({ ...file.recipe, ...changes });
  return [current, { ...common, role: 'prior', recipe, when: study, ...(planes && { planes }) }];
}

/** What the headers say of the study; its UIDs follow from the case alone. */
export const factsOf = ({ slug, role, recipe, when }: PhantomStudy): StudyFacts => ({
  uidSeed: `conus sample ${slug} ${role} ${recipe.seed}`,
  patient: recipe.patient,
  ...when,
  accessionNumber: `CONUS${when.date.slice(2)}`,
});

/** The straight axial block where the case wants it. */
function placed(spec: SeriesSpec, study: PhantomStudy): SeriesSpec {
  const [block] = spec.blocks;
  if (!study.blockAt || !block || spec.plane !== 'axial' || spec.blocks.length > 1) return spec;
  const body = anatomyOf(study.recipe).skeleton.vertebrae.find(({ label }) => label === study.blockAt);
  if (!body) throw new Error(`${study.slug}: no vertebra ${study.blockAt} to place the axial block on`);
  return { ...spec, blocks: [{ ...block, centre: patientPoint(block.centre.x, block.centre.y, body.frame.origin.z) }] };
}

/** Same field of view in fewer pixels. */
function scaled(spec: SeriesSpec, matrix: number | undefined): SeriesSpec {
  if (!matrix) return spec;
  const pixelMm = (spec.pixelMm * spec.columns) / matrix;
  return { ...spec, rows: matrix, columns: matrix, pixelMm, acquiredPixelMm: pixelMm };
}

/** The series of a study in the order of their Series Numbers. */
export const protocolOf = (study: PhantomStudy): SeriesSpec[] =>
  standardSeries(study.recipe)
    .filter(({ plane }) => !study.planes || study.planes.includes(plane))
    .map((spec) => scaled(placed(spec, study), study.matrix))
    // The name seeds the noise, which must differ between two visits.
    .map((spec) => (study.role === 'prior' ? { ...spec, name: `${spec.name} earlier` } : spec));
