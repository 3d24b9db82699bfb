/** Both real lumbar studies open whole, in the planes a radiologist expects, right way up. */
import { greysAt, sizeOf } from './canvas.ts';
import { imageOf, realStudy, seriesUid, type RealStudy, type Row } from './expectedRows.ts';
import { expect, needRealData, plane, planeRegion, snapshot, test, waitReady } from './harness.ts';
import { openReal } from './openReal.ts';
import { pixelAt } from './images.ts';
import type { PlaneName } from './page.ts';
import { rawPixels } from './rawPixels.ts';
import { createRandom } from './random.ts';
import { placements, spotOf, type Placement } from './upright.ts';
import type { Page } from '@playwright/test';

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (u: readonly number[], mu: number, v: readonly number[], mv: number) =>
    u.reduce((sum, value, index) => sum + (value - mu) * (v[index]! - mv), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
};

/** How well the canvas agrees with the file's own values when the image fits the pane, lying as `placement` says. */
const agreement = async (page: Page, name: PlaneName, row: Row, placement: Placement): Promise<number> => {
  const image = imageOf(row);
  const values = rawPixels(row);
  const size = await sizeOf(page, name);
  const random = createRandom(7);
  const pixels = Array.from({ length: 3000 }, () => ({
    column: 20 + random.below(image.columns - 40),
    row: 20 + random.below(image.rows - 40),
  }));
  const spots = pixels.map(({ column, row: r }) => spotOf(image, placement, size, pixelAt(image, column, r)));
  const shown = await greysAt(page, name, spots);
  // 3 x 3 means: the canvas smooths, and half a pixel of rounding should not matter.
  const stored = pixels.map(({ column, row: r }) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) sum += values[(r + dy) * image.columns + column + dx]!;
    return sum / 9;
  });
  // Greys end at black and white: values beyond the window tell nothing.
  const kept = shown.flatMap((grey, index) => (grey !== null && grey > 0 && grey < 255 ? [index] : []));
  return correlation(
    kept.map((index) => shown[index]!),
    kept.map((index) => stored[index]!),
  );
};

const expectUpright = async (page: Page, study: RealStudy, name: PlaneName): Promise<void> => {
  const { sopUid } = await plane(page, name);
  const row = study.rows.find((each) => each['SOPInstanceUID'] === sopUid)!;
  const agreements: number[] = [];
  for (const placement of placements(imageOf(row))) agreements.push(await agreement(page, name, row, placement));
  const [upright = 0, ...others] = agreements;
  expect(upright).toBeGreaterThan(0.95);
  expect(Math.max(...others)).toBeLessThan(upright - 0.15);
};

const expectLetters = async (page: Page, name: PlaneName, letters: Record<'left' | 'right' | 'top' | 'bottom', RegExp>): Promise<void> => {
  for (const [edge, letter] of Object.entries(letters))
    await expect(planeRegion(page, name).locator(`[data-edge="${edge}"]`)).toHaveText(letter);
};

/** First letters: a tilted plane adds others behind them. */
const expectStandardLetters = async (page: Page): Promise<void> => {
  await expectLetters(page, 'sagittal', { left: /^A/, right: /^P/, top: /^H/, bottom: /^F/ });
  await expectLetters(page, 'axial', { left: /^R/, right: /^L/, top: /^A/, bottom: /^P/ });
  await expectLetters(page, 'coronal', { left: /^R/, right: /^L/, top: /^H/, bottom: /^F/ });
};

const expectMarks = async (page: Page, study: RealStudy, name: PlaneName, series: number): Promise<void> => {
  const uid = seriesUid(study, series);
  const inSeries = study.rows.filter((row) => row['SeriesInstanceUID'] === uid);
  const marks = await plane(page, name);
  expect(marks).toMatchObject({ state: 'ready', seriesUid: uid, slices: inSeries.length, kind: 'acquired', linked: true });
  expect(inSeries.map((row) => row['SOPInstanceUID'])).toContain(marks.sopUid);
  expect(marks.slice).toBeGreaterThanOrEqual(1);
  expect(marks.slice).toBeLessThanOrEqual(inSeries.length);
  await expect(planeRegion(page, name)).toHaveRole('region');
  await expect(planeRegion(page, name)).toHaveAccessibleName(`${name[0]!.toUpperCase()}${name.slice(1)} plane`);
  await expect(planeRegion(page, name)).toContainText(`${marks.slice}/${inSeries.length}`);
};

