import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, openPage, plane, planeRegion, test, waitLoaded, waitReading, waitReady } from './harness.ts';

const SLUG = 'right-leg-pain';
const made = (file: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../.cache/samples/${SLUG}/${file}`, import.meta.url)), 'utf8'));
type Story = { title: string; history: string; question: string };
type Reveal = { steps: { text: string; at: { x: number; y: number; z: number } }[] };

test('@phantom @teaching the home page lists the case and opens it in one click, by the path of any study', async ({ page }) => {
  const story = made('case.json') as Story;
  await openPage(page);
  await page.getByRole('button', { name: new RegExp(story.title) }).click();
  await waitReading(page);
  await waitReady(page, 'sagittal', 'axial', 'coronal');
  expect((await plane(page, 'sagittal')).kind).toBe('acquired');
  await expect(page.getByText(story.history)).toBeVisible();
  await expect(page.getByText(story.question)).toBeVisible();
  expect(page.url()).toContain(`#/case/${SLUG}`);
});

test('@phantom @teaching nothing fetched or shown before the reveal gives the answer away', async ({ page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await openPage(page, `#/case/${SLUG}`);
  await waitReading(page);
  await waitLoaded(page);
  expect(requested.filter((url) => /reveal|truth|recipe/.test(url))).toEqual([]);
  const shown = await page.locator('body').innerText();
  for (const word of ['extrusion', 'herniation', 'L4/5', 'sequest']) expect(shown.toLowerCase()).not.toContain(word.toLowerCase());
  expect(await page.title()).toBe('Conus');
});

test('@phantom @teaching the reveal walks its steps, and free scrolling in between keeps the step', async ({ page }) => {
  const { steps } = made('reveal.json') as Reveal;
  await openPage(page, `#/case/${SLUG}`);
  await waitReading(page);
  await waitLoaded(page);
  await page.getByRole('button', { name: 'Reveal' }).click();
  for (const [index, step] of steps.entries()) {
    await expect(page.getByText(step.text)).toBeVisible();
    const cursor = await page.evaluate(() => window.conus.snapshot().cursor);
    for (const axis of ['x', 'y', 'z'] as const) expect(cursor?.[axis]).toBeCloseTo(step.at[axis], 6);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    if (index < steps.length - 1) await page.getByRole('button', { name: 'Next step' }).click();
  }
  const before = (await plane(page, 'sagittal')).slice;
  await page.keyboard.press('ArrowDown');
  await expect(planeRegion(page, 'sagittal')).toHaveAttribute('data-slice', String(before + 1));
  await expect(page.getByText(steps.at(-1)!.text)).toBeVisible();
  await page.getByRole('button', { name: 'Show this step' }).click();
  await expect(planeRegion(page, 'sagittal')).toHaveAttribute('data-slice', String(before));
});

test.describe('an address that names no case', () => {
  test.use({ expectedFaults: [/404/] });

  test('@phantom @teaching says so', async ({ page }) => {
    await openPage(page, '#/case/there-is-none');
    await expect(page.getByRole('alert')).toContainText('There is no such case on this host');
  });
});
