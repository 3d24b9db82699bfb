/** A phone: one plane fills the screen, fingers do what the mouse does. */
import type { CDPSession, Page } from '@playwright/test';
import { expect, middleOf, plane, planeRegion, snapshot, test } from './harness.ts';
import { at, factsOf } from './onScreen.ts';
import { chooseFiles, openPage, waitLoaded, waitReady } from './page.ts';
import { threePlanes } from './madeStudy.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

type Finger = { readonly x: number; readonly y: number };

const fingers = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Finger[]) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints: places.map(({ x, y }, id) => ({ x, y, id })) });

/** Fingers go from places to places in small steps. */
const sweep = async (page: Page, from: readonly Finger[], to: readonly Finger[], holdMs = 0): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await fingers(session, 'touchStart', from);
  if (holdMs) await page.waitForTimeout(holdMs);
  for (let step = 1; step <= 10; step += 1) {
    const between = from.map(({ x, y }, index) => ({ x: x + ((to[index]!.x - x) * step) / 10, y: y + ((to[index]!.y - y) * step) / 10 }));
    await fingers(session, 'touchMove', between);
    await page.waitForTimeout(20);
  }
  await fingers(session, 'touchEnd', []);
  await session.detach();
};

test.beforeEach(async ({ page }) => {
  await openPage(page);
  await chooseFiles(page, threePlanes());
  await waitLoaded(page);
  await waitReady(page, 'sagittal');
});

test.describe('@planes by touch', () => {
  test('@planes one plane fills the screen, chips change it', async ({ page }, info) => {
    await expect(page.locator('section[data-plane]')).toHaveCount(1);
    const box = (await planeRegion(page, 'sagittal').boundingBox())!;
    expect(box.width).toBe(390);
    expect(box.height).toBeGreaterThan(500);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.screenshot({ path: info.outputPath('phone.png') });
    await page.getByRole('radio', { name: 'Axial' }).tap();
    await waitReady(page, 'axial');
    await expect(page.locator('section[data-plane]')).toHaveCount(1);
    for (const button of await page.locator('button:visible').all()) {
      const { width, height } = (await button.boundingBox())!;
      const name = (await button.getAttribute('aria-label')) ?? (await button.textContent());
      expect(Math.min(width, height), `size of ${name}`).toBeGreaterThanOrEqual(44);
    }
  });

  test('@planes one finger scrolls', async ({ page }) => {
    const before = (await plane(page, 'sagittal')).slice;
    const { x, y } = await middleOf(page, 'sagittal');
    await sweep(page, [{ x, y }], [{ x, y: y + 40 }]);
    await expect.poll(async () => (await plane(page, 'sagittal')).slice).toBeGreaterThan(before);
    await sweep(page, [{ x, y }], [{ x, y: y - 90 }]);
    await expect.poll(async () => (await plane(page, 'sagittal')).slice).toBeLessThan(before);
    expect((await factsOf(page, 'sagittal')).zoom).toBeCloseTo(1, 5);
  });

  test('@planes two fingers apart enlarge, together they move the image', async ({ page }) => {
    const { x, y } = await middleOf(page, 'sagittal');
    const before = (await plane(page, 'sagittal')).slice;
    await sweep(
      page,
      [
        { x: x - 40, y },
        { x: x + 40, y },
      ],
      [
        { x: x - 100, y },
        { x: x + 100, y },
      ],
    );
    // From 80 to 200 pixels apart.
    await expect.poll(async () => (await factsOf(page, 'sagittal')).zoom!).toBeGreaterThan(2.2);
    expect((await factsOf(page, 'sagittal')).zoom!).toBeLessThan(2.8);
    const point = { x: 0, y: 0, z: 0 };
    const from = await at(page, 'sagittal', point);
    await sweep(
      page,
      [
        { x: x - 40, y },
        { x: x + 40, y },
      ],
      [
        { x: x - 10, y: y + 50 },
        { x: x + 70, y: y + 50 },
      ],
    );
    const to = await at(page, 'sagittal', point);
    expect(to.x - from.x).toBeGreaterThan(20);
    expect(to.x - from.x).toBeLessThan(40);
    expect(to.y - from.y).toBeGreaterThan(40);
    expect(to.y - from.y).toBeLessThan(60);
    expect((await plane(page, 'sagittal')).slice).toBe(before);
  });

  test('@planes a long press brings the cursor to the finger', async ({ page }) => {
    const target = { x: 0, y: 30, z: -20 };
    const box = (await planeRegion(page, 'sagittal').boundingBox())!;
    const spot = await at(page, 'sagittal', target);
    const place = { x: box.x + spot.x, y: box.y + spot.y };
    await sweep(page, [place], [place], 700);
    const { cursor } = await snapshot(page);
    expect(Math.hypot(cursor!.y - target.y, cursor!.z - target.z)).toBeLessThan(2);
  });

  test('@planes a double tap fits the image again', async ({ page }) => {
    const { x, y } = await middleOf(page, 'sagittal');
    await sweep(
      page,
      [
        { x: x - 40, y },
        { x: x + 40, y },
      ],
      [
        { x: x - 90, y },
        { x: x + 90, y },
      ],
    );
    await expect.poll(async () => (await factsOf(page, 'sagittal')).zoom!).toBeGreaterThan(1.5);
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    await expect.poll(async () => (await factsOf(page, 'sagittal')).zoom!).toBeCloseTo(1, 3);
    await expect(page.locator('section[data-plane]')).toHaveCount(1);
  });

  test('@planes the slider at the edge scrolls, sideways too', async ({ page }) => {
    const slider = page.getByRole('slider', { name: 'Slice' });
    await slider.focus();
    await page.keyboard.press('End');
    await expect(planeRegion(page, 'sagittal')).toHaveAttribute('data-slice', /^[17]$/);
    await page.setViewportSize({ width: 844, height: 390 });
    await waitReady(page, 'sagittal');
    const { width, height } = (await planeRegion(page, 'sagittal').boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThan(200);
  });
});
