/** What a reader makes is never lost: kept as it is made, back when the study opens again, the same in every tab, and in a file. */
import type { Page } from '@playwright/test';
import { chooseFiles, closeStudy, expect, openPage, test, waitReady } from './harness.ts';
import { caseFile, exported, importMarks, markedStudy, marksOn, saveState, textsOn, type Mark } from './markedStudy.ts';

const mark = (id: string, text = id, revision = 1): Mark => ({ id, text, revision });

const openStudy = async (page: Page, studyUid?: string | null): Promise<void> => {
  await openPage(page);
  await chooseFiles(page, markedStudy(studyUid));
  await waitReady(page, 'sagittal', 'axial');
};
const waitSaved = (page: Page): Promise<void> => expect(saveState(page)).toHaveText(/^Saved \d\d:\d\d/);
const said = (page: Page, text: RegExp): Promise<void> => expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
const noted = (page: Page, text: RegExp): Promise<void> =>
  expect(page.locator('.messages [role=status]').filter({ hasText: text })).toBeVisible();

test('@levels marks are back after a reload, and after the study was closed and opened again', async ({ page }) => {
  await openStudy(page);
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'none');
  await importMarks(page, [mark('a'), mark('b')]);
  await noted(page, /Case file imported: 2 marks/);
  await waitSaved(page);
  const before = await marksOn(page);
  expect(before).toHaveLength(2);
  await openStudy(page);
  await expect.poll(() => marksOn(page)).toEqual(before);
  await waitSaved(page);
  await closeStudy(page);
  await chooseFiles(page, markedStudy());
  await waitReady(page, 'sagittal');
  await expect.poll(() => marksOn(page)).toEqual(before);
  // Another study has none of them.
  await closeStudy(page);
  await chooseFiles(page, markedStudy('2.25.4199'));
  await waitReady(page, 'sagittal');
  expect(await marksOn(page)).toEqual([]);
});

test('@levels marks on images that are not there are kept and counted', async ({ page }) => {
  await openStudy(page);
  await chooseFiles(page, caseFile([mark('elsewhere')], { on: '2.25.999' }));
  await expect(saveState(page)).toContainText('1 on images not opened');
  await waitSaved(page);
  await openStudy(page);
  await expect(saveState(page)).toContainText('1 on images not opened');
  expect(await textsOn(page)).toEqual(['elsewhere']);
});

test('@levels a case file leaves with the export and comes back by choosing it, on a machine that knows nothing', async ({
  page,
  browser,
  baseURL,
}) => {
  await openStudy(page);
  await importMarks(page, [mark('a'), mark('b', 'with "quotes" and 腰椎')]);
  await waitSaved(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await download).suggestedFilename()).toBe('2026-03-12.conus.json');
  const { text, type, name } = await exported(page);
  expect([type, name]).toEqual(['application/json', '2026-03-12.conus.json']);
  expect(text).not.toMatch(/Doe|Jane|TEST-1|1971/);

  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  try {
    const other = await elsewhere.newPage();
    const file = { name, mimeType: type, buffer: Buffer.from(text) };
    await openPage(other);
    await chooseFiles(other, file);
    await said(other, /belongs to a study\. Open its images first/);
    // Chosen together with its images it comes with them.
    await chooseFiles(other, [...markedStudy(), file]);
    await waitReady(other, 'sagittal');
    await expect.poll(() => textsOn(other)).toEqual(await textsOn(page));
    expect(await marksOn(other)).toEqual(await marksOn(page));
    await chooseFiles(other, file);
    await noted(other, /all of them were already here/);
  } finally {
    await elsewhere.close();
  }
});

test('@levels a file of another study, a damaged one and a newer one are refused in words', async ({ page }) => {
  await openStudy(page);
  await chooseFiles(page, caseFile([mark('a')], { studyUid: '2.25.5' }));
  await said(page, /another study than the one that is open/);
  const good = caseFile([mark('a')]);
  await chooseFiles(page, { ...good, buffer: good.buffer.subarray(0, 200) });
  await said(page, /damaged or cut short/);
  await chooseFiles(page, { ...good, buffer: Buffer.from(good.buffer.toString().replace('"conus":1', '"conus":9')) });
  await said(page, /saved by a newer Conus/);
  expect(await marksOn(page)).toEqual([]);
  await expect(page.locator('html')).toHaveAttribute('data-study', 'reading');
});

test('@levels two tabs on one study show the same, whoever made it', async ({ page, context }) => {
  await openStudy(page);
  const other = await context.newPage();
  await openStudy(other);
  await importMarks(page, [mark('here')]);
  await expect.poll(() => textsOn(other)).toEqual(['here']);
  await importMarks(other, [mark('there')]);
  await expect.poll(() => textsOn(page)).toEqual(['here', 'there']);
  await importMarks(page, [mark('there', 'changed', 2)]);
  await expect.poll(() => textsOn(other)).toEqual(['changed', 'here']);
  await waitSaved(page);
  await waitSaved(other);
  await openStudy(page);
  await expect.poll(() => textsOn(page)).toEqual(['changed', 'here']);
});

test('@levels where the browser refuses to store anything it is said at once, work goes on, and a file is offered', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  await openStudy(page);
  await said(page, /not saved in this browser: the browser does not let this page store anything/);
  await expect(saveState(page)).toContainText('Not saved');
  await importMarks(page, [mark('a')]);
  await expect.poll(() => textsOn(page)).toEqual(['a']);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a file' }).click();
  await download;
  // Closing the study loses nothing as long as the page lives.
  await closeStudy(page);
  await chooseFiles(page, markedStudy());
  await waitReady(page, 'sagittal');
  await expect.poll(() => textsOn(page)).toEqual(['a']);
});

test('@levels a study without its UID says that it cannot be known again', async ({ page }) => {
  await openStudy(page, null);
  await said(page, /carry no Study Instance UID/);
  await importMarks(page, [mark('a')]);
  await said(page, /another study/);
});
