/** The view in the address: copied, opened again, left by Back; and nothing of the patient in it. */
import type { Page } from '@playwright/test';
import { greysAt, sizeOf } from './canvas.ts';
import { realStudy } from './expectedRows.ts';
import {
  chooseFolder,
  expect,
  middleOf,
  needRealData,
  openPage,
  plane,
  planeRegion,
  real,
  snapshot,
  test,
  waitLoaded,
  waitReady,
} from './harness.ts';
import { openReal, TOSHIBA } from './openReal.ts';
import type { PlaneName } from './page.ts';

/** The address once it has caught up with the view. */
const settledAddress = async (page: Page): Promise<string> => {
  let last = '';
  await expect
    .poll(
      async () => {
        const [before, now] = [last, page.url()];
        last = now;
        return now === before && now.includes('?view=');
      },
      { intervals: [500] },
    )
    .toBe(true);
  return last;
};

/** What a plane's canvas shows, coarsely. */
const picture = async (page: Page, name: PlaneName): Promise<(number | null)[]> => {
  const { width, height } = await sizeOf(page, name);
  return greysAt(
    page,
    name,
    Array.from({ length: 144 }, (_, index) => ({
      x: (width * (0.5 + (index % 12))) / 12,
      y: (height * (0.5 + Math.floor(index / 12))) / 12,
    })),
  );
};

