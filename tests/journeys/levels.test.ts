/** Two clicks label the lumbar spine of a real study; from then on every plane knows its level and keys go from one to the next. */
import { realStudy, seriesUid } from './expectedRows.ts';
import {
  chooseFolder,
  expect,
  needRealData,
  openPage,
  plane,
  planeRegion,
  screenPoint,
  snapshot,
  test,
  waitLoaded,
  waitReady,
} from './harness.ts';
import { distanceTo, normalOf, pixelAt } from './images.ts';
import { apart, dot, type Triple } from './vectors.ts';
import type { Page } from '@playwright/test';

/** Disc centres read by eye off the T2 sagittal slice with this file name: column, row. */
const READ_ON = 'MR000013';
const CENTRES = {
  'T12/L1': [186.7, 83.7],
  'L1/2': [185, 139.7],
  'L2/3': [183.5, 199.3],
  'L3/4': [187, 258.7],
  'L4/5': [196.7, 314.3],
  'L5/S1': [205, 369],
} as const;
type Disc = keyof typeof CENTRES;

test.describe('@levels', () => {
  needRealData();

  const read = () => {
    const study = realStudy('lumbar-toshiba-1.5t');
    const row = study.rows.find((each) => each['path']!.endsWith(READ_ON))!;
    const image = study.images.get(row['SOPInstanceUID']!)!;
    const centre = (disc: Disc): Triple => pixelAt(image, CENTRES[disc][0], CENTRES[disc][1]);
    return { study, image, centre };
  };
  const click = async (page: Page, at: Triple): Promise<void> => {
    const { x, y } = await screenPoint(page, 'sagittal', { x: at[0], y: at[1], z: at[2] });
    await page.mouse.click(x, y);
  };
  const open = async (page: Page): Promise<ReturnType<typeof read>> => {
    const known = read();
    await openPage(page);
    await chooseFolder(page, known.study.folder);
    await waitLoaded(page);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    return known;
  };
  /** L5/S1 and L1/2 by clicks; the three between are proposed. */
  const label = async (page: Page, centre: (disc: Disc) => Triple): Promise<void> => {
    await page.keyboard.press('j');
    await page.keyboard.press('6');
    await click(page, centre('L5/S1'));
    await page.keyboard.press('2');
    await click(page, centre('L1/2'));
    await expect.poll(async () => (await snapshot(page)).levels.length).toBe(5);
  };
  const names = async (page: Page) => (await snapshot(page)).levels.map((level) => `${level.name}${level.accepted ? '' : '?'}`);

  test('@levels two clicks, accept, jump, undo', async ({ page }) => {
    const { study, centre } = await open(page);
    await label(page, centre);
    expect(await names(page)).toEqual(['L1/2', 'L2/3?', 'L3/4?', 'L4/5?', 'L5/S1']);
    const { levels } = await snapshot(page);
    for (const { name, x, y, z } of levels) expect(apart([x, y, z], centre(name as Disc)), name).toBeLessThan(6);
    await expect(page.locator('section[data-plane="sagittal"] [data-level-tag]')).toHaveCount(5);

    await page.keyboard.press('u');
    expect(await names(page)).toEqual(['L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/S1']);
    await page.keyboard.press('Escape');

    for (const [key, disc] of [
      ['5', 'L4/5'],
      ['6', 'L5/S1'],
      ['2', 'L1/2'],
      ['3', 'L2/3'],
    ] as const) {
      await page.keyboard.press(key);
      await waitReady(page, 'sagittal', 'axial', 'coronal');
      const { cursor } = await snapshot(page);
      expect(apart([cursor!.x, cursor!.y, cursor!.z], centre(disc)), disc).toBeLessThan(6);
      for (const name of ['sagittal', 'axial', 'coronal'] as const)
        expect((await plane(page, name)).level, `${name} at ${disc}`).toBe(disc);
      const shown = study.images.get((await plane(page, 'axial')).sopUid)!;
      expect(Math.abs(distanceTo(shown, [cursor!.x, cursor!.y, cursor!.z]))).toBeLessThan(5);
      await expect(planeRegion(page, 'axial')).toContainText(`${disc} disc`);
    }
    await page.keyboard.press(']');
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-level', 'L3/4');
    await page.keyboard.press('[');
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-level', 'L2/3');

    // Accepting, the second click with its proposals, and the first click: three steps back, then forward again.
    await page.keyboard.press('Control+z');
    expect(await names(page)).toEqual(['L1/2', 'L2/3?', 'L3/4?', 'L4/5?', 'L5/S1']);
    await page.keyboard.press('Control+z');
    expect(await names(page)).toEqual(['L5/S1']);
    await page.keyboard.press('Control+z');
    expect(await names(page)).toEqual([]);
  });

  test('@levels the block angled for the disc is shown', async ({ page }) => {
    const { study, centre } = await open(page);
    await label(page, centre);
    await page.keyboard.press('Escape');
    const axial = seriesUid(study, 6001);
    await page.keyboard.press('6');
    await waitReady(page, 'axial');
    const shown = await plane(page, 'axial');
    expect(shown.seriesUid).toBe(axial);
    // L5/S1 slopes most: of the five blocks its own is the steepest.
    const steepness = (sop: string) => Math.abs(dot(normalOf(study.images.get(sop)!), [0, 0, 1]));
    const all = study.rows.filter((row) => row['SeriesInstanceUID'] === axial).map((row) => steepness(row['SOPInstanceUID']!));
    expect(steepness(shown.sopUid)).toBeCloseTo(Math.min(...all), 3);
  });

  test('@levels a tag is dragged, renamed with the others, and deleted', async ({ page }) => {
    const { centre } = await open(page);
    await label(page, centre);
    await page.keyboard.press('Escape');
    const tag = page.locator('section[data-plane="sagittal"] [data-level-tag="L3/4"]');
    const before = (await snapshot(page)).levels.find(({ name }) => name === 'L3/4')!;
    const box = (await tag.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 10, box.y + box.height / 2 + 8, { steps: 4 });
    await page.mouse.up();
    const after = (await snapshot(page)).levels.find(({ name }) => name === 'L3/4')!;
    expect(after.accepted).toBe(true);
    expect(after.z).toBeLessThan(before.z - 1);
    expect(after.y).toBeGreaterThan(before.y + 1);

    await tag.click({ button: 'right' });
    const editor = page.getByRole('dialog', { name: 'Level L3/4' });
    await editor.getByLabel('Rename, others shift').selectOption('L2/3');
    expect((await names(page)).map((name) => name.replace('?', ''))).toEqual(['T12/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5']);
    expect((await snapshot(page)).levels[0]!.numbering).toBe('reader');
    await page.getByRole('dialog', { name: 'Level L2/3' }).getByRole('button', { name: 'Delete' }).click();
    expect(await names(page)).not.toContain('L2/3');
  });
});
