/** What a journey or a benchmark does on the page and reads from it, by the names that the contract promises. */
import { expect, type Locator, type Page } from '@playwright/test';

export type PlaneName = 'sagittal' | 'axial' | 'coronal' | 'sagittal-2' | 'sagittal-3';

export type PlaneMarks = {
  readonly state: 'empty' | 'loading' | 'ready' | 'failed';
  readonly seriesUid: string;
  readonly sopUid: string;
  /** 1-based; 0 when the plane shows nothing. */
  readonly slice: number;
  readonly slices: number;
  readonly kind: 'acquired' | 'reconstructed' | '';
  readonly linked: boolean;
  readonly level: string;
};

/** Opens the home page, or another address of the app (`#/case/normal`), and waits until it runs. */
export const openPage = async (page: Page, address = ''): Promise<void> => {
  await page.goto(`/${address}`);
  await page.waitForSelector('html[data-study]', { state: 'attached' });
};

/** Chooses a folder, as the directory picker does. */
export const chooseFolder = (page: Page, folder: string): Promise<void> =>
  page.locator('input[type=file][aria-label="Open DICOM folder"]').setInputFiles(folder);

/** Chooses files: paths, or contents made by the test. */
export const chooseFiles = (page: Page, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> =>
  page.locator('input[type=file][aria-label="Open DICOM files"]').setInputFiles(files);

/** Waits until the study is on screen. */
export const waitReading = async (page: Page): Promise<void> => {
  await page.waitForSelector('html[data-study=reading]', { state: 'attached' });
};

/** Closes the study, as its button does, and waits for the home page. */
export const closeStudy = async (page: Page): Promise<void> => {
  await page.getByTitle('Close the study').click();
  await page.waitForSelector('html[data-study=empty]', { state: 'attached' });
};

/** Waits until every slice was decoded or its failure recorded. */
export const waitLoaded = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => performance.getEntriesByName('conus:study-loaded').length > 0);
};

export const planeRegion = (page: Page, name: PlaneName): Locator => page.locator(`section[data-plane="${name}"]`);

/** The plane's marks as they are now. */
export const plane = async (page: Page, name: PlaneName): Promise<PlaneMarks> => {
  const marks = await planeRegion(page, name).evaluate((element) => Object.fromEntries(Object.entries((element as HTMLElement).dataset)));
  return {
    state: marks['state'] as PlaneMarks['state'],
    seriesUid: marks['seriesUid'] ?? '',
    sopUid: marks['sopUid'] ?? '',
    slice: Number(marks['slice'] ?? 0),
    slices: Number(marks['slices'] ?? 0),
    kind: (marks['kind'] ?? '') as PlaneMarks['kind'],
    linked: marks['linked'] === 'true',
    level: marks['level'] ?? '',
  };
};

/** Waits until each plane has drawn exactly the slice that it names. */
export const waitReady = async (page: Page, ...names: PlaneName[]): Promise<void> => {
  for (const name of names) await expect(planeRegion(page, name)).toHaveAttribute('data-state', 'ready');
};

/** The page's own account of its state: plain JSON. */
export const snapshot = (page: Page): Promise<ReturnType<Window['conus']['snapshot']>> => page.evaluate(() => window.conus.snapshot());

/** Where a patient point (LPS, mm) lies on the screen: CSS pixels of the window, for a real click. */
export const screenPoint = async (
  page: Page,
  name: PlaneName,
  point: { x: number; y: number; z: number },
): Promise<{ x: number; y: number }> => {
  const at = await page.evaluate(([id, p]) => window.conus.toCanvas(id, p), [name, point] as const);
  const box = await planeRegion(page, name).boundingBox();
  if (!at || !box) throw new Error(`the ${name} plane has no place for a patient point`);
  return { x: box.x + at.x, y: box.y + at.y };
};

/** The middle of a plane on the screen: CSS pixels of the window. */
export const middleOf = async (page: Page, name: PlaneName): Promise<{ x: number; y: number }> => {
  const box = await planeRegion(page, name).boundingBox();
  if (!box) throw new Error(`the ${name} plane is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
