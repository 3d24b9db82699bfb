/** A small study in three planes, moved by mouse and read from the screen. */
import type { Page } from '@playwright/test';
import { greysAt, sizeOf } from './canvas.ts';
import { threePlanes } from './madeStudy.ts';
import { chooseFiles, middleOf, openPage, snapshot, waitLoaded, waitReady, type PlaneName } from './page.ts';

export const PLANES = ['sagittal', 'axial', 'coronal'] as const;

export const openThreePlanes = async (page: Page): Promise<void> => {
  await openPage(page);
  await chooseFiles(page, threePlanes());
  await waitLoaded(page);
  await waitReady(page, ...PLANES);
};

/** Presses a button in the middle of a plane and drags by so many CSS pixels. */
export const drag = async (
  page: Page,
  name: PlaneName,
  dx: number,
  dy: number,
  button: 'left' | 'middle' | 'right' = 'left',
): Promise<void> => {
  const { x, y } = await middleOf(page, name);
  await page.mouse.move(x, y);
  await page.mouse.down({ button });
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up({ button });
};

/** What the page says of a plane. */
export const factsOf = async (page: Page, name: PlaneName) => (await snapshot(page)).planes.find(({ plane: id }) => id === name)!;
export const windowOf = async (page: Page, name: PlaneName) => (await factsOf(page, name)).window!;

/** Greys over the middle of a plane, where the image is whatever its zoom. */
export const greys = async (page: Page, name: PlaneName): Promise<number[]> => {
  const { width, height } = await sizeOf(page, name);
  const side = Math.min(width, height) * 0.6;
  const spots = Array.from({ length: 100 }, (_, index) => ({
    x: width / 2 + side * ((index % 10) / 9 - 0.5),
    y: height / 2 + side * (Math.floor(index / 10) / 9 - 0.5),
  }));
  return (await greysAt(page, name, spots)).map((grey) => grey ?? -1);
};

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where a patient point lies in a plane's region. */
export const at = (page: Page, name: PlaneName, point: { x: number; y: number; z: number }) =>
  page.evaluate(([id, p]) => window.conus.toCanvas(id, p)!, [name, point] as const);
