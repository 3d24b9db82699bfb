/** The greys that a plane's canvas holds, read back from the page: what a reader sees of the image, without the texts and lines over it. */
import type { Page } from '@playwright/test';
import type { PlaneName } from './page.ts';

export type Spot = { readonly x: number; readonly y: number };

/** Grey (0..255) of the plane's canvas at each spot, in CSS pixels of the plane's region; null beyond the canvas. */
export const greysAt = (page: Page, name: PlaneName, spots: readonly Spot[]): Promise<(number | null)[]> =>
  page.evaluate(
    ([id, places]) => {
      const region = document.querySelector(`section[data-plane="${id}"]`)!;
      const canvas = region.querySelector('canvas')!;
      const at = canvas.getBoundingClientRect();
      const from = region.getBoundingClientRect();
      const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return places.map(({ x, y }) => {
        const column = Math.floor(((x + from.left - at.left) * width) / at.width);
        const row = Math.floor(((y + from.top - at.top) * height) / at.height);
        return column < 0 || row < 0 || column >= width || row >= height ? null : data[(row * width + column) * 4]!;
      });
    },
    [name, spots] as const,
  );

/** Share of the plane's canvas that is not black. */
export const litShare = (page: Page, name: PlaneName): Promise<number> =>
  page.evaluate((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`section[data-plane="${id}"] canvas`)!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let lit = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at]! + data[at + 1]! + data[at + 2]! > 0) lit += 1;
    return (lit * 4) / data.length;
  }, name);

/** Size of the plane's region in CSS pixels. */
export const sizeOf = (page: Page, name: PlaneName): Promise<{ width: number; height: number }> =>
  page.evaluate((id) => {
    const { width, height } = document.querySelector(`section[data-plane="${id}"]`)!.getBoundingClientRect();
    return { width, height };
  }, name);
