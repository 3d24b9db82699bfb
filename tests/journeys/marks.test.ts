/** Measurements on a real study: drawn with the mouse at known places, checked against arithmetic on pydicom's geometry. */
import type { Page } from '@playwright/test';
import { imageOf, realStudy, type RealStudy } from './expectedRows.ts';
import {
  chooseFiles,
  chooseFolder,
  expect,
  needRealData,
  openPage,
  plane,
  planeRegion,
  real,
  screenPoint,
  snapshot,
  test,
  waitLoaded,
  waitReady,
} from './harness.ts';
import { pixelAt, type Image } from './images.ts';
import type { PlaneName } from './page.ts';
import type { Triple } from './vectors.ts';

type Xyz = { x: number; y: number; z: number };
const xyz = ([x, y, z]: Triple): Xyz => ({ x, y, z });
const awayMm = (a: Xyz, b: Xyz): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);

const open = async (page: Page, name: Parameters<typeof realStudy>[0]): Promise<RealStudy> => {
  const study = realStudy(name);
  await openPage(page);
  await chooseFolder(page, study.folder);
  await waitLoaded(page);
  await waitReady(page, 'sagittal', 'axial', 'coronal');
  return study;
};

/** The image that a plane shows, by pydicom's reading of its header. */
const shownImage = async (page: Page, study: RealStudy, name: PlaneName): Promise<Image> => {
  const { sopUid } = await plane(page, name);
  return imageOf(study.rows.find((row) => row['SOPInstanceUID'] === sopUid)!);
};

/** A point of the image, as shares of its columns and rows. */
const spot = (image: Image, across: number, down: number): Xyz => xyz(pixelAt(image, image.columns * across, image.rows * down));

const clickAt = async (page: Page, name: PlaneName, points: readonly Xyz[]): Promise<void> => {
  for (const point of points) {
    const { x, y } = await screenPoint(page, name, point);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.up();
  }
};

const dragBetween = async (page: Page, name: PlaneName, from: Xyz, to: Xyz): Promise<void> => {
  const [a, b] = [await screenPoint(page, name, from), await screenPoint(page, name, to)];
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2);
  await page.mouse.move(b.x, b.y);
  await page.mouse.up();
};

