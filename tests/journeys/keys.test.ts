/** Everything by keyboard: moving, the help sheet, keys that a reader changes. */
import { expect, plane, planeRegion, snapshot, test, waitReady } from './harness.ts';
import { factsOf, openThreePlanes, PLANES } from './onScreen.ts';

test.beforeEach(({ page }) => openThreePlanes(page));

test.describe('@planes by keyboard', () => {
  test('@planes arrows, pages, ends', async ({ page }) => {
    const slice = async () => (await plane(page, 'sagittal')).slice;
    expect(await slice()).toBe(4);
    for (const [key, expected] of [
      ['ArrowDown', 5],
      ['ArrowUp', 4],
      ['End', 7],
      ['Home', 1],
      ['PageDown', 6],
      ['PageUp', 1],
      ['ArrowUp', 1],
    ] as const) {
      await page.keyboard.press(key);
      await expect(planeRegion(page, 'sagittal')).toHaveAttribute('data-slice', String(expected));
      await waitReady(page, 'sagittal');
    }
  });

  test('@planes the cursor moves within its plane, towards where the key points', async ({ page }) => {
    const start = (await snapshot(page)).cursor!;
    // On the sagittal plane right is posterior (+y), down is towards the feet (-z).
    await page.keyboard.press('Shift+ArrowRight');
    const right = (await snapshot(page)).cursor!;
    expect(right.y - start.y).toBeGreaterThan(0.5);
    expect([right.x, right.z]).toEqual([start.x, start.z]);
    await page.keyboard.press('Shift+ArrowDown');
    const down = (await snapshot(page)).cursor!;
    expect(down.z - right.z).toBeLessThan(-0.5);
    expect([down.x, down.y]).toEqual([right.x, right.y]);
  });

  test('@planes planes and series by key, one plane alone', async ({ page }) => {
    await page.keyboard.press('n');
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-active', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(planeRegion(page, 'axial')).toHaveAttribute('data-slice', '5');
    await page.keyboard.press('ArrowRight');
    await waitReady(page, 'axial');
    expect((await plane(page, 'axial')).seriesUid).not.toBe('2.25.702');
    await page.keyboard.press('ArrowLeft');
    await waitReady(page, 'axial');
    expect((await plane(page, 'axial')).seriesUid).toBe('2.25.702');
    await page.keyboard.press('Enter');
    await expect(planeRegion(page, 'sagittal')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await waitReady(page, ...PLANES);
  });

  test('@planes zoom, window and place of the image by key', async ({ page }) => {
    const before = await factsOf(page, 'sagittal');
    await page.keyboard.press('+');
    expect((await factsOf(page, 'sagittal')).zoom!).toBeGreaterThan(before.zoom!);
    await page.keyboard.press('Alt+ArrowRight');
    expect((await factsOf(page, 'sagittal')).window!.width).toBeGreaterThan(before.window!.width);
    const where = () => page.evaluate(() => window.conus.toCanvas('sagittal', { x: 0, y: 0, z: 0 })!);
    const from = await where();
    await page.keyboard.press('Control+ArrowRight');
    expect((await where()).x).toBeGreaterThan(from.x + 10);
  });

  test('@planes the help sheet lists the commands, the palette runs them by name', async ({ page }) => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys and gestures' });
    await expect(sheet.locator('.help-label').first()).toBeVisible();
    const inSheet = await sheet.locator('.help-label').allTextContents();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await expect(palette.getByRole('option').first()).toBeVisible();
    expect(inSheet.length).toBeGreaterThan(50);
    expect(new Set(inSheet).size).toBe(inSheet.length);
    for (const label of [
      'Next slice',
      'Zoom to fit',
      'Invert greys',
      'Layout: Two by two',
      'Play or stop cine',
      'Reconstruct this series as coronal',
    ])
      expect(inSheet).toContain(label);
    // From the palette a command runs by its name alone.
    await page.keyboard.type('invert greys');
    await page.keyboard.press('Enter');
    await expect(palette).toHaveCount(0);
    expect((await factsOf(page, 'sagittal')).inverted).toBe(true);
  });

  test('@planes a key that a reader changes works at once, and after a reload', async ({ page }) => {
    const inverted = async () => (await factsOf(page, 'sagittal')).inverted;
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys and gestures' });
    await sheet.getByRole('button', { name: /^Invert greys: .* Change$/ }).click();
    await page.keyboard.press('j');
    await expect(sheet.getByRole('button', { name: /^Invert greys: J\. Change$/i })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await page.keyboard.press('j');
    expect(await inverted()).toBe(true);
    await page.goto('about:blank');
    await openThreePlanes(page);
    expect(await inverted()).toBe(false);
    await page.keyboard.press('i');
    expect(await inverted()).toBe(false);
    await page.keyboard.press('j');
    expect(await inverted()).toBe(true);
    // And back to its first key.
    await page.keyboard.press('?');
    await sheet.getByRole('button', { name: 'Reset the keys of Invert greys' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    expect(await inverted()).toBe(false);
  });

  test('@planes everything in the top bar is reached by Tab, with a focus that shows', async ({ page }) => {
    const tools = await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button').count();
    const reached = new Set<string>();
    for (let step = 0; step < tools + 12; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const style = getComputedStyle(element);
        return {
          name: element.getAttribute('aria-label') ?? element.textContent ?? '',
          isShown: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
          tag: element.tagName,
        };
      });
      if (focus.tag === 'BODY') continue;
      expect(focus.isShown, `focus on ${focus.name}`).toBe(true);
      reached.add(focus.name);
    }
    for (const name of [/^Cursor/, /^Probe/, /^Window presets/, /^Invert/, /^Zoom to fit/, /^Keys and gestures/])
      expect(
        [...reached].some((each) => name.test(each)),
        String(name),
      ).toBe(true);
  });
});
