/** The cases as they stand in the repository: a folder each, read and checked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { caseSchema, phantomRevealSchema, readCasePart, revealSchema, type CaseReveal, type TeachingCase } from '#spine/teachingCase.ts';
import { recipeFileSchema, type RecipeFile } from './recipeFile.ts';

type PhantomReveal = v.InferOutput<typeof phantomRevealSchema>;
export type CaseFolder = { readonly slug: string; readonly folder: string; readonly front: TeachingCase } & (
  | { readonly kind: 'phantom'; readonly recipe: RecipeFile; readonly reveal: PhantomReveal }
  | { readonly kind: 'real'; readonly reveal: CaseReveal | undefined }
);

/** Reads one JSON file through its schema. Throws with the file's name and what is wrong: the maker of the case must mend it. */
export function readPart<Schema extends v.GenericSchema>(folder: string, name: string, schema: Schema): v.InferOutput<Schema> {
  const file = join(folder, name);
  const part = readCasePart(schema, file, JSON.parse(readFileSync(file, 'utf8')));
  if (typeof part === 'object' && part !== null && 'problem' in part) throw new Error(part.problem);
  return part;
}

function readCase(cases: string, slug: string): CaseFolder {
  const folder = join(cases, slug);
  const front = readPart(folder, 'case.json', caseSchema);
  if (existsSync(join(folder, 'recipe.json')))
    return {
      slug,
      folder,
      front,
      kind: 'phantom',
      recipe: readPart(folder, 'recipe.json', recipeFileSchema),
      reveal: readPart(folder, 'reveal.json', phantomRevealSchema),
    };
  if (!existsSync(join(folder, 'dicom'))) throw new Error(`${folder} has neither recipe.json nor a dicom folder`);
  const reveal = existsSync(join(folder, 'reveal.json')) ? readPart(folder, 'reveal.json', revealSchema) : undefined;
  return { slug, folder, front, kind: 'real', reveal };
}

/** All cases: first those that `order.json` lists, in its order, then the others by name. */
export function readCases(cases: string): CaseFolder[] {
  const order = existsSync(join(cases, 'order.json')) ? readPart(cases, 'order.json', v.array(v.string())) : [];
  const slugs = readdirSync(cases, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(cases, entry.name, 'case.json')))
    .map(({ name }) => name);
  const place = (slug: string): number => (order.includes(slug) ? order.indexOf(slug) : order.length);
  return slugs.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b)).map((slug) => readCase(cases, slug));
}