const annotations = async (page: Page) => (await snapshot(page)).annotations;
const only = async (page: Page) => {
  const all = await annotations(page);
  expect(all).toHaveLength(1);
  return all[0]!;
};
const start = async (page: Page, label: string): Promise<void> => {
  await page.getByRole('button', { name: 'Measure and mark' }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${label}`) }).click();
};
/** A mouse cannot point finer than a CSS pixel; on a fitted plane that is well below this. */
const POINTING_MM = 0.8;

test.describe('@levels measurements on a real study', () => {
  needRealData();

  test('@levels a length: click and click, or press and drag, on the slice it belongs to', async ({ page }, info) => {
    const study = await open(page, 'lumbar-toshiba-1.5t');
    const image = await shownImage(page, study, 'sagittal');
    const [from, to] = [spot(image, 0.4, 0.4), spot(image, 0.6, 0.5)];
    await page.keyboard.press('l');
    await expect(planeRegion(page, 'sagittal').getByRole('status').filter({ hasText: 'Length: one end (1 of 2)' })).toBeVisible();
    await clickAt(page, 'sagittal', [from]);
    await expect(planeRegion(page, 'sagittal').locator('[data-draft=length]')).toHaveCount(1);
    await clickAt(page, 'sagittal', [to]);
    const length = await only(page);
    expect(length).toMatchObject({ kind: 'length', unit: 'mm', series: image.seriesUid, sop: image.sopUid, warnings: [] });
    const [a, b] = length.points as unknown as [Xyz, Xyz];
    expect(awayMm(a, from)).toBeLessThan(POINTING_MM);
    expect(awayMm(b, to)).toBeLessThan(POINTING_MM);
    expect(Math.abs(length.value! - awayMm(a, b))).toBeLessThan(0.1);
    const arithmetic = Math.hypot(0.2 * image.columns * image.columnMm, 0.1 * image.rows * image.rowMm);
    expect(Math.abs(length.value! - arithmetic)).toBeLessThan(2 * POINTING_MM);
    const figure = planeRegion(page, 'sagittal').locator(`[data-annotation="${length.id}"]`);
    await expect(figure).toHaveAttribute('data-own', 'true');
    await expect(figure).toContainText(`Length ${length.value!.toFixed(1)} mm`);

    // Press, drag, release does the same in one stroke.
    await page.keyboard.press('l');
    await dragBetween(
      page,
      'axial',
      ...(await shownImage(page, study, 'axial').then((axial) => [spot(axial, 0.4, 0.5), spot(axial, 0.6, 0.5)] as const)),
    );
    const [, second] = await annotations(page);
    const axial = await shownImage(page, study, 'axial');
    expect(Math.abs(second!.value! - 0.2 * axial.columns * axial.columnMm)).toBeLessThan(2 * POINTING_MM);
    await page.screenshot({ path: info.outputPath('lengths.png') });

    // Another slice does not show it; coming back does.
    await planeRegion(page, 'sagittal').hover({ position: { x: 40, y: 300 } });
    await page.mouse.wheel(0, 120);
    await expect(figure).toHaveCount(0);
    await page.mouse.wheel(0, -120);
    await expect(figure).toHaveCount(1);
  });

  test('@levels undo and redo, Esc, Delete, and a handle that is moved', async ({ page }) => {
    const study = await open(page, 'lumbar-toshiba-1.5t');
    const image = await shownImage(page, study, 'sagittal');
    await page.keyboard.press('l');
    await clickAt(page, 'sagittal', [spot(image, 0.3, 0.3)]);
    await page.keyboard.press('Escape');
    await expect(planeRegion(page, 'sagittal').locator('[data-draft]')).toHaveCount(0);
    expect(await annotations(page)).toEqual([]);

    const [from, to, further] = [spot(image, 0.3, 0.3), spot(image, 0.5, 0.3), spot(image, 0.6, 0.45)];
    await page.keyboard.press('l');
    await clickAt(page, 'sagittal', [from, to]);
    const drawn = await only(page);
    const cursorBefore = (await snapshot(page)).cursor;
    await dragBetween(page, 'sagittal', to, further);
    const moved = await only(page);
    expect(moved.id).toBe(drawn.id);
    expect(awayMm(moved.points[1] as unknown as Xyz, further)).toBeLessThan(2 * POINTING_MM);
    expect(moved.points[0]).toEqual(drawn.points[0]);
    // Taking hold of a handle is not a click of the cursor.
    expect((await snapshot(page)).cursor).toEqual(cursorBefore);

    await page.keyboard.press('Control+z');
    expect((await only(page)).points).toEqual(drawn.points);
    await page.keyboard.press('Control+z');
    expect(await annotations(page)).toEqual([]);
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Control+y');
    expect((await only(page)).points).toEqual(moved.points);
    await clickAt(page, 'sagittal', [further]);
    await page.keyboard.press('Delete');
    expect(await annotations(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    expect((await only(page)).points).toEqual(moved.points);
  });

  test('@levels angle, slip and ellipse from the menu, each with its numbers', async ({ page }, info) => {
    const study = await open(page, 'lumbar-toshiba-1.5t');
    const image = await shownImage(page, study, 'sagittal');
    const at = (xMm: number, yMm: number): Xyz =>
      xyz(pixelAt(image, image.columns / 2 + xMm / image.columnMm, image.rows / 2 + yMm / image.rowMm));
    await start(page, 'Angle');
    await clickAt(page, 'sagittal', [at(40, 0), at(0, 0), at(0, -40)]);
    expect(Math.abs((await only(page)).value! - 90)).toBeLessThan(1.5);
    await page.keyboard.press('Delete');

    await start(page, 'Slip');
    const region = planeRegion(page, 'sagittal');
    await expect(region).toContainText('anterior lower corner of the upper vertebra (1 of 4)');
    // Anterior lies at the left: the upper vertebra stands 6 mm before the lower one, whose endplate is 30 mm deep.
    await clickAt(page, 'sagittal', [at(-21, -6), at(9, -6)]);
    await expect(region).toContainText('anterior upper corner of the lower vertebra (3 of 4)');
    await clickAt(page, 'sagittal', [at(-15, 6), at(15, 6)]);
    const slip = await only(page);
    expect(slip.kind).toBe('slip');
    expect(Math.abs(slip.value! - 6)).toBeLessThan(2 * POINTING_MM);
    expect(slip.grade).toBe('Meyerding I, anterior');
    await page.screenshot({ path: info.outputPath('slip.png') });
    await page.keyboard.press('Delete');

    await start(page, 'Ellipse');
    await dragBetween(page, 'sagittal', at(-12, -8), at(12, 8));
    const ellipse = await only(page);
    expect(ellipse.unit).toBe('mm²');
    expect(Math.abs(ellipse.value! / (Math.PI * 12 * 8) - 1)).toBeLessThan(0.12);
    expect(ellipse.values.map(({ label }) => label)).toEqual(['Area', 'Mean', 'Standard deviation']);
    expect(ellipse.values[1]!.value).toBeGreaterThan(0);
  });

  test('@levels shown dashed on the same plane of a linked series', async ({ page }, info) => {
    const study = await open(page, 'lumbar-toshiba-1.5t');
    const image = await shownImage(page, study, 'sagittal');
    await page.keyboard.press('l');
    await clickAt(page, 'sagittal', [spot(image, 0.4, 0.4), spot(image, 0.6, 0.5)]);
    const { id } = await only(page);
    await page.keyboard.press('Alt+2');
    await waitReady(page, 'sagittal', 'sagittal-2');
    await expect(planeRegion(page, 'sagittal').locator(`[data-annotation="${id}"]`)).toHaveAttribute('data-own', 'true');
    await expect(planeRegion(page, 'sagittal-2').locator(`[data-annotation="${id}"]`)).toHaveAttribute('data-own', 'false');
    await page.screenshot({ path: info.outputPath('dashed.png') });
  });

  test('@levels the list goes back to the slice, renames and deletes; key images bring their view back', async ({ page }, info) => {
    const study = await open(page, 'lumbar-toshiba-1.5t');
    const image = await shownImage(page, study, 'sagittal');
    await page.keyboard.press('Shift+b');
    const panel = page.getByRole('region', { name: 'Measurements and notes' });
    await expect(panel).toContainText('Press L and click two points');
    await waitReady(page, 'sagittal');
    await page.keyboard.press('l');
    await clickAt(page, 'sagittal', [spot(image, 0.4, 0.4), spot(image, 0.6, 0.5)]);
    const { slice } = await plane(page, 'sagittal');
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await waitReady(page, 'sagittal');
    expect((await plane(page, 'sagittal')).slice).not.toBe(slice);
    await panel.getByRole('button', { name: /^Length/ }).click();
    await waitReady(page, 'sagittal');
    expect((await plane(page, 'sagittal')).slice).toBe(slice);
    await page.screenshot({ path: info.outputPath('panel.png') });
    await panel.getByRole('button', { name: 'Rename Length' }).click();
    await panel.getByRole('textbox').fill('canal at L3');
    await page.keyboard.press('Enter');
    expect((await only(page)).text).toBe('canal at L3');
    await panel.getByRole('button', { name: 'Delete canal at L3' }).click();
    expect(await annotations(page)).toEqual([]);

    await planeRegion(page, 'sagittal').click({ position: { x: 200, y: 300 } });
    await page.keyboard.press('End');
    await waitReady(page, 'sagittal');
    const images = page.getByRole('region', { name: 'Key images' });
    await images.getByRole('button', { name: /^Key image/ }).click();
    await waitReady(page, 'sagittal');
    expect((await plane(page, 'sagittal')).slice).toBe(slice);
  });

  test('@levels without pixel spacing a length is in pixels and says so', async ({ page }) => {
    const { withoutSpacing } = await import('./withoutSpacing.ts');
    await openPage(page);
    await chooseFiles(page, withoutSpacing(real('lumbar-hitachi-0.3t/DCMDT/D0000022')));
    await waitLoaded(page);
    const name = (await snapshot(page)).planes.find(({ sopUid }) => sopUid !== null)!.plane;
    await waitReady(page, name);
    const box = (await planeRegion(page, name).boundingBox())!;
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.click(centre.x, centre.y);
    await page.keyboard.press('l');
    await page.mouse.click(centre.x - 60, centre.y);
    await page.mouse.click(centre.x + 60, centre.y);
    const length = await only(page);
    expect(length.unit).toBe('px');
    expect(length.warnings).toEqual([expect.stringContaining('no pixel spacing')]);
    await expect(planeRegion(page, name)).toContainText(`Length ${length.value!.toFixed(1)} px`);
  });
});
