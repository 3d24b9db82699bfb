/** Small studies of made-up series, to be opened as files. */
import { asFile, mrElements, pixelsOf, writeDicom, type Elements, type NamedFile } from './dicomWriter.ts';
import type { Image } from './images.ts';
import { AXIAL, CORONAL, SAGITTAL, stackOf, type Axes, type StackPlan } from './stacks.ts';

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

/** Sagittal, axial and coronal T2 series of 7 slices each, in one frame of reference. */
export const threePlanes = (): NamedFile[] => [
  ...filesOf(smallStack('2.25.701', SAGITTAL), { '0008,103E': 'T2 SAG' }),
  ...filesOf(smallStack('2.25.702', AXIAL), { '0008,103E': 'T2 AX' }),
  ...filesOf(smallStack('2.25.703', CORONAL), { '0008,103E': 'T2 COR' }),
];
