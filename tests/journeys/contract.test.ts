/** contract.md, held against the page: marks, times, the read-only window.conus, controls with names. */
import { expect, middleOf, needRealData, plane, planeRegion, test, waitReady } from './harness.ts';
import { openReal } from './openReal.ts';

test.describe('@planes the contract', () => {
  needRealData();

  test('@planes marks in time, in their order, and a measure for every slice', async ({ page }) => {
    await openReal(page);
    const at = await page.evaluate(() =>
      Object.fromEntries(performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime])),
    );
    for (const [earlier, later] of [
      ['conus:open', 'conus:first-image'],
      ['conus:first-image', 'conus:all-planes'],
      ['conus:open', 'conus:study-indexed'],
      ['conus:study-indexed', 'conus:study-loaded'],
    ] as const)
      expect(at[later], `${later} after ${earlier}`).toBeGreaterThanOrEqual(at[earlier]!);
    const before = await plane(page, 'sagittal');
    const place = await middleOf(page, 'sagittal');
    await page.mouse.move(place.x, place.y);
    for (let step = 1; step <= 3; step += 1) {
      await page.mouse.wheel(0, 100);
      await expect(planeRegion(page, 'sagittal')).toHaveAttribute('data-slice', String(before.slice + step));
      await waitReady(page, 'sagittal');
    }
    const measures = await page.evaluate(() =>
      performance
        .getEntriesByName('conus:slice')
        .map((entry) => ({ detail: (entry as PerformanceMeasure).detail as unknown, ms: entry.duration })),
    );
    expect(measures.map(({ detail }) => detail)).toEqual([1, 2, 3].map((step) => ({ plane: 'sagittal', slice: before.slice + step })));
    for (const { ms } of measures) expect(ms).toBeGreaterThan(0);
  });

  test('@planes the study goes from empty over opening to reading, its progress from 0 to 1, never back', async ({ page }) => {
    await page.addInitScript(() => {
      const seen: [string, number][] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const { study, studyProgress } = document.documentElement.dataset;
        if (study) seen.push([study, Number(studyProgress)]);
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-study', 'data-study-progress'] });
    });
    await openReal(page);
    await expect(page.locator('html')).toHaveAttribute('data-study-progress', /^1(\.0*)?$/);
    const seen = await page.evaluate(() => (window as unknown as { seen: [string, number][] }).seen);
    expect([...new Set(seen.map(([study]) => study))]).toEqual(['empty', 'opening', 'reading']);
    const progress = seen.map(([, value]) => value);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(new Set(progress).size, 'steps in between').toBeGreaterThan(5);
  });

  test('@planes window.conus can be read, not written', async ({ page }) => {
    await openReal(page);
    const result = await page.evaluate(() => {
      const attempt = (act: () => void): boolean => {
        try {
          act();
          return false;
        } catch {
          return true;
        }
      };
      const { conus } = window;
      const shot = conus.snapshot() as unknown as { layout: string; planes: unknown[] };
      shot.layout = 'spoilt';
      shot.planes.length = 0;
      const refuses = [
        attempt(() => Object.assign(window, { conus: {} })),
        attempt(() => Object.assign(conus, { version: 'other' })),
        attempt(() => Object.assign(conus, { snapshot: () => null })),
      ];
      return {
        refuses,
        again: conus.snapshot(),
        version: conus.version,
        isPlain: JSON.stringify(conus.snapshot()).length > 0,
        same: window.conus === conus,
      };
    });
    expect(result.refuses).toEqual([true, true, true]);
    expect(result).toMatchObject({ same: true, isPlain: true });
    expect(result.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(result.again.layout).toBe('planes');
    expect(result.again.planes).toHaveLength(3);
    for (const key of ['study', 'planes', 'cursor', 'levels', 'annotations', 'findings', 'problems'])
      expect(result.again).toHaveProperty(key);
    for (const each of result.again.planes)
      for (const key of ['plane', 'seriesUid', 'sopUid', 'slice', 'slices', 'kind', 'window', 'zoom']) expect(each).toHaveProperty(key);
  });

  test('@planes toCanvas and toPatient undo each other on every plane', async ({ page }) => {
    await openReal(page);
    for (const name of ['sagittal', 'axial', 'coronal'] as const) {
      const apart = await page.evaluate((id) => {
        const there = window.conus.toPatient(id, { x: 111, y: 222 })!;
        const back = window.conus.toCanvas(id, there)!;
        return Math.hypot(back.x - 111, back.y - 222);
      }, name);
      expect(apart).toBeLessThan(0.001);
    }
    expect(await page.evaluate(() => window.conus.toCanvas('nowhere', { x: 0, y: 0, z: 0 }))).toBeNull();
  });

  test('@planes every control is a real one with a name, and every tool says whether it is pressed', async ({ page }) => {
    await openReal(page);
    for (const panel of ['', '?', 'Control+k']) {
      if (panel) await page.keyboard.press(panel);
      const controls = page.locator('button:visible, input:visible, select:visible, textarea:visible, a:visible');
      for (const control of await controls.all()) await expect(control).toHaveAccessibleName(/\S/);
      // Whatever plays a control's role is one.
      await expect(page.locator('div[role=button], span[role=button], div[onclick], span[onclick]')).toHaveCount(0);
      if (panel) await page.keyboard.press('Escape');
    }
    const tools = page.getByRole('toolbar', { name: 'Tools' });
    const names = [/^Cursor/, /^Scroll/, /^Window by/, /^Move the image/, /^Zoom by/, /^Magnifier/, /^Probe/];
    for (const name of names) {
      const tool = tools.getByRole('button', { name });
      await tool.click();
      await expect(tool).toHaveAttribute('aria-pressed', 'true');
      for (const other of names)
        if (other !== name) await expect(tools.getByRole('button', { name: other })).toHaveAttribute('aria-pressed', 'false');
    }
  });
});
