/** Small studies of made-up series, to be opened as files. */
import { asFile, mrElements, pixelsOf, writeDicom, type Elements, type NamedFile } from './dicomWriter.ts';
import type { Image } from './images.ts';
import { stackOf, type Axes, type StackPlan } from './stacks.ts';

const SMALL = { rows: 80, columns: 80, rowMm: 2, columnMm: 2, slices: 7, spacingMm: 5 };

export const smallStack = (seriesUid: string, { along, down }: Axes, more: Partial<StackPlan> = {}): Image[] =>
  stackOf({ seriesUid, centre: [0, 0, 0], along, down, ...SMALL, ...more });

/** A file for each image, named as by a scanner that gives no extensions. */
export const filesOf = (images: readonly Image[], more: Elements): NamedFile[] =>
  images.map((image) =>
    asFile(
      `I${image.sopUid.replaceAll('.', '')}`,
      writeDicom(
        mrElements(image, more),
        pixelsOf(image, ([x, y, z]) => 1500 + 5 * (x + y + z)),
      ),
    ),
  );
