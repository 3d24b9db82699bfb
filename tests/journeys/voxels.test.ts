/** Orientation, lock step and reformats proven from the pixels on the canvas: a phantom whose greys name patient coordinates. */
import type { Page } from '@playwright/test';
import { greysAt, sizeOf, type Spot } from './canvas.ts';
import { coordinateOf, GREY_STEP_MM, phantomFiles, type Coordinate, type PhantomSeries } from './coordinatePhantom.ts';
import { chooseFiles, expect, openPage, plane, screenPoint, snapshot, test, waitReady } from './harness.ts';
import { distanceTo, nearestTo, normalOf, pixelAt, type Image } from './images.ts';
import type { PlaneName } from './page.ts';
import { createRandom } from './random.ts';
import { AXIAL, CORONAL, SAGITTAL, stackOf, stored, tilted } from './stacks.ts';
import { fitScale, placements, spotOf } from './upright.ts';
import { plus, type Triple } from './vectors.ts';

test.setTimeout(180_000);

const COORDINATES = [0, 1, 2] as const;
const SIZE = { rows: 80, columns: 70, rowMm: 2, columnMm: 2.2 };

const open = async (page: Page, series: readonly PhantomSeries[], coordinate: Coordinate): Promise<void> => {
  await openPage(page);
  await chooseFiles(page, phantomFiles(series, coordinate));
  await waitReady(page, 'sagittal', 'axial', 'coronal');
};

/** A grid of the image's pixels, away from its edges. */
const grid = ({ columns, rows }: Image): { column: number; row: number }[] =>
  Array.from({ length: 49 }, (_, index) => ({
    column: 2 + ((columns - 5) * (index % 7)) / 6,
    row: 2 + ((rows - 5) * Math.floor(index / 7)) / 6,
  }));

/** What grey may hide: one step of it, half a pixel, and rounding to a whole screen pixel. */
const tolerance = (image: Image, scale: number): number => GREY_STEP_MM + Math.max(image.rowMm, image.columnMm) / 2 + 1 / scale;

/** Compares the canvas with where the handbook wants each pixel of the shown image. */
const expectUpright = async (page: Page, name: PlaneName, image: Image, coordinate: Coordinate): Promise<void> => {
  const size = await sizeOf(page, name);
  const [placement] = placements(image);
  const points = grid(image).map(({ column, row }) => pixelAt(image, column, row));
  const greys = await greysAt(
    page,
    name,
    points.map((point) => spotOf(image, placement!, size, point)),
  );
  const limit = tolerance(image, fitScale(image, placement!, size));
  for (const [index, point] of points.entries()) {
    const shown = coordinateOf(greys[index]!);
    expect(shown, `${name} shows ${'xyz'[coordinate]} at ${point.join(' ')}`).not.toBeNull();
    expect(Math.abs(shown! - point[coordinate]), `${name}: ${'xyz'[coordinate]} at ${point.join(' ')}`).toBeLessThan(limit);
  }
};

const shownImage = async (page: Page, name: PlaneName, images: readonly Image[]): Promise<Image> => {
  const { sopUid } = await plane(page, name);
  const image = images.find((each) => each.sopUid === sopUid);
  if (!image) throw new Error(`the ${name} plane shows ${sopUid}`);
  return image;
};

