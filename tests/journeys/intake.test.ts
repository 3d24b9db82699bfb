/** Whatever a reader drops: ZIPs, discs, loose files, several studies, rubbish among images. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { asFile } from './dicomWriter.ts';
import {
  chooseFiles,
  chooseFolder,
  expect,
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
import { filesOf, smallStack, threePlanes } from './madeStudy.ts';
import { SAGITTAL } from './stacks.ts';

const rubbish = [
  asFile('notes.txt', new TextEncoder().encode('Take the film along.')),
  asFile('empty.dcm', new Uint8Array(0)),
  asFile(
    'noise.dcm',
    Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251),
  ),
];

test.describe('@planes intake', () => {
  test('@planes loose files without extensions, in any order', async ({ page }) => {
    await openPage(page);
    const files = threePlanes();
    await chooseFiles(page, files.toSorted((a, b) => a.buffer.readUInt8(400) - b.buffer.readUInt8(400)).toReversed());
    await waitLoaded(page);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    expect((await snapshot(page)).study!.series.map(({ slices }) => slices.length)).toEqual([7, 7, 7]);
  });

  test('@planes a ZIP with folders within folders', async ({ page }) => {
    const files = threePlanes();
    const inside = Object.fromEntries(
      files.map(({ name, buffer }, index) => [`CD/PATIENT 1/SERIES ${index % 3}/${name}`, Uint8Array.from(buffer)]),
    );
    await openPage(page);
    await chooseFiles(page, asFile('study.zip', zipSync({ ...inside, 'CD/README.TXT': new TextEncoder().encode('hello') })));
    await waitLoaded(page);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    await expect(page.getByRole('status').filter({ hasText: '21/21 loaded' })).toBeVisible();
    await page.getByRole('button', { name: '1 skipped' }).click();
    await expect(page.getByRole('dialog')).toContainText('README.TXT');
  });

  test('@planes files dropped on the window', async ({ page }) => {
    await openPage(page);
    const contents = threePlanes().map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
    const transfer = await page.evaluateHandle((list) => {
      const made = new DataTransfer();
      for (const { name, base64 } of list) made.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
      return made;
    }, contents);
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await waitLoaded(page);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
  });

  test('@planes rubbish among images is listed with its reason, and nothing else is lost', async ({ page }) => {
    await openPage(page);
    await chooseFiles(page, [...rubbish, ...threePlanes()]);
    await waitLoaded(page);
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    await expect(page.getByRole('status').filter({ hasText: '21/21 loaded' })).toBeVisible();
    await page.getByRole('button', { name: '3 skipped' }).click();
    const dialog = page.getByRole('dialog');
    for (const { name } of rubbish) await expect(dialog).toContainText(name);
    const { problems } = await snapshot(page);
    expect(
      problems
        .filter(({ kind }) => kind === 'skipped')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['empty.dcm', 'noise.dcm', 'notes.txt']);
    for (const { reason } of problems) expect(reason.length).toBeGreaterThan(5);
  });

  test('@planes nothing but rubbish: said as a problem, with the reason', async ({ page }) => {
    await openPage(page);
    await chooseFiles(page, rubbish);
    await expect(page.locator('html')).toHaveAttribute('data-study', 'failed');
    await expect(page.getByRole('alert').filter({ hasText: /None of the 3 files is an image that can be shown/ })).toBeVisible();
    // And the next try works.
    await chooseFiles(page, threePlanes());
    await waitLoaded(page);
    await waitReady(page, 'sagittal');
  });

  test('@planes several studies in one drop: the reader chooses, they are never mixed', async ({ page }) => {
    const other = filesOf(smallStack('2.25.711', SAGITTAL), {
      '0008,103E': 'T2 SAG',
      '0010,0010': 'Roe^Richard',
      '0010,0020': 'TEST-2',
      '0020,000D': '2.25.101',
    });
    await openPage(page);
    await chooseFiles(
      page,
      [...threePlanes(), ...other].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
    const dialog = page.getByRole('dialog', { name: /Choose one of 2 studies/ });
    await expect(dialog).toContainText('Doe');
    await expect(dialog).toContainText('Roe');
    await expect(dialog).toContainText('Of 2 patients');
    await dialog.getByRole('button', { name: /Roe/ }).click();
    await waitReady(page, 'sagittal');
    expect((await snapshot(page)).study!.series.map(({ uid }) => String(uid))).toEqual(['2.25.711']);
    await expect(planeRegion(page, 'sagittal')).toContainText('TEST-2');
    await expect(page.getByText('TEST-1')).toHaveCount(0);
    // The other is one command away, and takes the first one's place wholly.
    await page.keyboard.press('Shift+o');
    await page.getByRole('dialog').getByRole('button', { name: /Doe/ }).click();
    await waitReady(page, 'sagittal', 'axial', 'coronal');
    expect((await snapshot(page)).study!.series).toHaveLength(3);
    expect((await plane(page, 'sagittal')).seriesUid).toBe('2.25.701');
    await expect(page.getByText('TEST-2')).toHaveCount(0);
  });

  test.describe('a disc', () => {
    needRealData();

    test('@planes a disc whose list names what is not there opens, and says so', async ({ page }) => {
      const disc = mkdtempSync(join(tmpdir(), 'conus-disc-'));
      try {
        cpSync(real('lumbar-hitachi-0.3t'), disc, { recursive: true });
        for (const name of ['D0000003', 'D0000030']) rmSync(join(disc, 'DCMDT', name), { force: true });
        await openPage(page);
        await chooseFolder(page, disc);
        await waitLoaded(page);
        await waitReady(page, 'sagittal', 'axial');
        await expect(page.getByRole('status').filter({ hasText: '65/65 loaded' })).toBeVisible();
        const skipped = (await snapshot(page)).problems.filter(({ kind }) => kind === 'skipped');
        const absent = skipped.filter(({ reason }) => /not here/.test(reason)).map(({ name }) => name.split('/').at(-1));
        expect(new Set(absent)).toEqual(new Set(['D0000003', 'D0000030']));
        expect(skipped.some(({ name, reason }) => name.endsWith('DICOMDIR') && /hint/.test(reason))).toBe(true);
      } finally {
        rmSync(disc, { recursive: true });
      }
    });
  });
});
