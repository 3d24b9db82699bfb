/** What is missing or does not fit together is said, never guessed: spacing, even stacks, frames of reference. */
import type { Page } from '@playwright/test';
import {
  chooseFiles,
  expect,
  middleOf,
  openPage,
  plane,
  planeRegion,
  screenPoint,
  snapshot,
  test,
  waitLoaded,
  waitReady,
} from './harness.ts';
import { pixelAt } from './images.ts';
import { filesOf, smallStack } from './madeStudy.ts';
import type { NamedFile } from './dicomWriter.ts';
import { AXIAL, SAGITTAL, tilted } from './stacks.ts';
import { plus } from './vectors.ts';

const open = async (page: Page, files: readonly NamedFile[]): Promise<void> => {
  await openPage(page);
  await chooseFiles(page, [...files]);
  await waitLoaded(page);
};

test.describe('@planes what is missing', () => {
  test('@planes without pixel spacing lengths are in pixels, never in mm, and nothing is linked', async ({ page }) => {
    const sagittal = filesOf(smallStack('2.25.601', SAGITTAL), { '0008,103E': 'T2 SAG', '0028,0030': null });
    const axial = filesOf(smallStack('2.25.602', AXIAL), { '0008,103E': 'T2 AX' });
    await open(page, [...sagittal, ...axial]);
    const shown = (await snapshot(page)).study!.series;
    expect(shown.find(({ uid }) => String(uid) === '2.25.601')!.slices).toHaveLength(7);
    await page.locator('button[data-series="2.25.601"]').click();
    const name = (await snapshot(page)).planes.find(({ seriesUid }) => String(seriesUid) === '2.25.601')!.plane;
    await waitReady(page, name);
    const region = planeRegion(page, name);
    expect(await plane(page, name)).toMatchObject({ linked: false, kind: 'acquired', slices: 7 });
    await expect(region).toContainText('px (no pixel spacing)');
    await expect(region).toContainText('no pixel spacing');
    expect(await region.innerText()).not.toMatch(/\bmm\b/);
    await expect(region.getByRole('img', { name: /^Scale bar \d+ pixels$/ })).toHaveCount(1);
    await page.keyboard.press('v');
    const { x, y } = await middleOf(page, name);
    await page.mouse.move(x + 3, y + 3);
    await expect(region.locator('.plane-probe')).toContainText('no position');
    expect(await region.innerText()).not.toMatch(/\bmm\b/);
    // Nothing is reconstructed from it either.
    for (const { kind, seriesUid } of (await snapshot(page)).planes)
      if (kind === 'reconstructed') expect(String(seriesUid)).not.toBe('2.25.601');
  });

  test('@planes an uneven stack is not reconstructed, with the reason', async ({ page }) => {
    // 5 mm apart but for one step of 8.5 mm.
    const images = smallStack('2.25.611', SAGITTAL, { slices: 9 }).map((image, index) =>
      index < 4 ? image : { ...image, position: plus(image.position, [-1, 0, 0], 3.5) },
    );
    await open(page, filesOf(images, { '0008,103E': 'T2 SAG' }));
    await waitReady(page, 'sagittal');
    for (const name of ['axial', 'coronal'] as const) {
      expect((await plane(page, name)).state).toBe('empty');
      await expect(planeRegion(page, name)).toContainText(/cannot be reconstructed.*(2 separate stacks|gap of 8\.5 mm)/);
    }
  });

  test('@planes a stack with slices missing is not reconstructed, with the reason', async ({ page }) => {
    await open(page, filesOf(smallStack('2.25.612', SAGITTAL, { slices: 9 }).toSpliced(3, 2), { '0008,103E': 'T2 SAG' }));
    await waitReady(page, 'sagittal');
    expect(await plane(page, 'sagittal')).toMatchObject({ slices: 7 });
    await expect(planeRegion(page, 'coronal')).toContainText(/cannot be reconstructed.*(2 separate stacks|gap of 15\.0 mm)/);
  });

  test('@planes blocks at several angles are not reconstructed, with the reason', async ({ page }) => {
    const blocks = [20, 0, -20].flatMap((degrees, block) =>
      smallStack('2.25.621', tilted(AXIAL, [1, 0, 0], degrees), {
        centre: plus([0, 0, 0], [0, 0, -1], (block - 1) * 40),
        slices: 5,
        first: 1 + 5 * block,
      }),
    );
    await open(page, filesOf(blocks, { '0008,103E': 'T2 AX' }));
    await waitReady(page, 'axial');
    expect((await snapshot(page)).study!.series[0]!.stacks).toEqual([5, 5, 5]);
    for (const name of ['sagittal', 'coronal'] as const) {
      expect((await plane(page, name)).state).toBe('empty');
      await expect(planeRegion(page, name)).toContainText(/cannot be reconstructed.*3 separate stacks/);
    }
    await planeRegion(page, 'axial').click();
    await page.keyboard.press('Control+Alt+s');
    await expect(
      page.getByRole('alert').filter({ hasText: /cannot be reconstructed as sagittal: this series holds 3 separate stacks/ }),
    ).toBeVisible();
  });

  test('@planes too few slices are not reconstructed, with the reason', async ({ page }) => {
    await open(page, filesOf(smallStack('2.25.631', SAGITTAL, { slices: 4 }), { '0008,103E': 'T2 SAG' }));
    await waitReady(page, 'sagittal');
    await expect(planeRegion(page, 'coronal')).toContainText(/cannot be reconstructed.*only 4 slices/);
  });

  test('@planes a plane in another frame of reference says so and does not move', async ({ page }) => {
    const sagittal = smallStack('2.25.641', SAGITTAL);
    const axial = smallStack('2.25.642', AXIAL);
    await open(page, [
      ...filesOf(sagittal, { '0008,103E': 'T2 SAG' }),
      ...filesOf(axial, { '0008,103E': 'T2 AX', '0020,0052': '2.25.299' }),
    ]);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    const before = await plane(page, 'axial');
    expect(before.linked).toBe(false);
    expect((await plane(page, 'sagittal')).linked).toBe(true);
    await expect(planeRegion(page, 'axial')).toContainText('not spatially linked');
    await expect(planeRegion(page, 'axial').locator('[data-line]')).toHaveCount(0);
    await expect(planeRegion(page, 'sagittal').locator('[data-line="axial"]')).toHaveCount(0);
    await expect(planeRegion(page, 'sagittal').locator('[data-line="coronal"]')).toHaveCount(1);
    const shown = sagittal.find(({ sopUid }) => sopUid === '2.25.641.4')!;
    for (const [column, row] of [
      [10, 10],
      [40, 70],
      [70, 20],
    ] as const) {
      const [x, y, z] = pixelAt(shown, column, row);
      const at = await screenPoint(page, 'sagittal', { x, y, z });
      await page.mouse.click(at.x, at.y);
      expect(await plane(page, 'axial')).toEqual(before);
    }
    expect((await snapshot(page)).cursor?.frameOfReferenceUid).toBe('2.25.200');
    // Its own slices still scroll, and take nobody along.
    const others = await Promise.all((['sagittal', 'coronal'] as const).map((name) => plane(page, name)));
    const { x, y } = await middleOf(page, 'axial');
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 100);
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-slice', String(before.slice + 1));
    expect(await Promise.all((['sagittal', 'coronal'] as const).map((name) => plane(page, name)))).toEqual(others);
  });
});
