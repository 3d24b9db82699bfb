/** Scrolls planes with real wheel events, and reads how long each took from the event to the drawn slice. */
import type { CDPSession, Page } from '@playwright/test';
import { plane, planeRegion, waitReady, type PlaneName } from '../journeys/page.ts';

const steps = 60;
const pauseMs = 30;

type SliceDetail = { readonly plane: string; readonly slice: number };

/** Names of the planes on screen that show something, in document order. */
export const shownPlanes = (page: Page): Promise<PlaneName[]> =>
  page
    .locator('section[data-plane][data-slices]')
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['plane'] as PlaneName));

/** Latencies (ms) of `conus:slice` for this plane: up and down through its slices, one notch of the wheel at a time. */
export const scrollPlane = async (page: Page, session: CDPSession, name: PlaneName, downFirst: boolean): Promise<number[]> => {
  const box = await planeRegion(page, name).boundingBox();
  if (!box) throw new Error(`the ${name} plane is not on screen`);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at });
  const since = await page.evaluate(() => performance.now());
  let { slice, slices } = await plane(page, name);
  if (slices < 2) return [];
  let direction = downFirst ? 1 : -1;
  for (let step = 0; step < steps; step += 1) {
    if (slice + direction < 1 || slice + direction > slices) direction = -direction;
    slice += direction;
    await session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY: 120 * direction });
    await page.waitForTimeout(pauseMs);
  }
  await waitReady(page, name);
  return page.evaluate(
    ([wanted, start]) =>
      performance
        .getEntriesByName('conus:slice', 'measure')
        .filter((entry) => entry.startTime >= start && ((entry as PerformanceMeasure).detail as SliceDetail).plane === wanted)
        .map((entry) => entry.duration),
    [name, since] as const,
  );
};
