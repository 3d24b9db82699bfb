/** The mouse on the images: what each button, drag and wheel does, seen on the screen. */
import { expect, middleOf, plane, planeRegion, snapshot, test, waitReady } from './harness.ts';
import { at, drag, factsOf, greys, mean, openThreePlanes, PLANES, windowOf } from './onScreen.ts';

test.beforeEach(({ page }) => openThreePlanes(page));

test.describe('@planes by mouse', () => {
  test('@planes the wheel goes slice by slice and stops at the ends', async ({ page }) => {
    const { x, y } = await middleOf(page, 'axial');
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 100);
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-slice', '5');
    await page.mouse.wheel(0, -200);
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-slice', '3');
    for (let notch = 0; notch < 10; notch += 1) await page.mouse.wheel(0, 100);
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-slice', '7');
    await waitReady(page, 'axial');
  });

  test('@planes dragging with the scroll tool scrolls, down is forward', async ({ page }) => {
    await page.getByRole('button', { name: /^Scroll by dragging/ }).click();
    const before = (await plane(page, 'sagittal')).slice;
    await drag(page, 'sagittal', 0, 30);
    await expect.poll(async () => (await plane(page, 'sagittal')).slice).toBeGreaterThan(before);
    await drag(page, 'sagittal', 0, -60);
    await expect.poll(async () => (await plane(page, 'sagittal')).slice).toBeLessThan(before);
  });

  test('@planes dragging with the cursor takes the other planes along', async ({ page }) => {
    const before = (await plane(page, 'axial')).slice;
    // Axial slices are 5 mm apart, read from the head down: 12 mm down is two slices on.
    const { cursor } = await snapshot(page);
    const [from, to] = [await at(page, 'sagittal', cursor!), await at(page, 'sagittal', { ...cursor!, z: cursor!.z - 11 })];
    const box = (await planeRegion(page, 'sagittal').boundingBox())!;
    await page.mouse.move(box.x + from.x, box.y + from.y);
    await page.mouse.down();
    await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 8 });
    await page.mouse.up();
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-slice', String(before + 2));
  });

  test('@planes right drag windows: right widens, up brightens', async ({ page }) => {
    const before = await windowOf(page, 'sagittal');
    await drag(page, 'sagittal', 80, 0, 'right');
    const wide = await windowOf(page, 'sagittal');
    expect(wide.width).toBeGreaterThan(before.width * 1.1);
    const brightness = mean(await greys(page, 'sagittal'));
    await drag(page, 'sagittal', 0, -60, 'right');
    await expect.poll(async () => mean(await greys(page, 'sagittal'))).toBeGreaterThan(brightness + 10);
    await expect(planeRegion(page, 'sagittal')).toContainText(`W ${(await windowOf(page, 'sagittal')).width.toFixed(0)}`);
    await page.keyboard.press('Shift+r');
    expect(await windowOf(page, 'sagittal')).toEqual(before);
  });

  test('@planes window presets, the automatic window, inverted greys', async ({ page }) => {
    const before = await windowOf(page, 'sagittal');
    const choose = async (name: RegExp) => {
      await page.getByRole('button', { name: 'Window presets' }).click();
      await page.getByRole('menu').getByText(name).click();
    };
    await planeRegion(page, 'sagittal').click();
    await choose(/^Hard/);
    expect((await windowOf(page, 'sagittal')).width).toBeLessThan(before.width);
    await choose(/^Soft/);
    expect((await windowOf(page, 'sagittal')).width).toBeGreaterThan(before.width);
    await choose(/^As sent/);
    expect(await windowOf(page, 'sagittal')).toEqual(before);
    // The middle sagittal slice lies at x = 0: values 1500 + 5 (y + z), y and z evenly from -79 to 79 mm; 1 % of the square's corners
    // is cut off where |y + z| exceeds 158 (1 - sqrt(2 x 0.01)).
    await choose(/^Automatic/);
    const auto = await windowOf(page, 'sagittal');
    expect(auto.width).toBeGreaterThan(10 * 158 * (1 - Math.sqrt(0.02)) * 0.97);
    expect(auto.width).toBeLessThan(10 * 158 * (1 - Math.sqrt(0.02)) * 1.03);
    expect(Math.abs(auto.center - 1500)).toBeLessThan(20);
    const plain = await greys(page, 'sagittal');
    await page.keyboard.press('i');
    await expect(planeRegion(page, 'sagittal')).toContainText('inverted');
    const inverted = await greys(page, 'sagittal');
    for (const [index, grey] of plain.entries()) expect(Math.abs(255 - grey - inverted[index]!)).toBeLessThanOrEqual(1);
  });

  test('@planes zoom keeps the place under the pointer; fit and one to one', async ({ page }) => {
    const box = (await planeRegion(page, 'sagittal').boundingBox())!;
    const spot = { x: box.width / 2 + 90, y: box.height / 2 - 70 };
    const under = () => page.evaluate((place) => window.conus.toPatient('sagittal', place)!, spot);
    const before = await under();
    await page.mouse.move(box.x + spot.x, box.y + spot.y);
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 4; notch += 1) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await factsOf(page, 'sagittal')).zoom!).toBeGreaterThan(1.5);
    const after = await under();
    expect(Math.hypot(after.x - before.x, after.y - before.y, after.z - before.z)).toBeLessThan(0.5);
    expect((await plane(page, 'sagittal')).slice).toBe(4);
    await page.keyboard.press('f');
    expect((await factsOf(page, 'sagittal')).zoom).toBeCloseTo(1, 6);
    await page.keyboard.press('o');
    // Pixels of 2 mm, one on each screen pixel.
    const [a, b] = [await at(page, 'sagittal', { x: 0, y: 0, z: 0 }), await at(page, 'sagittal', { x: 0, y: 2, z: 0 })];
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeCloseTo(1, 4);
    await page.keyboard.press('f');
    await page.getByRole('button', { name: /^Zoom by dragging/ }).click();
    await drag(page, 'axial', 0, -60);
    expect((await factsOf(page, 'axial')).zoom!).toBeGreaterThan(1.1);
  });

  test('@planes the middle button moves the image by as much as the hand', async ({ page }) => {
    const point = { x: 0, y: 10, z: -10 };
    const before = await at(page, 'sagittal', point);
    await drag(page, 'sagittal', 45, -30, 'middle');
    const after = await at(page, 'sagittal', point);
    expect(after.x - before.x).toBeCloseTo(45, 1);
    expect(after.y - before.y).toBeCloseTo(-30, 1);
  });

  test('@planes a quarter turn goes clockwise, a flip swaps left and right, reset undoes both', async ({ page }) => {
    const letters = async () =>
      Object.fromEntries(
        await planeRegion(page, 'sagittal')
          .locator('[data-edge]')
          .evaluateAll((all) => all.map((each) => [(each as HTMLElement).dataset['edge'], each.textContent] as const)),
      );
    const start = await greys(page, 'sagittal');
    expect(await letters()).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
    await planeRegion(page, 'sagittal').click();
    await page.keyboard.press('r');
    expect(await letters()).toEqual({ left: 'F', right: 'H', top: 'A', bottom: 'P' });
    // The grid of places is square: its clockwise turn is the grid read in columns from below.
    const turned = await greys(page, 'sagittal');
    for (const [index, grey] of turned.entries()) {
      const [row, column] = [Math.floor(index / 10), index % 10];
      expect(Math.abs(grey - start[(9 - column) * 10 + row]!)).toBeLessThanOrEqual(6);
    }
    await page.keyboard.press('h');
    expect(await letters()).toEqual({ left: 'H', right: 'F', top: 'A', bottom: 'P' });
    await page.keyboard.press('Shift+r');
    expect(await letters()).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
    expect(await greys(page, 'sagittal')).toEqual(start);
  });

  test('@planes a double click shows one plane alone, another all again', async ({ page }) => {
    await planeRegion(page, 'coronal').dblclick();
    await expect(planeRegion(page, 'sagittal')).toHaveCount(0);
    await waitReady(page, 'coronal');
    await planeRegion(page, 'coronal').dblclick();
    await waitReady(page, ...PLANES);
  });
});
