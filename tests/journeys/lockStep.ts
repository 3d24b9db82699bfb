/** Drives the planes by hand and holds every step against arithmetic of the journeys' own. */
import { expect, type Page } from '@playwright/test';
import { sizeOf, type Spot } from './canvas.ts';
import { covers, distanceTo, nearestTo, normalOf, pixelAt, type Image } from './images.ts';
import type { PlaneName } from './page.ts';
import type { Random } from './random.ts';
import { fitScale, placements, spotOf, type Size } from './upright.ts';
import { apart, dot, minus, times, type Triple } from './vectors.ts';

/** What each plane of the layout may show, in any order. A reconstructed plane's images are named by their `sopUid` as "plane N". */
export type Study = Readonly<Partial<Record<PlaneName, readonly Image[]>>>;

type Now = {
  readonly cursor: Triple;
  readonly shown: ReadonlyMap<PlaneName, { readonly image: Image; readonly slice: number; readonly notice: string }>;
};

/** Cursor, and the image on each plane, at one moment. */
const now = async (page: Page, study: Study): Promise<Now> => {
  const { cursor, planes } = await page.evaluate(() => ({
    cursor: window.conus.snapshot().cursor,
    planes: [...document.querySelectorAll<HTMLElement>('section[data-plane]')].map((section) => ({
      name: section.dataset['plane']!,
      sop: section.dataset['sopUid'],
      slice: Number(section.dataset['slice']),
      notice: section.querySelector('.plane-notice')?.textContent ?? '',
    })),
  }));
  if (!cursor) throw new Error('there is no cursor');
  const shown = planes.map(({ name, sop, slice, notice }) => {
    const images = study[name as PlaneName];
    const image = images?.find(({ sopUid }) => sopUid === (sop ?? `plane ${slice}`));
    if (!image) throw new Error(`the ${name} plane shows an image that is not its own: ${sop ?? slice}`);
    return [name as PlaneName, { image, slice, notice }] as const;
  });
  return { cursor: [cursor.x, cursor.y, cursor.z], shown: new Map(shown) };
};

const placeOf = async (page: Page, name: PlaneName): Promise<{ x: number; y: number }> => {
  const box = await page.locator(`section[data-plane="${name}"]`).boundingBox();
  if (!box) throw new Error(`no ${name} plane`);
  return box;
};

/** Half of the way to the next slice of the same stack: beyond it a plane must say that the cursor is outside. */
const halfSpacing = (images: readonly Image[], image: Image): number => {
  const others = images
    .filter((other) => other !== image && Math.abs(dot(normalOf(other), normalOf(image))) > 0.99999)
    .map((other) => Math.abs(distanceTo(image, other.position)))
    .filter((distance) => distance > 0.01);
  return Math.min(...others) / 2;
};

const expectNearest = (study: Study, { cursor, shown }: Now, except: PlaneName): void => {
  for (const [name, { image, notice }] of shown) {
    const images = study[name]!;
    if (name !== except)
      expect(
        nearestTo(images, cursor).map(({ sopUid }) => sopUid),
        name,
      ).toContain(image.sopUid);
    const beyond = Math.abs(distanceTo(image, cursor)) - halfSpacing(images, image);
    // A hair's breadth around the limit is left to rounding.
    if (beyond > 0.2 || !covers(image, cursor))
      expect(notice, `${name}: cursor ${beyond} mm outside`).toMatch(/(outside|beside) this stack/);
    else if (beyond < -0.2) expect(notice, `${name}: cursor within`).not.toContain('this stack');
  }
};

/** Too near to the edge for a click at whole pixels to be sure of hitting this plane and not the next. */
const isAtEdge = ({ x, y }: Spot, { width, height }: Size): boolean => Math.min(x, y, width - x, height - y) < 2;

/** Clicks a random pixel of a random plane's image: the cursor is there, and every other plane shows the slice that passes nearest. */
const click = async (page: Page, study: Study, random: Random): Promise<void> => {
  const before = await now(page, study);
  const name = random.among([...before.shown.keys()]);
  const { image } = before.shown.get(name)!;
  const [placement] = placements(image);
  const size = await sizeOf(page, name);
  let target: Triple;
  let spot: Spot;
  do {
    target = pixelAt(image, random.below(image.columns), random.below(image.rows));
    spot = spotOf(image, placement!, size, target);
  } while (isAtEdge(spot, size));
  const said = await page.evaluate(([id, [x, y, z]]) => window.conus.toCanvas(id, { x, y, z }), [name, target] as const);
  expect(Math.hypot(said!.x - spot.x, said!.y - spot.y), 'conus.toCanvas').toBeLessThan(1);
  const place = await placeOf(page, name);
  await page.mouse.click(Math.round(place.x + said!.x), Math.round(place.y + said!.y));
  const after = await now(page, study);
  expect(apart(after.cursor, target), `cursor after a click on ${name}`).toBeLessThan(1 / fitScale(image, placement!, size));
  expect(Math.abs(distanceTo(image, after.cursor))).toBeLessThan(0.001);
  expect(after.shown.get(name)!.image, `${name} keeps its slice`).toBe(image);
  expectNearest(study, after, name);
};

/** Turns the wheel one notch over a random plane: it goes to its neighbour, the cursor along with it, the others stay. */
const scroll = async (page: Page, study: Study, random: Random): Promise<void> => {
  const before = await now(page, study);
  const name = random.among([...before.shown.keys()]);
  const step = random.among([1, -1]);
  const from = before.shown.get(name)!;
  const last = study[name]!.length;
  const place = await placeOf(page, name);
  const size = await sizeOf(page, name);
  await page.mouse.move(place.x + size.width / 2, place.y + size.height / 2);
  await page.mouse.wheel(0, step * 100);
  const target = Math.min(last, Math.max(1, from.slice + step));
  await page.waitForSelector(`section[data-plane="${name}"][data-slice="${target}"]`);
  const after = await now(page, study);
  const to = after.shown.get(name)!;
  for (const [other, { image }] of before.shown) if (other !== name) expect(after.shown.get(other)!.image, `${other} stays`).toBe(image);
  if (target === from.slice) return expect(after.cursor).toEqual(before.cursor);
  expect(to.image).not.toBe(from.image);
  expect(Math.abs(distanceTo(to.image, after.cursor)), 'cursor on the slice scrolled to').toBeLessThan(0.001);
  // Between blocks at an angle the way lies between both normals.
  const way = minus(after.cursor, before.cursor);
  const [n, m] = [normalOf(from.image), normalOf(to.image)];
  const cosine = Math.abs(dot(times(way, 1 / Math.hypot(...way)), m));
  if (Math.hypot(...way) > 0.01) expect(cosine, 'cursor moves along the normal').toBeGreaterThan(Math.abs(dot(n, m)) - 1e-4);
};

/** `points` clicks, sometimes with a few notches of the wheel before. */
export const driveInLockStep = async (page: Page, study: Study, points: number, random: Random): Promise<void> => {
  for (let point = 0; point < points; point += 1) {
    const notches = random.below(4) === 0 ? 1 + random.below(3) : 0;
    for (let notch = 0; notch < notches; notch += 1) await scroll(page, study, random);
    await click(page, study, random);
  }
};