/** Numbers to a hundredth, so that what the token rounds away does not count. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'number' ? Math.round(each * 50) / 50 : each)));

test.describe('@planes the address', () => {
  needRealData();

  test('@planes an address restores the exact view on the same study', async ({ page }) => {
    await openReal(page);
    const panes = ['sagittal', 'axial', 'sagittal-2', 'coronal'] as const;
    await page.keyboard.press('Alt+3');
    await waitReady(page, ...panes);
    // Another series, slice, cursor, window, zoom, place and turn.
    await planeRegion(page, 'coronal').click();
    await page
      .getByRole('navigation', { name: 'Series' })
      .getByRole('button', { name: /39 images/ })
      .click();
    await waitReady(page, 'coronal');
    expect((await plane(page, 'coronal')).slices).toBe(39);
    const sagittal = await middleOf(page, 'sagittal');
    await page.mouse.click(sagittal.x + 30, sagittal.y - 60);
    await page.mouse.wheel(0, 100);
    const axial = await middleOf(page, 'axial');
    await page.mouse.move(axial.x, axial.y);
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(axial.x + 60, axial.y + 25, { steps: 4 });
    await page.mouse.up({ button: 'right' });
    await page.mouse.move(sagittal.x, sagittal.y);
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 3; notch += 1) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.mouse.down({ button: 'middle' });
    await page.mouse.move(sagittal.x + 40, sagittal.y + 70, { steps: 4 });
    await page.mouse.up({ button: 'middle' });
    await planeRegion(page, 'sagittal-2').click();
    await page.keyboard.press('h');
    await page.keyboard.press('r');
    await page.keyboard.press('i');
    await waitReady(page, ...panes);
    const address = await settledAddress(page);
    const before = await snapshot(page);
    const pictures = await Promise.all(panes.map((name) => picture(page, name)));
    expect(before.planes.find(({ plane: id }) => id === 'sagittal')!.zoom).toBeGreaterThan(1.2);

    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('data-study', 'empty');
    await chooseFolder(page, real(TOSHIBA));
    await waitLoaded(page);
    await waitReady(page, ...panes);
    const after = await snapshot(page);
    expect(after.layout).toBe(before.layout);
    // The token keeps hundredths: of a millimetre, of a grey.
    expect(rounded(after.cursor)).toEqual(rounded(before.cursor));
    expect(rounded(after.planes)).toEqual(rounded(before.planes));
    const restored = await Promise.all(panes.map((name) => picture(page, name)));
    for (const [index, name] of panes.entries()) {
      const differences = pictures[index]!.map((grey, spot) => Math.abs((grey ?? 0) - (restored[index]![spot] ?? 0)));
      expect(Math.max(...differences), `picture of ${name}`).toBeLessThanOrEqual(6);
    }
    expect(await settledAddress(page)).toBe(address);
  });

  test('@planes an address made on another study says so and opens it as usual', async ({ page }) => {
    await openReal(page);
    const address = await settledAddress(page);
    await page.goto('about:blank');
    await page.goto(address);
    await chooseFolder(page, real('lumbar-hitachi-0.3t'));
    await waitLoaded(page);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    await expect(page.getByText(/made on another study/)).toBeVisible();
    for (const damaged of ['?view=abc', '?view=%00', `?view=${'A'.repeat(5000)}`]) {
      await page.goto('about:blank');
      await openPage(page, `#/${damaged}`);
      await chooseFolder(page, real(TOSHIBA));
      await waitReady(page, 'sagittal', 'axial', 'coronal');
      await expect(page.getByText(/link to this view is damaged/)).toBeVisible();
    }
  });

  test('@planes copying the link gives this address', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openReal(page);
    await page.mouse.wheel(0, 100);
    await page.keyboard.press('y');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('?view=');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  test('@planes the token holds nothing of the patient', async ({ page }) => {
    const { rows } = realStudy(TOSHIBA);
    await openReal(page);
    await page.keyboard.press('Alt+2');
    const address = await settledAddress(page);
    const token = decodeURIComponent(address.split('?view=')[1]!);
    const unwrapped = [
      token,
      Buffer.from(token, 'base64').toString('utf8'),
      Buffer.from(token, 'base64url').toString('utf8'),
      address,
      await page.title(),
    ];
    const secrets = new Set(
      rows.flatMap((row) => [
        ...row['PatientName']!.split(/[\^=]/),
        row['SOPInstanceUID']!,
        row['SeriesInstanceUID']!,
        row['FrameOfReferenceUID']!,
      ]),
    );
    for (const secret of [...secrets, 'TEST-B', '20180113', '1.2.392', '6480'].filter((each) => each.length > 2))
      for (const text of unwrapped) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  test('@planes Back leaves a layout, then the study', async ({ page }) => {
    await openReal(page);
    await settledAddress(page);
    await page.keyboard.press('Alt+3');
    await expect(planeRegion(page, 'sagittal-2')).toBeVisible();
    await settledAddress(page);
    await page.goBack();
    await expect(planeRegion(page, 'sagittal-2')).toHaveCount(0);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    expect((await snapshot(page)).layout).toBe('planes');
    await page.goBack();
    await expect(page.locator('html')).toHaveAttribute('data-study', 'empty');
    await expect(page.getByRole('button', { name: /open/i }).first()).toBeVisible();
    expect((await snapshot(page)).study).toBeNull();
  });

  test('@planes the layout survives a resize and a reload', async ({ page }) => {
    await openReal(page);
    await page.keyboard.press('Alt+2');
    const panes = ['sagittal', 'sagittal-2', 'sagittal-3', 'axial'] as const;
    await waitReady(page, 'sagittal', 'sagittal-2', 'axial');
    for (const size of [
      { width: 1000, height: 640 },
      { width: 3840, height: 2160 },
      { width: 1280, height: 720 },
    ]) {
      await page.setViewportSize(size);
      for (const name of panes) await expect(planeRegion(page, name)).toBeVisible();
      await waitReady(page, 'sagittal', 'sagittal-2', 'axial');
      const { width, height } = await sizeOf(page, 'axial');
      expect(Math.min(width, height)).toBeGreaterThan(150);
      // The canvas goes with its plane: no stale or stretched picture.
      const canvas = (await planeRegion(page, 'axial').locator('canvas').first().boundingBox())!;
      expect(Math.abs(canvas.width - width) + Math.abs(canvas.height - height)).toBeLessThan(3);
    }
    await page.goto('about:blank');
    await openPage(page);
    await chooseFolder(page, real(TOSHIBA));
    await waitReady(page, 'sagittal');
    for (const name of panes) await expect(planeRegion(page, name)).toBeVisible();
  });
});
