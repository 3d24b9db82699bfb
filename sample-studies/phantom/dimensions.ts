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

const L5 = body('L5', [34.5, 51], [28, 24.5], [13.6, 7.5, 7], [27, 22]);

/** From head to feet. */
export const BODIES: readonly BodySize[] = [
  body('T10', [28, 34], [21, 22.5], [9, 3.5, 7], [12, 26]),
  body('T11', [29, 37], [21.5, 23.5], [9.5, 4.2, 8], [10, 26]),
  body('T12', [30, 41], [23.5, 25.5], [10.8, 4.2, 8], [10, 27]),
  body('L1', [31.5, 43], [25.5, 27], [11.2, 4, 7.5], [20, 30]),
  body('L2', [33, 45], [26.8, 27.4], [11.4, 4.2, 7.4], [25, 32]),
  body('L3', [34, 47], [27.6, 27], [11.8, 4.9, 7.2], [31, 33]),
  body('L4', [34.5, 49.5], [27.8, 26], [12.4, 6, 7], [27, 30]),
  L5,
  body('S1', [32, 50], [30, 26], [14.5, 8, 9], [0, 12]),
  body('S2', [22, 40], [25, 23], [12.5, 7, 8], [0, 9]),
  body('S3', [16, 34], [21, 19], [10, 6, 7], [0, 6]),
  body('S4', [12, 28], [18, 16], [8, 5, 6], [0, 4]),
  body('S5', [9, 22], [15, 14], [6, 4, 5], [0, 0]),
];

/** The extra lumbar vertebra of a six-lumbar spine: shaped between L5 and S1. */
export const L6: BodySize = { ...L5, label: 'L6', transverse: 24, spinous: 18, anteriorHeight: 27, posteriorHeight: 23.5 };

/** Middle height of healthy discs, and the share of the lumbar lordosis that each carries (shares of bodies make the rest). */
export const DISC_HEIGHT: Readonly<Record<DiscLabel, number>> = {
  'T10/11': 5.5,
  'T11/12': 6,
  'T12/L1': 7,
  'L1/2': 8.2,
  'L2/3': 9.4,
  'L3/4': 10.4,
  'L4/5': 11,
  'L5/S1': 10,
  'L5/6': 10.4,
  'L6/S1': 8,
  'S1/2': 3.2,
  'S2/3': 1.6,
  'S3/4': 1.4,
  'S4/5': 1.2,
};
