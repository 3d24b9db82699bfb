/** A small made-up study to mark, marks made by hand and by file, and what the page says was made. */
import type { Page } from '@playwright/test';
import { asFile, mrElements, pixelsOf, writeDicom, type NamedFile } from './dicomWriter.ts';
import type { Image } from './images.ts';
import { chooseFiles, planeRegion, type PlaneName } from './page.ts';
import { AXIAL, SAGITTAL, stackOf, type Axes } from './stacks.ts';

const STUDY = '2.25.4100';

const stack = (seriesUid: string, { along, down }: Axes): Image[] =>
  stackOf({ seriesUid, centre: [0, 0, 0], along, down, rows: 96, columns: 96, rowMm: 2, columnMm: 2, slices: 7, spacingMm: 5 });
const SAGITTAL_IMAGES = stack('2.25.4101', SAGITTAL);

/** A sagittal and an axial T2 series of 7 slices; `studyUid` null leaves the study's UID out. */
export const markedStudy = (studyUid: string | null = STUDY): NamedFile[] =>
  [SAGITTAL_IMAGES, stack('2.25.4102', AXIAL)].flat().map((image, index) => {
    const header = mrElements(image, { '0020,000D': studyUid, '0020,0013': String(index + 1), '0008,103E': 'T2' });
    const pixels = pixelsOf(image, ([x, y, z]) => 500 + 2 * x + 3 * y + 4 * z);
    return asFile(`${index + 1}.dcm`, writeDicom(header, pixels));
  });

export type Mark = { readonly id: string; readonly text: string; readonly revision: number };

/** A length on an image of the study (or of none), as a case file holds it. */
const lengthMark = ({ id, text, revision }: Mark, sopInstanceUid: string): object => ({
  id,
  revision,
  kind: 'length',
  shape: {
    space: 'patient',
    points: [
      { x: 0, y: -10, z: 0 },
      { x: 0, y: 12.5, z: 3 },
    ],
  },
  on: { seriesUid: SAGITTAL_IMAGES[0]!.seriesUid, sliceId: sopInstanceUid, sopInstanceUid, frame: '2.25.200', plane: null },
  text,
  values: [],
  changedAt: 1_770_000_000_000,
  readOnly: false,
});

export const IMAGE_HERE = SAGITTAL_IMAGES[3]!.sopUid;

/** A case file as a colleague sends it. */
export const caseFile = (
  marks: readonly Mark[],
  { studyUid = STUDY, on = IMAGE_HERE }: { studyUid?: string; on?: string } = {},
): NamedFile => {
  const content = {
    conus: 1,
    studyUid,
    savedAt: 1_770_000_000_000,
    marks: {
      levels: { labels: [], numbering: 'assumed: lowest mobile disc is L5/S1', variant: { thoracic: 12, lumbar: 5 } },
      annotations: marks.map((mark) => lengthMark(mark, on)),
      keyImages: [],
    },
  };
  return asFile('from a colleague.conus.json', new TextEncoder().encode(JSON.stringify(content)));
};

/** The file that Conus makes of what is on the study. */
export const exported = (page: Page): Promise<{ name: string; type: string; text: string }> =>
  page.evaluate(async () => {
    const { name, type, bytes } = await window.conus.exportFile('casefile');
    return { name, type, text: new TextDecoder().decode(bytes) };
  });

/** Annotations on the study now, as the case file holds them. */
export const marksOn = async (page: Page): Promise<Mark[]> => {
  const { marks } = JSON.parse((await exported(page)).text) as { marks: { annotations: Mark[] } };
  return marks.annotations;
};

export const textsOn = async (page: Page): Promise<string[]> => (await marksOn(page)).map(({ text }) => text).toSorted();

/** Imports as a person does: by choosing the file. */
export const importMarks = (page: Page, marks: readonly Mark[]): Promise<void> => chooseFiles(page, caseFile(marks));

/** What the status bar says of the reader's work. */
export const saveState = (page: Page) => page.locator('[data-save-state]');

/** Draws a length with key and mouse, between two places of the plane (fractions of its width and height). */
export const drawLength = async (
  page: Page,
  name: PlaneName,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> => {
  const box = (await planeRegion(page, name).boundingBox())!;
  await page.keyboard.press('l');
  for (const [x, y] of [from, to]) await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
};
