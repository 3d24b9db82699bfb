import type { DiscLabel, VertebraLabel } from './recipe.ts';

/**
 * Healthy adult sizes in mm, rounded from published morphometry (Panjabi 1992, Spine 17:299, lumbar; 1991, Spine 16:888,
 * thoracic; Zhou 2000, Eur Spine J 9:242, lumbar by CT). T10 closes the picture at its upper edge and is no part of the truth.
 */
export type BodySize = {
  readonly label: VertebraLabel | 'T10';
  readonly depth: number;
  readonly width: number;
  readonly anteriorHeight: number;
  readonly posteriorHeight: number;
  /** Half the distance between the pedicles. */
  readonly interpedicularHalf: number;
  readonly pedicleHalfWidth: number;
  readonly pedicleHalfHeight: number;
  /** Length of each transverse process from the pedicle; 0 where a rib or the ala takes its place. */
  readonly transverse: number;
  readonly spinous: number;
};

const body = (
  label: BodySize['label'],
  [depth, width]: [number, number],
  [anteriorHeight, posteriorHeight]: [number, number],
  [interpedicularHalf, pedicleHalfWidth, pedicleHalfHeight]: [number, number, number],
  [transverse, spinous]: [number, number],
): BodySize => ({
  label,
  depth,
  width,
  anteriorHeight,
  posteriorHeight,
  interpedicularHalf,
  pedicleHalfWidth,
  pedicleHalfHeight,
  transverse,
  spinous,
});

const L5 = body('L5', [34.5, 51], [28, 24.5], [13.6, 7.5, 7], [27, 15]);

/** From head to feet. */
export const BODIES: readonly BodySize[] = [
  body('T10', [28, 34], [21, 22.5], [9, 3.5, 7], [12, 20]),
  body('T11', [29, 37], [21.5, 23.5], [9.5, 4.2, 8], [10, 20]),
  body('T12', [30, 41], [23.5, 25.5], [10.8, 4.2, 8], [10, 20]),
  body('L1', [31.5, 43], [25.5, 27], [11.2, 4, 7.5], [20, 22]),
  body('L2', [33, 45], [26.8, 27.4], [11.4, 4.2, 7.4], [25, 24]),
  body('L3', [34, 47], [27.6, 27], [11.8, 4.9, 7.2], [31, 25]),
  body('L4', [34.5, 49.5], [27.8, 26], [12.4, 6, 7], [27, 22]),
  L5,
  body('S1', [32, 50], [30, 26], [14.5, 8, 9], [0, 6]),
  body('S2', [22, 40], [25, 23], [12.5, 7, 8], [0, 4]),
  body('S3', [16, 34], [21, 19], [10, 6, 7], [0, 3]),
  body('S4', [12, 28], [18, 16], [8, 5, 6], [0, 2]),
  body('S5', [9, 22], [15, 14], [6, 4, 5], [0, 0]),
];

/** The extra lumbar vertebra of a six-lumbar spine: shaped between L5 and S1. */
export const L6: BodySize = { ...L5, label: 'L6', transverse: 24, spinous: 12, anteriorHeight: 27, posteriorHeight: 23.5 };

/** Distance of the flat endplates on both sides of healthy discs (their hollows add about 3 mm to the middle height). */
export const DISC_HEIGHT: Readonly<Record<DiscLabel, number>> = {
  'T10/11': 3.6,
  'T11/12': 4,
  'T12/L1': 5,
  'L1/2': 6.1,
  'L2/3': 7.1,
  'L3/4': 8,
  'L4/5': 8.7,
  'L5/S1': 8.2,
  'L5/6': 8.2,
  'L6/S1': 6.4,
  'S1/2': 3.2,
  'S2/3': 1.6,
  'S3/4': 1.4,
  'S4/5': 1.2,
};
