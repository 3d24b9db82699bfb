/** A slice that cannot be shown is an error tile with its reason, alone: no neighbour, order or number changes, and no other image stands in. */
import type { Page } from '@playwright/test';
import { greysAt, litShare, sizeOf } from './canvas.ts';
import { codestreamOf, cutShort, holed } from './codestreams.ts';
import { asFile, mrElements, pixelsOf, writeDicom, type Elements, type NamedFile } from './dicomWriter.ts';
import { chooseFiles, expect, needRealData, openPage, plane, planeRegion, snapshot, test, waitLoaded, waitReady } from './harness.ts';
import type { Image } from './images.ts';
import { SAGITTAL, stackOf } from './stacks.ts';

const stack = (size: { rows: number; columns: number; rowMm: number; columnMm: number }): Image[] =>
  stackOf({ seriesUid: '2.25.501', centre: [0, 0, 0], ...SAGITTAL, ...size, slices: 7, spacingMm: 5 });

/** Sagittal slices are read from the patient's right to left, this stack lies left to right: slice n is its image 7 - n. */
const slice = (images: readonly Image[], number: number): Image => images[7 - number]!;

const goTo = async (page: Page, number: number): Promise<void> => {
  const now = (await plane(page, 'sagittal')).slice;
  const { x, y, width, height } = (await planeRegion(page, 'sagittal').boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let step = 0; step < Math.abs(number - now); step += 1) await page.mouse.wheel(0, 100 * Math.sign(number - now));
  await expect(planeRegion(page, 'sagittal')).toHaveAttribute('data-slice', String(number));
};

const expectTile = async (page: Page, images: readonly Image[], number: number, reason: RegExp): Promise<void> => {
  await goTo(page, number);
  const region = planeRegion(page, 'sagittal');
  await expect(region).toHaveAttribute('data-state', 'failed');
  await expect(region.getByRole('alert')).toContainText(`Slice ${number} of 7 cannot be shown`);
  await expect(region.getByRole('alert')).toContainText(reason);
  expect(await plane(page, 'sagittal')).toMatchObject({ sopUid: slice(images, number).sopUid, slices: 7 });
  expect(await litShare(page, 'sagittal'), 'nothing but ground').toBe(0);
};

const expectShown = async (page: Page, images: readonly Image[], number: number): Promise<void> => {
  await goTo(page, number);
  await waitReady(page, 'sagittal');
  await expect(planeRegion(page, 'sagittal').getByRole('alert')).toHaveCount(0);
  expect(await plane(page, 'sagittal')).toMatchObject({ sopUid: slice(images, number).sopUid, slices: 7 });
  expect(await litShare(page, 'sagittal')).toBeGreaterThan(0.05);
};

test.describe('@planes broken slices', () => {
  test('@planes a truncated slice and one of an unsupported transfer syntax', async ({ page }, info) => {
    const images = stack({ rows: 80, columns: 80, rowMm: 2, columnMm: 2 });
    const files = images.map((image) => {
      const bytes = writeDicom(
        mrElements(image, { '0008,103E': 'T2 SAG' }),
        pixelsOf(image, ([x, y, z]) => 1500 + 5 * (x + y + z)),
      );
      return asFile(`I${image.sopUid}`, bytes);
    });
    const replace = (number: number, bytes: Uint8Array) => {
      const image = slice(images, number);
      files[images.indexOf(image)] = asFile(`I${image.sopUid}`, bytes);
    };
    const short = slice(images, 3);
    const whole = writeDicom(
      mrElements(short, { '0008,103E': 'T2 SAG' }),
      pixelsOf(short, () => 1500),
    );
    replace(3, whole.subarray(0, whole.length - 5000));
    // JPIP: the pixels are on a server that this page may not ask.
    const absent = slice(images, 5);
    replace(5, writeDicom(mrElements(absent, { '0008,103E': 'T2 SAG' }), new Uint8Array(100), '1.2.840.10008.1.2.4.94'));
    await openPage(page);
    await chooseFiles(page, files);
    await waitLoaded(page);
    await expect(page.getByRole('status').filter({ hasText: '5/7 loaded, 2 cannot be shown' })).toBeVisible();
    for (const number of [4, 2, 1, 6, 7]) await expectShown(page, images, number);
    await expectTile(page, images, 3, /cut short|bytes/);
    await page.screenshot({ path: info.outputPath('error-tile.png') });
    await expectTile(page, images, 5, /not supported|JPIP/i);
    await expectShown(page, images, 4);
    expect((await snapshot(page)).problems.filter(({ kind }) => kind === 'slice').map(({ name }) => name)).toHaveLength(2);
  });

  test.describe('compressed', () => {
    needRealData();

    const header = (values: Elements): Elements => ({ '0008,103E': 'T2 SAG', '0028,1050': null, '0028,1051': null, ...values });
    const cases = [
      {
        name: 'JPEG 2000',
        syntax: '1.2.840.10008.1.2.4.90',
        good: 'transfer-syntaxes/lumbarA_T2sag_10_J2K_90.dcm',
        other: 'transfer-syntaxes/lumbarA_T2sag_10_J2K_90.dcm',
        bits: { '0028,0101': [12], '0028,0102': [11] },
      },
      {
        name: 'HTJ2K',
        syntax: '1.2.840.10008.1.2.4.201',
        good: 'robustness/htj2k-16bit-wrapped-MIT/CT1_HTJ2K_lossless_201.dcm',
        other: 'robustness/htj2k-16bit-wrapped-MIT/CT2_HTJ2K_lossless_201.dcm',
        bits: {},
      },
    ];
    for (const { name, syntax, good, other, bits } of cases)
      test(`@planes ${name}: damaged slices among good ones never show another's pixels`, async ({ page }) => {
        const images = stack({ rows: 512, columns: 512, rowMm: 0.5, columnMm: 0.5 });
        const [a, b] = [codestreamOf(good), codestreamOf(other)];
        const streams: Readonly<Record<number, Uint8Array>> = { 2: cutShort(b, 0.6), 4: holed(b), 6: cutShort(b, 0.05) };
        const files: NamedFile[] = images.map((image, index) =>
          asFile(`I${image.sopUid}`, writeDicom(mrElements(image, header(bits)), streams[7 - index] ?? a, syntax)),
        );
        await openPage(page);
        await chooseFiles(page, files);
        await waitLoaded(page);
        await expectShown(page, images, 1);
        const spots = await spread(page);
        const greys = await greysAt(page, 'sagittal', spots);
        expect(new Set(greys).size, 'a picture, not a plain grey').toBeGreaterThan(10);
        for (const number of [2, 4, 6, 4, 2]) {
          await expectTile(page, images, number, /\S/);
          await expectShown(page, images, number + 1);
          expect(await greysAt(page, 'sagittal', spots)).toEqual(greys);
          await expectShown(page, images, number - 1);
        }
        // Faster than anything is decoded or drawn, ending on a damaged one.
        const { x, y, width, height } = (await planeRegion(page, 'sagittal').boundingBox())!;
        await page.mouse.move(x + width / 2, y + height / 2);
        for (let turn = 0; turn < 6; turn += 1) await page.keyboard.press(turn % 2 ? 'Home' : 'End');
        await page.mouse.wheel(0, 100);
        await expectTile(page, images, 2, /\S/);
      });

    /** Places all over the plane's canvas. */
    const spread = async (page: Page) => {
      const { width, height } = await sizeOf(page, 'sagittal');
      return Array.from({ length: 400 }, (_, index) => ({
        x: (width * (1 + (index % 20))) / 21,
        y: (height * (1 + Math.floor(index / 20))) / 21,
      }));
    };
  });
});
