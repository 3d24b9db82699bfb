/** Exports as a page that embeds Conus gets them: the same bytes that commands save, filed with the study, and read back by the program itself. */
import type { Page } from '@playwright/test';
import { expect, openPage, test, snapshot, waitLoaded, chooseFiles, waitReady } from './harness.ts';
import { asFile } from './dicomWriter.ts';
import { caseFile, markedStudy } from './markedStudy.ts';

type File = { readonly name: string; readonly type: string; readonly bytes: number[] };
const exported = (page: Page, kind: string): Promise<File> =>
  page.evaluate(async (wanted) => {
    const { conus } = window as unknown as {
      conus: { exportFile(kind: string): Promise<{ name: string; type: string; bytes: Uint8Array }> };
    };
    const { name, type, bytes } = await conus.exportFile(wanted);
    return { name, type, bytes: [...bytes] };
  }, kind);
const refusal = (page: Page, kind: string): Promise<string> =>
  exported(page, kind).then(
    () => 'was exported',
    (error: Error) => error.message,
  );

const MARK = { id: 'mark 1', text: 'größer als 脊椎', revision: 1 };
const open = async (page: Page, ...more: Parameters<typeof chooseFiles>[1][]): Promise<void> => {
  await chooseFiles(page, [...markedStudy(), ...more.flat()] as Parameters<typeof chooseFiles>[1]);
  await waitLoaded(page);
  await waitReady(page, 'sagittal', 'axial');
};
const isDicom = ({ bytes }: File): boolean =>
  String.fromCharCode(...bytes.slice(128, 132)) === 'DICM' && bytes.slice(0, 128).every((byte) => byte === 0);
const said = async (page: Page): Promise<string[]> => (await snapshot(page)).annotations.map(({ text }) => text);

test('@levels nothing to export is said in words', async ({ page }) => {
  await openPage(page);
  await open(page);
  expect(await refusal(page, 'sr')).toContain('There is no measurement to export.');
  expect(await refusal(page, 'kos')).toContain('There is no key image to export');
  expect(await refusal(page, 'gsps')).toContain('There is no drawing on an image to export.');
  expect(await refusal(page, 'csv')).toContain('There is no measurement to export.');
});

test('@levels a report leaves and comes back: offered, shown, undone', async ({ page, context }) => {
  await openPage(page);
  await open(page, [caseFile([MARK])]);
  await expect.poll(() => said(page)).toEqual([MARK.text]);
  const report = await exported(page, 'sr');
  expect([report.type, isDicom(report)]).toEqual(['application/dicom', true]);
  const [before] = (await snapshot(page)).annotations;

  const other = await context.browser()!.newContext();
  const fresh = await other.newPage();
  await openPage(fresh);
  await open(fresh, [asFile('SR000001', Uint8Array.from(report.bytes))]);
  const offer = fresh.getByRole('status').filter({ hasText: 'This study came with a report of 1 measurement' });
  await expect(offer).toBeVisible();
  expect(await said(fresh)).toEqual([]);
  await offer.getByRole('button', { name: 'Show' }).click();
  await expect.poll(() => said(fresh)).toEqual([MARK.text]);
  expect((await snapshot(fresh)).annotations[0]).toEqual(before);
  await fresh.keyboard.press('Control+z');
  await expect.poll(() => said(fresh)).toEqual([]);
  await other.close();
});

test('@levels the table holds the value that the page shows, and no name', async ({ page }) => {
  await openPage(page);
  await open(page, [caseFile([{ ...MARK, text: '=HYPERLINK("x")' }])]);
  await expect.poll(async () => (await said(page)).length).toBe(1);
  const { bytes, name } = await exported(page, 'csv');
  const table = new TextDecoder().decode(Uint8Array.from(bytes));
  // From y -10 to 12.5 and z 0 to 3.
  expect(table).toContain(`"Length","Length",${Number(Math.hypot(22.5, 3).toFixed(4))},"mm"`);
  expect(table).toContain(`"'=HYPERLINK(""x"")"`);
  expect(name).toMatch(/measurements\.csv$/);
});

test('@levels a plane leaves as a picture, named without the patient', async ({ page }) => {
  await openPage(page);
  await open(page, [caseFile([MARK])]);
  await expect.poll(async () => (await said(page)).length).toBe(1);
  const picture = page.waitForEvent('download');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Save this plane as a picture of the image');
  await page.keyboard.press('Enter');
  expect((await picture).suggestedFilename()).toMatch(/sagittal\.png$/);
});
