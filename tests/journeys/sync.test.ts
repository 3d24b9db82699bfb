/** Planes locked to one point: every step by hand against arithmetic of the journeys' own over the images' positions. */
import { asFile, mrElements, pixelsOf, writeDicom, type NamedFile } from './dicomWriter.ts';
import { realStudy, seriesUid, type RealStudy } from './expectedRows.ts';
import { chooseFiles, expect, needRealData, openPage, snapshot, test, waitLoaded, waitReady } from './harness.ts';
import { distanceTo, normalOf, type Image } from './images.ts';
import { driveInLockStep, type Study } from './lockStep.ts';
import { openReal } from './openReal.ts';
import { createRandom, type Random } from './random.ts';
import { AXIAL, CORONAL, SAGITTAL, stackOf, stored, tilted, type Axes } from './stacks.ts';
import { dot, plus, times, type Triple } from './vectors.ts';

test.setTimeout(240_000);

const imagesOf = (study: RealStudy, number: number): readonly Image[] =>
  [...study.images.values()].filter((image) => image.seriesUid === seriesUid(study, number));

/**
 * The coronal planes through an acquired sagittal stack whose rows run front to back: one for each column, from the first to the last
 * slice's outer side, with square pixels as fine as the slices'.
 */
const coronalThrough = (stack: readonly Image[]): readonly Image[] => {
  const [first] = stack.toSorted((a, b) => a.position[0] - b.position[0]);
  const normal = normalOf(first!)[0] > 0 ? normalOf(first!) : times(normalOf(first!), -1);
  const depths = stack.map((image) => dot(normal, image.position)).toSorted((a, b) => a - b);
  const spacing = (depths.at(-1)! - depths[0]!) / (depths.length - 1);
  const columns = Math.round((spacing * stack.length) / first!.rowMm);
  const left = plus(first!.position, normal, (depths.at(-1)! - depths[0]!) / 2 - ((columns - 1) / 2) * first!.rowMm);
  return Array.from({ length: first!.columns }, (_, column) => ({
    ...first!,
    sopUid: `plane ${column + 1}`,
    position: plus(left, first!.along, column * first!.columnMm),
    along: normal,
    columns,
    columnMm: first!.rowMm,
  }));
};

test.describe('@planes in lock step: the real studies', () => {
  needRealData();

  test('@planes 200 random points of the 1.5 T study', async ({ page }) => {
    const random = createRandom();
    console.log(`seed ${random.seed}`);
    const study = realStudy('lumbar-toshiba-1.5t');
    await openReal(page, study.name);
    const planes = { sagittal: imagesOf(study, 4001), axial: imagesOf(study, 6001), coronal: imagesOf(study, 3001) };
    await driveInLockStep(page, planes, 200, random);
  });

  test('@planes 200 random points of the 0.3 T study, its coronal plane reconstructed', async ({ page }) => {
    const random = createRandom();
    console.log(`seed ${random.seed}`);
    const study = realStudy('lumbar-hitachi-0.3t');
    await openReal(page, study.name);
    const sagittal = imagesOf(study, 6);
    await driveInLockStep(page, { sagittal, axial: imagesOf(study, 8), coronal: coronalThrough(sagittal) }, 200, random);
  });

  test('@planes slices are in reading order by position, whatever their numbers', async ({ page }) => {
    const READING: Record<string, Triple> = { sagittal: [1, 0, 0], axial: [0, 0, -1], coronal: [0, 1, 0] };
    for (const name of ['lumbar-toshiba-1.5t', 'lumbar-hitachi-0.3t'] as const) {
      const study = realStudy(name);
      await openReal(page, name);
      for (const { anatomical, slices } of (await snapshot(page)).study!.series.filter((series) => series.anatomical)) {
        const images = slices.map((sop) => study.images.get(sop)!);
        for (const [index, image] of images.entries()) {
          const next = images[index + 1];
          // Within a block; the next block begins beyond an angle.
          if (!next || Math.abs(dot(normalOf(image), normalOf(next))) < 0.9994) continue;
          expect(distanceTo(image, next.position) * Math.sign(dot(normalOf(image), READING[anatomical!]!))).toBeGreaterThan(0);
        }
      }
    }
  });
});

type Made = { readonly planes: Study; readonly files: readonly NamedFile[] };

const headersOf = (description: string, number: string, position: string) => ({
  '0008,103E': description,
  '0018,0050': '4',
  '0018,5100': position,
  '0020,0011': number,
});

/** A study at random angles: sagittal and coronal stacks, and four axial blocks turned to discs of a lordotic spine, stored in any way. */
const makeStudy = (random: Random): Made => {
  const centre: Triple = [random.below(40) - 20, random.below(60) - 30, random.below(200) - 100];
  const angle = (most: number) => (random.next() * 2 - 1) * most;
  const atAngle = (axes: Axes): Axes => stored(tilted(tilted(axes, [0, 0, 1], angle(14)), [1, 0, 0], angle(10)), random.below(8));
  const patient = random.among(['HFS', 'FFS', 'HFP', 'FFDR']);
  const sagittal = stackOf({
    seriesUid: '2.25.301',
    centre,
    ...atAngle(SAGITTAL),
    rows: 120,
    columns: 90,
    rowMm: 2.1,
    columnMm: 2.6,
    slices: 11,
    spacingMm: 5.3,
  });
  const coronal = stackOf({
    seriesUid: '2.25.302',
    centre,
    ...atAngle(CORONAL),
    rows: 110,
    columns: 100,
    rowMm: 2.3,
    columnMm: 2,
    slices: 9,
    spacingMm: 7,
  });
  const way = random.below(8);
  const axial = [25, 12, -8, -25].flatMap((degrees, block) =>
    stackOf({
      seriesUid: '2.25.303',
      centre: plus(centre, [0, 0, -1], (block - 1.5) * 34),
      ...stored(tilted(tilted(AXIAL, [1, 0, 0], degrees), [0, 1, 0], angle(6)), way),
      rows: 80,
      columns: 96,
      rowMm: 2.2,
      columnMm: 1.9,
      slices: 4,
      spacingMm: 4.4,
      first: 1 + 4 * block,
    }),
  );
  const series = [
    { images: sagittal, header: headersOf('T2 SAG', '1', patient) },
    { images: coronal, header: headersOf('T2 COR', '2', patient) },
    { images: axial, header: headersOf('T2 AX', '3', patient) },
  ];
  const files = series.flatMap(({ images, header }) =>
    images.map((image) =>
      asFile(
        `I${image.sopUid.replaceAll('.', '')}`,
        writeDicom(
          mrElements(image, header),
          pixelsOf(image, ([x, y, z]) => 500 + x + y + z),
        ),
      ),
    ),
  );
  return { planes: { sagittal, axial, coronal }, files };
};

test.describe('@planes in lock step: oblique stacks', () => {
  for (const study of [1, 2, 3, 4])
    test(`@planes 50 random points of oblique study ${study}`, async ({ page }) => {
      const random = createRandom(createRandom().seed + study);
      console.log(`seed ${random.seed}`);
      const { planes, files } = makeStudy(random);
      await openPage(page);
      await chooseFiles(page, files);
      await waitReady(page, 'sagittal', 'axial', 'coronal');
      await waitLoaded(page);
      await driveInLockStep(page, planes, 50, random);
    });
});
