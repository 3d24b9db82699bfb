/** Every pixel that the browser decodes, against what pydicom and GDCM say of the same files; and the values a reader reads off an image. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createHost } from '#server/host.ts';
import { DIFFERENT } from '../corpus/differences.ts';
import { real } from '../realData.ts';
import type { Decoded } from './decodePage/main.ts';
import { expectedRows, imageOf, realStudy, seriesUid, type Row } from './expectedRows.ts';
import { expect, needRealData, plane, planeRegion, screenPoint, test as journey, waitReady } from './harness.ts';
import { pixelAt } from './images.ts';
import { openReal } from './openReal.ts';
import { createRandom } from './random.ts';
import { rawPixels } from './rawPixels.ts';

/** Serves decodePage, built as the app is, under the app's own headers. */
const test = journey.extend<object, { decodePage: string }>({
  decodePage: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'conus-decode-'));
      const app = join(folder, 'app');
      await build({
        configFile: false,
        root: fileURLToPath(new URL('decodePage', import.meta.url)),
        base: './',
        logLevel: 'error',
        build: { outDir: app, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
        worker: { format: 'es' },
      });
      const host = await createHost({ app, samples: join(folder, 'samples') });
      await host.listen({ host: '127.0.0.1', port: 0 });
      await use(`http://127.0.0.1:${(host.server.address() as { port: number }).port}/`);
      await host.close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.setTimeout(300_000);

/** Colour that is shown as RGB is not what is stored (JPEG keeps YCbCr even where the header says RGB); tests/corpus compares these files. */
const isConverted = (row: Row): boolean =>
  /^(YBR|PALETTE)/.test(row['PhotometricInterpretation']!) ||
  (row['SamplesPerPixel'] === '3' && /\.4\.5[01]$/.test(row['transferSyntax']!));

/** Files at a time: one choice of all would keep half a gigabyte of handles open. */
const BATCH = 60;

test.describe('@planes pixels', () => {
  needRealData();

  test.describe('in a page of their own', () => {
    // oxlint-disable-next-line react-hooks/rules-of-hooks -- Playwright's `use` is not React's
    test.use({ baseURL: async ({ decodePage }, use) => use(decodePage) });

    for (const folder of ['lumbar-toshiba-1.5t/', 'lumbar-hitachi-0.3t/', 'transfer-syntaxes/', 'robustness/'])
      test(`@planes the browser decodes ${folder} to the reference's values`, async ({ page }) => {
        const rows = expectedRows(folder).filter((row) => row['sha256'] && !isConverted(row));
        expect(rows.length).toBeGreaterThan(10);
        await page.goto('/');
        const wrong: string[] = [];
        for (let first = 0; first < rows.length; first += BATCH) {
          const batch = rows.slice(first, first + BATCH);
          await page.getByLabel('Files to decode').setInputFiles(batch.map((row) => real(row['path']!)));
          await expect(page.locator('output')).not.toBeEmpty({ timeout: 120_000 });
          const decoded = JSON.parse((await page.locator('output').textContent())!) as Decoded[];
          for (const [index, row] of batch.entries()) {
            const path = row['path']!;
            const { worker, page: inPage } = decoded[index]!;
            if (worker !== inPage) wrong.push(`${path}: ${worker} in a worker, ${inPage} in the page`);
            const isEqual = worker === `${row['shape']} ${row['sha256']}`;
            if (isEqual === path in DIFFERENT) wrong.push(`${path}: ${isEqual ? 'is exact, though listed as different' : worker}`);
          }
        }
        expect(wrong).toEqual([]);
      });
  });

  test('@planes the probe reads the stored values, negative ones too', async ({ page }) => {
    const random = createRandom();
    console.log(`seed ${random.seed}`);
    for (const [name, sagittal] of [
      ['lumbar-hitachi-0.3t', 6],
      ['lumbar-toshiba-1.5t', 4001],
    ] as const) {
      const study = realStudy(name);
      await openReal(page, name);
      await page.keyboard.press('v');
      for (const id of ['sagittal', 'axial'] as const) {
        await planeRegion(page, id).hover();
        for (let file = 0; file < 3; file += 1) {
          await waitReady(page, id);
          const { sopUid } = await plane(page, id);
          const row = study.rows.find((each) => each['SOPInstanceUID'] === sopUid)!;
          const [image, values] = [imageOf(row), rawPixels(row)];
          const negative = [...values.keys()].filter((index) => values[index]! < 0 && isInside(index, image.columns, image.rows));
          expect(negative.length).toBeGreaterThan(0);
          for (let pixel = 0; pixel < 40; pixel += 1) {
            const index =
              pixel % 2
                ? random.among(negative)
                : (10 + random.below(image.rows - 20)) * image.columns + 10 + random.below(image.columns - 20);
            const [column, line] = [index % image.columns, Math.floor(index / image.columns)];
            const [x, y, z] = pixelAt(image, column, line);
            const at = await screenPoint(page, id, { x, y, z });
            await page.mouse.move(at.x, at.y);
            const readout = planeRegion(page, id).locator('.plane-probe');
            await expect(readout).toContainText(`value ${values[index]}  column ${column}  row ${line}`);
          }
          await page.mouse.wheel(0, 100);
        }
      }
      expect(seriesUid(study, sagittal)).toBe((await plane(page, 'sagittal')).seriesUid);
    }
  });
});

/** Away from the edges, where a plane's texts do not matter and a pixel is whole. */
const isInside = (index: number, columns: number, rows: number): boolean => {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return Math.min(column, row, columns - column, rows - row) > 10;
};