test.describe('@planes a phantom of coordinates', () => {
  for (const way of [0, 1, 2, 3, 4, 5, 6, 7])
    test(`@planes is upright when its planes are stored in ways ${way}, ${(way + 3) % 8} and ${(way + 5) % 8}`, async ({ page }) => {
      const make = (uid: string, axes: Parameters<typeof stored>[0], each: number) =>
        stackOf({ seriesUid: uid, centre: [4, -7, 9], ...stored(axes, each % 8), ...SIZE, slices: 7, spacingMm: 6 });
      const series = [
        { description: 'T2 SAG', images: make('2.25.401', SAGITTAL, way) },
        { description: 'T2 AX', images: make('2.25.402', AXIAL, way + 3) },
        { description: 'T2 COR', images: make('2.25.403', CORONAL, way + 5) },
      ];
      for (const coordinate of COORDINATES) {
        await open(page, series, coordinate);
        for (const [index, name] of (['sagittal', 'axial', 'coronal'] as const).entries())
          await expectUpright(page, name, await shownImage(page, name, series[index]!.images), coordinate);
      }
    });

  test('@planes a reconstruction from uneven slices keeps to their real positions', async ({ page }) => {
    const even = stackOf({ seriesUid: '2.25.421', centre: [4, -7, 9], ...SAGITTAL, ...SIZE, slices: 13, spacingMm: 5 });
    // 6.4 mm apart, then 4.4 mm: an even grid would be 6 mm off in the middle. The stack lies from left to right.
    const sagittal = even.map((image, index) => ({
      ...image,
      position: plus(image.position, [-1, 0, 0], Math.min(index, 6) * 1.4 - Math.max(0, index - 6) * 0.6 - 2.4),
    }));
    for (const coordinate of COORDINATES) {
      await open(page, [{ description: 'T2 SAG', images: sagittal }], coordinate);
      for (const name of ['axial', 'coronal'] as const) {
        expect(await plane(page, name)).toMatchObject({ kind: 'reconstructed', state: 'ready' });
        const points = Array.from({ length: 60 }, (_, index): Triple => [-24 + index * 0.95, -7, 9]);
        const spots = await page.evaluate(([id, places]) => places.map(([x, y, z]) => window.conus.toCanvas(id, { x, y, z })!), [
          name,
          points,
        ] as const);
        const greys = await greysAt(page, name, spots);
        for (const [index, point] of points.entries()) {
          const shown = coordinateOf(greys[index]!);
          expect(Math.abs(shown! - point[coordinate]), `${name} at ${point.join(' ')}`).toBeLessThan(
            GREY_STEP_MM + SIZE.columnMm / 2 + 0.5,
          );
        }
      }
    }
  });

  test('@planes names the point that was clicked on every plane: oblique blocks and a reconstructed plane', async ({ page }, info) => {
    const sagittal = stackOf({
      seriesUid: '2.25.411',
      centre: [4, -7, 9],
      ...stored(tilted(tilted(SAGITTAL, [0, 0, 1], 11), [0, 1, 0], -7), 3),
      ...SIZE,
      slices: 13,
      spacingMm: 5,
    });
    const axial = [25, 10, -12, -25].flatMap((degrees, block) =>
      stackOf({
        seriesUid: '2.25.412',
        centre: plus([4, -7, 9], [0, 0, -1], (block - 1.5) * 32),
        ...stored(tilted(AXIAL, [1, 0, 0], degrees), 6),
        ...SIZE,
        slices: 4,
        spacingMm: 4.5,
        first: 1 + 4 * block,
      }),
    );
    const series = [
      { description: 'T2 SAG', images: sagittal },
      { description: 'T2 AX', images: axial },
    ];
    const random = createRandom();
    console.log(`seed ${random.seed}`);
    // Points of the sagittal stack: on a slice of it, well within all that is reconstructed from it.
    const clicks = Array.from({ length: 12 }, () => {
      const image = sagittal[2 + random.below(9)]!;
      return { image, point: pixelAt(image, 10 + random.below(50), 10 + random.below(60)) };
    });
    /** Per click and plane, what the three phantoms' greys say. */
    const named = clicks.map(() => new Map<PlaneName, (number | null)[]>());
    const axialShown: Image[] = [];
    for (const coordinate of COORDINATES) {
      await open(page, series, coordinate);
      await expect(page.locator('section[data-plane=coronal]')).toHaveAttribute('data-kind', 'reconstructed');
      for (const [index, { image, point }] of clicks.entries()) {
        await scrollTo(page, sagittal, image);
        const at = await screenPoint(page, 'sagittal', xyz(point));
        await page.mouse.click(at.x, at.y);
        await waitReady(page, 'sagittal', 'axial', 'coronal');
        axialShown[index] = await shownImage(page, 'axial', axial);
        for (const name of ['sagittal', 'axial', 'coronal'] as const) {
          const spot = await cursorSpot(page, name);
          const [grey] = await greysAt(page, name, [spot]);
          named[index]!.set(name, [...(named[index]!.get(name) ?? []), coordinateOf(grey!)]);
        }
      }
      await page.screenshot({ path: info.outputPath(`coordinates-${'xyz'[coordinate]}.png`) });
    }
    for (const [index, { point }] of clicks.entries()) {
      const shown = axialShown[index]!;
      expect(nearestTo(axial, point).map(({ sopUid }) => sopUid)).toContain(shown.sopUid);
      const onAxial = plus(point, normalOf(shown), -distanceTo(shown, point));
      const expected = { sagittal: point, coronal: point, axial: onAxial } as const;
      for (const name of ['sagittal', 'axial', 'coronal'] as const)
        for (const coordinate of COORDINATES)
          expect(
            Math.abs(named[index]!.get(name)![coordinate]! - expected[name][coordinate]),
            `${name} names ${named[index]!.get(name)!.join(' ')} for ${expected[name].join(' ')}`,
          ).toBeLessThan(GREY_STEP_MM + SIZE.columnMm / 2 + 0.5);
    }
  });
});

const xyz = ([x, y, z]: Triple): { x: number; y: number; z: number } => ({ x, y, z });

/** Where the cursor lies on a plane, in CSS pixels of its region. */
const cursorSpot = async (page: Page, name: PlaneName): Promise<Spot> => {
  const { cursor } = await snapshot(page);
  const at = await page.evaluate(([id, point]) => window.conus.toCanvas(id, point), [name, cursor!] as const);
  if (!at) throw new Error(`the ${name} plane has no cursor`);
  return at;
};

/** By the wheel, as a reader would. */
const scrollTo = async (page: Page, images: readonly Image[], target: Image): Promise<void> => {
  const place = (await page.locator('section[data-plane=sagittal]').boundingBox())!;
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  // Sagittal slices are read from the patient's right to left.
  const order = images.toSorted((a, b) => pixelAt(a, 35, 40)[0] - pixelAt(b, 35, 40)[0]);
  const { slice } = await plane(page, 'sagittal');
  const steps = order.indexOf(target) + 1 - slice;
  for (let step = 0; step < Math.abs(steps); step += 1) await page.mouse.wheel(0, 100 * Math.sign(steps));
  await expect(page.locator('section[data-plane=sagittal]')).toHaveAttribute('data-sop-uid', target.sopUid);
};
