/** Making sample studies, with tiny images: what is written, that it is written once, and that nothing half-made is ever listed. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseFilesSchema, caseIndexSchema, caseSchema, readCasePart, revealSchema, type CaseFileEntry } from '#spine/teachingCase.ts';
import { makeMissing, type MakeProgress } from './make.ts';
import { errorsOf, inconsistenciesOf, noValidator } from './testDciodvfy.ts';
import { instanceOf } from './viewingOrder.ts';

const OWN = fileURLToPath(new URL('./cases', import.meta.url));
let folder: string;
let cases: string;
let samples: string;
const options = () => ({ cases, samples, matrix: 12, processes: 2 });
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(samples, ...path), 'utf8'));
const progress: MakeProgress[] = [];

/** The case with a prior and the one in multi-frame objects: together every kind of file but compressed ones. */
const SLUGS = ['pain-at-night', 'pain-on-standing'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conus-samples-'));
  cases = join(folder, 'cases');
  samples = join(folder, 'samples');
  for (const slug of SLUGS) cpSync(join(OWN, slug), join(cases, slug), { recursive: true });
  writeFileSync(join(cases, 'order.json'), JSON.stringify(SLUGS));
  await makeMissing({ ...options(), onProgress: (each) => progress.push(each) });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('writes what the browser reads, each part in its format', () => {
  expect(readCasePart(caseIndexSchema, 'index.json', read('index.json'))).toMatchObject(SLUGS.map((slug) => ({ slug })));
  for (const slug of SLUGS) {
    for (const [name, schema] of [
      ['case.json', caseSchema],
      ['files.json', caseFilesSchema],
      ['reveal.json', revealSchema],
    ] as const)
      expect(readCasePart(schema, name, read(slug, name))).not.toHaveProperty('problem');
    expect(read(slug, 'truth.json')).toHaveProperty('canalCentreline');
    expect([...readFileSync(join(samples, slug, 'thumbnail.png')).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  }
  expect(readdirSync(samples).toSorted()).toEqual(['index.json', ...SLUGS]);
});

test('says how far it is, and ends at the end', () => {
  const { done, total } = progress.at(-1)!;
  expect(done).toBe(total);
  expect(progress.flatMap(({ finished }) => finished?.slug ?? []).toSorted()).toEqual(SLUGS);
});

describe('files', () => {
  const filesOf = (slug: string) => read(slug, 'files.json') as CaseFileEntry[];
  const header = (slug: string, { path }: CaseFileEntry) => instanceOf(join(samples, slug, path), path)!;

  test('are all there, and begin with the middle of the sagittal T2', () => {
    const files = filesOf('pain-at-night');
    expect(files.map(({ bytes }) => bytes)).toEqual(files.map(({ path }) => statSync(join(samples, 'pain-at-night', path)).size));
    const first = header('pain-at-night', files[0]!);
    expect(first.seriesDescription).toBe('T2 TSE SAG');
    expect(first.instanceNumber).toBe(8);
    expect(files.filter(({ prior }) => !prior)).toHaveLength(121);
    expect(filesOf('pain-on-standing')).toHaveLength(8);
  });

  test('of the earlier study come last, of the same patient in a frame of reference of its own', () => {
    const files = filesOf('pain-at-night');
    const from = files.findIndex(({ prior }) => prior);
    expect(files.slice(from).every(({ prior }) => prior)).toBe(true);
    const [now, then] = [header('pain-at-night', files[0]!), header('pain-at-night', files[from]!)];
    expect(then.patient).toEqual(now.patient);
    expect(then.studyUid).not.toBe(now.studyUid);
    expect(then.frameOfReferenceUid).not.toBe(now.frameOfReferenceUid);
    expect(then.studyDate < now.studyDate).toBe(true);
  });

  test('have no errors by the standard validator', ({ skip }) => {
    skip(noValidator !== undefined, noValidator);
    for (const slug of SLUGS) {
      const files = filesOf(slug);
      const paths = files.map(({ path }) => join(samples, slug, path));
      const some = paths.filter((_, i) => i % 20 === 0 || paths.length < 20);
      expect(some.flatMap(errorsOf)).toEqual([]);
      expect(inconsistenciesOf(paths.filter((_, i) => !files[i]!.prior))).toEqual([]);
    }
  });
});

test('steps point into the frame of reference of the study they mean', () => {
  const { steps } = read('pain-at-night', 'reveal.json') as { steps: { at: { x: number; frameOfReferenceUid: string } }[] };
  const files = read('pain-at-night', 'files.json') as CaseFileEntry[];
  const frames = [files[0]!, files.at(-1)!].map(({ path }) => instanceOf(join(samples, 'pain-at-night', path), path)!.frameOfReferenceUid);
  expect(new Set(steps.map(({ at }) => at.frameOfReferenceUid))).toEqual(new Set(frames));
  expect(steps.every(({ at }) => Number.isFinite(at.x))).toBe(true);
});

test('what is there is not made again; a change of words alone touches no image', async () => {
  const image = join(samples, 'pain-at-night', 'dicom', '0001.dcm');
  const before = statSync(image);
  expect(await makeMissing(options())).toEqual([]);
  const file = join(cases, 'pain-at-night', 'case.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"Case 7:', '"Case 70:'));
  expect(await makeMissing(options())).toEqual([]);
  expect(read('pain-at-night', 'case.json')).toMatchObject({ title: expect.stringContaining('Case 70:') as string });
  expect(read('index.json')).toMatchObject([{ title: expect.stringContaining('Case 70:') as string }, {}]);
  expect(statSync(image).ino).toBe(before.ino);
  expect(statSync(image).mtimeMs).toBe(before.mtimeMs);
  writeFileSync(file, text);
});

test('the same case made again is the same, byte for byte', async () => {
  const again = join(folder, 'again');
  await makeMissing({ ...options(), samples: again, only: 'pain-on-standing', processes: 1 });
  for (const { path } of read('pain-on-standing', 'files.json') as CaseFileEntry[])
    expect(readFileSync(join(again, 'pain-on-standing', path)).equals(readFileSync(join(samples, 'pain-on-standing', path)))).toBe(true);
  expect(readdirSync(again).toSorted()).toEqual(['index.json', 'pain-on-standing']);
}, 120_000);

test('a changed recipe is made again, and stopping leaves what was there', async () => {
  const file = join(cases, 'pain-on-standing', 'recipe.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"seed": 53', '"seed": 54'));
  const stop = new AbortController();
  stop.abort(new Error('stopped by the reader'));
  await expect(makeMissing({ ...options(), signal: stop.signal })).rejects.toThrow('stopped by the reader');
  expect(existsSync(join(samples, 'pain-on-standing', 'files.json'))).toBe(true);
  expect(readdirSync(samples).filter((name) => name.startsWith('.making'))).toEqual([]);
  writeFileSync(file, text);
  expect(await makeMissing(options())).toEqual([]);
});

test('a teacher’s own study needs no recipe and no reveal', async () => {
  const own = join(cases, 'my-own');
  mkdirSync(join(own, 'dicom', 'deep'), { recursive: true });
  cpSync(join(samples, 'pain-on-standing', 'dicom', '0002.dcm'), join(own, 'dicom', 'deep', 'IM0001'));
  writeFileSync(join(own, 'case.json'), JSON.stringify({ conusCase: 1, title: 'Mine', teaser: 'x', history: 'y', question: 'z' }));
  expect(await makeMissing(options())).toEqual(['my-own']);
  expect(read('my-own', 'files.json')).toMatchObject([{ path: 'dicom/0001.dcm' }]);
  expect(existsSync(join(samples, 'my-own', 'reveal.json'))).toBe(false);
  expect(read('index.json')).toMatchObject([{}, {}, { slug: 'my-own', thumbnail: 'my-own/thumbnail.png' }]);
  expect(await makeMissing(options())).toEqual([]);
  rmSync(own, { recursive: true });
});

test.for([
  ['{"conusCase":1,"title":"t","teaser":"t","history":"h"}', 'question'],
  ['{"conusCase":1,"title":"t","teaser":"t","history":"h","question":"q","answer":"a"}', 'answer'],
])('a case with mistakes is refused with its place: %s', async ([text, place]) => {
  const broken = join(cases, 'broken');
  mkdirSync(join(broken, 'dicom'), { recursive: true });
  writeFileSync(join(broken, 'case.json'), text!);
  await expect(makeMissing(options())).rejects.toThrow(place);
  rmSync(broken, { recursive: true });
});

test('an unknown name is answered with those there are', async () => {
  await expect(makeMissing({ ...options(), only: 'nothing' })).rejects.toThrow('pain-at-night, pain-on-standing');
});
