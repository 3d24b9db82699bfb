/** One case in the cache: whether it is there, and everything in its folder that is not rendered. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseReveal } from '#spine/teachingCase.ts';
import type { CaseFolder } from './caseFolders.ts';
import { frameOfReferenceUid } from './dicom/facts.ts';
import type { Truth } from './phantom/truth.ts';
import { placeIn } from './places.ts';
import { png } from './png.ts';
import { factsOf, studiesOf } from './protocol.ts';
import { fileName, imageFolder, truthName } from './renderWork.ts';
import { filesInViewingOrder } from './viewingOrder.ts';

/** Hidden, so the host does not serve it: what the folder was made from. */
const MADE_FROM = '.made-from';

/** Everything that the images follow from besides the recipe: a change of any of these files makes them anew. */
function sourceFiles(): string[] {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const own = ['protocol.ts', 'renderWork.ts', 'png.ts', 'viewingOrder.ts'];
  const inFolder = (folder: string) =>
    readdirSync(join(here, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'exampleRecipes.ts')
      .toSorted()
      .map((name) => join(folder, name));
  return [...own, ...inFolder('phantom'), ...inFolder('dicom')].map((name) => join(here, name));
}

let sources: string | undefined;
const hashOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/** What the images of a case are made from, as a hash. */
export function keyOf(each: CaseFolder, matrix: number | undefined): string {
  if (each.kind === 'real') {
    const files = imagesOf(each.folder).map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`);
    return hashOf('real', ...files);
  }
  sources ??= hashOf(...sourceFiles().map((file) => readFileSync(file)));
  return hashOf(sources, JSON.stringify(each.recipe), String(matrix));
}

/** Whether the cache holds this case's images, made from what is there now. */
export const isMade = (samples: string, slug: string, key: string): boolean => {
  const stamp = join(samples, slug, MADE_FROM);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
};

/** Says in a case's folder what its images were made from. */
export const stampCase = (folder: string, key: string): void => writeFileSync(join(folder, MADE_FROM), key);

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
/** Replaces a file at once, and only if its text differs. */
export function putText(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** The reveal with every named structure as a point of its study. */
function placedReveal(each: CaseFolder, folder: string): CaseReveal | undefined {
  if (each.kind === 'real') return each.reveal;
  const studies = studiesOf(each.slug, each.recipe).map((study) => ({
    role: study.role,
    truth: JSON.parse(readFileSync(join(folder, truthName(study)), 'utf8')) as Truth,
    frame: frameOfReferenceUid(factsOf(study)),
  }));
  const { conusCase, steps, key } = each.reveal;
  return {
    conusCase,
    key,
    steps: steps.map((step) => {
      const { at } = step;
      if (!('structure' in at)) return { ...step, at };
      const study = studies.find(({ role }) => role === at.study);
      if (!study) throw new Error(`${each.slug} has no ${at.study} study`);
      return { ...step, at: { ...placeIn(study.truth, at), frameOfReferenceUid: study.frame } };
    }),
  };
}

/** Writes what a case says, which may change without its images. */
export function writeTexts(each: CaseFolder, folder: string): void {
  putText(join(folder, 'case.json'), json(each.front));
  const reveal = placedReveal(each, folder);
  if (reveal) putText(join(folder, 'reveal.json'), json(reveal));
  else rmSync(join(folder, 'reveal.json'), { force: true });
}

/** A folder for the images of a case, beside its final place, so that a rename moves it there. */
export function beginCase(samples: string, each: CaseFolder): string {
  const folder = join(samples, `.making-${each.slug}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  const subfolders = each.kind === 'real' ? ['dicom'] : studiesOf(each.slug, each.recipe).map(imageFolder);
  for (const subfolder of subfolders) mkdirSync(join(folder, subfolder), { recursive: true });
  return folder;
}

/** Lists the images, writes the texts and moves the folder to its place. */
export function finishCase(samples: string, each: CaseFolder, folder: string, key: string): void {
  const subfolders = each.kind === 'real' ? ['dicom'] : studiesOf(each.slug, each.recipe).map(imageFolder);
  writeTexts(each, folder);
  writeFileSync(join(folder, 'files.json'), json(filesInViewingOrder(folder, subfolders)));
  stampCase(folder, key);
  const place = join(samples, each.slug);
  const old = `${folder}-old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(folder, place);
  rmSync(old, { recursive: true, force: true });
}

function imagesOf(folder: string): string[] {
  return readdirSync(join(folder, 'dicom'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Copies a teacher's own study, and the card's picture: theirs, or plain grey, since any slice might give the answer away. */
export function copyRealCase(each: CaseFolder, folder: string): void {
  for (const [index, file] of imagesOf(each.folder).entries()) copyFileSync(file, join(folder, 'dicom', fileName(index + 1)));
  const own = join(each.folder, 'thumbnail.png');
  if (existsSync(own)) copyFileSync(own, join(folder, 'thumbnail.png'));
  else writeFileSync(join(folder, 'thumbnail.png'), png({ width: 16, height: 16, pixels: new Uint8Array(256).fill(40) }));
}
