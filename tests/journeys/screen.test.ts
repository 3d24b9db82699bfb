/** What a reader puts on the screen: magnifier, series by drag, lines, texts, linked planes, cine. */
import { expect, middleOf, plane, planeRegion, test, waitReady } from './harness.ts';
import { at, drag, greys, openThreePlanes, PLANES, windowOf } from './onScreen.ts';

test.beforeEach(({ page }) => openThreePlanes(page));

test.describe('@planes on the screen', () => {
  test('@planes the magnifier enlarges while held, and is gone after', async ({ page }) => {
    const plain = await greys(page, 'sagittal');
    await page.keyboard.press('m');
    const { x, y } = await middleOf(page, 'sagittal');
    await page.mouse.move(x + 20, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 60, { steps: 3 });
    await expect.poll(async () => (await greys(page, 'sagittal')).some((grey, index) => grey !== plain[index])).toBe(true);
    await page.mouse.up();
    await expect.poll(async () => greys(page, 'sagittal')).toEqual(plain);
  });

  test('@planes a series dragged from the rail goes to the plane it is dropped on', async ({ page }) => {
    await page.locator('button[data-series="2.25.703"]').dragTo(planeRegion(page, 'axial'));
    await waitReady(page, 'axial');
    expect(await plane(page, 'axial')).toMatchObject({ seriesUid: '2.25.703', slices: 7 });
    await expect(planeRegion(page, 'axial').locator('[data-edge=top]')).toHaveText('H');
  });

  test('@planes lines, texts, linked zoom and linked windows can be switched', async ({ page }) => {
    const lines = planeRegion(page, 'sagittal').locator('[data-line]');
    await expect(lines).toHaveCount(2);
    await page.keyboard.press('x');
    // Seven axial and seven coronal slices.
    await expect(lines).toHaveCount(14);
    await page.keyboard.press('x');
    await expect(lines).toHaveCount(0);
    await page.keyboard.press('x');
    await expect(lines).toHaveCount(2);
    await page.keyboard.press('t');
    await expect(planeRegion(page, 'sagittal')).toContainText('TEST-1');
    await expect(planeRegion(page, 'sagittal')).not.toContainText('Zoom');
    await page.keyboard.press('t');
    // Windows of one weighting go together from the start; zooms when asked.
    const before = await windowOf(page, 'axial');
    await drag(page, 'sagittal', 80, 0, 'right');
    expect((await windowOf(page, 'axial')).width).toBeGreaterThan(before.width);
    await page.keyboard.press('Shift+z');
    await page.keyboard.press('+');
    const scales = await Promise.all(
      PLANES.map(async (name) => {
        const [a, b] = [await at(page, name, { x: 0, y: 0, z: 0 }), await at(page, name, { x: 10, y: 10, z: 10 })];
        return Math.hypot(a.x - b.x, a.y - b.y);
      }),
    );
    // Each plane leaves out one of the three equal steps: the same length on all at one physical zoom.
    for (const scale of scales) expect(scale).toBeCloseTo(scales[0]!, 3);
  });

  test('@planes cine plays by itself, at the chosen speed, until stopped', async ({ page }) => {
    await planeRegion(page, 'axial').click();
    const seen = async (ms: number): Promise<number> =>
      page.evaluate(
        (limit) =>
          new Promise<number>((resolve) => {
            let changes = 0;
            const observer = new MutationObserver((list) => (changes += list.length));
            observer.observe(document.querySelector('section[data-plane=axial]')!, { attributeFilter: ['data-slice'] });
            setTimeout(() => {
              observer.disconnect();
              resolve(changes);
            }, limit);
          }),
        ms,
      );
    await page.keyboard.press('Space');
    const slow = await seen(1500);
    expect(slow).toBeGreaterThan(5);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('>');
    expect(await seen(1500)).toBeGreaterThan(slow);
    await page.keyboard.press('Space');
    await page.waitForTimeout(100);
    expect(await seen(600)).toBe(0);
  });
});