const expectPatient = async (page: Page, study: RealStudy): Promise<void> => {
  // Ideographic first, then alphabetic: both groups of pydicom's reading of the name are on the screen.
  const [alphabetic = '', ideographic = ''] = study.rows[0]!['PatientName']!.split('=');
  const shown = await page.getByLabel('Patient', { exact: true }).innerText();
  for (const part of ideographic.split('^')) expect(shown).toContain(part);
  for (const part of alphabetic.split('^')) expect(shown).toContain(part);
  for (const name of ['sagittal', 'axial', 'coronal'] as const)
    for (const part of ideographic.split('^')) await expect(planeRegion(page, name)).toContainText(part);
};

test.describe('@planes the real studies', () => {
  needRealData();

  test('@planes the 1.5 T study opens whole: T2 sagittal, axial without description, coronal', async ({ page }, info) => {
    const study = realStudy('lumbar-toshiba-1.5t');
    await openReal(page, study.name);
    await expect(page.locator('html')).toHaveAttribute('data-study', 'reading');
    await expect(page.locator('html')).toHaveAttribute('data-study-progress', /^1(\.0+)?$/);
    await expectMarks(page, study, 'sagittal', 4001);
    await expectMarks(page, study, 'axial', 6001);
    await expectMarks(page, study, 'coronal', 3001);
    await expect(page.getByRole('status').filter({ hasText: '112/112 loaded' })).toBeVisible();
    await expectPatient(page, study);
    await expectStandardLetters(page);
    for (const name of ['sagittal', 'axial', 'coronal'] as const) await expectUpright(page, study, name);
    await page.screenshot({ path: info.outputPath('toshiba.png') });
  });

  test('@planes the 0.3 T study opens whole: acquired sagittal and axial, coronal reconstructed and badged', async ({ page }, info) => {
    const study = realStudy('lumbar-hitachi-0.3t');
    await openReal(page, study.name);
    await expectMarks(page, study, 'sagittal', 6);
    await expectMarks(page, study, 'axial', 8);
    // The slices of #6 lie 4.4992 mm apart: 4.4976 in x, 0.1206 in y, 0.0838 in z, by their positions.
    expect(await plane(page, 'coronal')).toMatchObject({
      state: 'ready',
      kind: 'reconstructed',
      seriesUid: seriesUid(study, 6),
      sopUid: '',
    });
    await expect(planeRegion(page, 'coronal')).toContainText('reconstructed from T2 SAG - 4.5 mm');
    await expect(page.getByRole('status').filter({ hasText: '67/67 loaded' })).toBeVisible();
    await expectPatient(page, study);
    await expectStandardLetters(page);
    for (const name of ['sagittal', 'axial'] as const) await expectUpright(page, study, name);
    await page.screenshot({ path: info.outputPath('hitachi.png') });
  });

  test('@planes rotating projections are nineteen images, not a volume', async ({ page }) => {
    const study = realStudy('lumbar-toshiba-1.5t');
    const uid = seriesUid(study, 9003);
    await openReal(page, study.name);
    expect((await snapshot(page)).study?.series.find((series) => series.uid === uid)).toMatchObject({
      weighting: 'projection',
      anatomical: null,
      stacks: Array<number>(19).fill(1),
    });
    await planeRegion(page, 'sagittal').click();
    await page.locator(`button[data-series="${uid}"]`).click();
    await waitReady(page, 'sagittal');
    expect(await plane(page, 'sagittal')).toMatchObject({ seriesUid: uid, slices: 19, kind: 'acquired' });
    const before = await plane(page, 'coronal');
    await page.keyboard.press('Control+Alt+c');
    await expect(page.getByText(/cannot be reconstructed as coronal: this series holds 19 separate stacks/)).toBeVisible();
    expect(await plane(page, 'coronal')).toEqual(before);
  });

  test('@planes header facts of every image are the ones that pydicom reads', async ({ page }) => {
    for (const name of ['lumbar-toshiba-1.5t', 'lumbar-hitachi-0.3t'] as const) {
      const study = realStudy(name);
      await openReal(page, study.name);
      const shown = (await snapshot(page)).study!;
      expect(shown.patient.name).toBe(study.rows[0]!['PatientName']);
      const uids = [...new Set(study.rows.map((row) => row['SeriesInstanceUID']!))];
      expect(shown.series.map(({ uid }) => String(uid)).toSorted()).toEqual(uids.toSorted());
      for (const series of shown.series) {
        const rows = study.rows.filter((row) => row['SeriesInstanceUID'] === series.uid);
        expect(series.number).toBe(Number(rows[0]!['SeriesNumber']));
        expect(series.description).toBe(rows[0]!['SeriesDescription']);
        expect(series.slices.map(String).toSorted()).toEqual(rows.map((row) => row['SOPInstanceUID']!).toSorted());
      }
    }
  });
});
