/** Stacks of made-up slices, laid into the patient in every way that scanners do it. */
import type { Image } from './images.ts';
import { cross, plus, times, turned, type Triple } from './vectors.ts';

export type StackPlan = {
  readonly seriesUid: string;
  /** Centre of the stack. */
  readonly centre: Triple;
  /** Unit vectors along rows and down columns, as stored. */
  readonly along: Triple;
  readonly down: Triple;
  readonly rows: number;
  readonly columns: number;
  readonly rowMm: number;
  readonly columnMm: number;
  readonly slices: number;
  readonly spacingMm: number;
  /** Number of the first slice in its series, for its UID. */
  readonly first?: number;
};

/** The stack's slices along along x down; SOP Instance UIDs count on within the series. */
export const stackOf = ({
  seriesUid,
  centre,
  along,
  down,
  rows,
  columns,
  rowMm,
  columnMm,
  slices,
  spacingMm,
  first = 1,
}: StackPlan): Image[] =>
  Array.from({ length: slices }, (_, index) => {
    const middle = plus(centre, cross(along, down), (index - (slices - 1) / 2) * spacingMm);
    const position = plus(plus(middle, along, (-(columns - 1) / 2) * columnMm), down, (-(rows - 1) / 2) * rowMm);
    return { sopUid: `${seriesUid}.${first + index}`, seriesUid, rows, columns, position, along, down, columnMm, rowMm };
  });

export type Axes = { readonly along: Triple; readonly down: Triple };

/** One of the eight ways to store a plane: axes swapped or not, each reversed or not (`way` 0..7). */
export const stored = ({ along, down }: Axes, way: number): Axes => {
  const [a, d] = way & 1 ? [down, along] : [along, down];
  return { along: times(a, way & 2 ? -1 : 1), down: times(d, way & 4 ? -1 : 1) };
};

export const tilted = ({ along, down }: Axes, axis: Triple, degrees: number): Axes => ({
  along: turned(along, axis, degrees),
  down: turned(down, axis, degrees),
});

export const SAGITTAL: Axes = { along: [0, 1, 0], down: [0, 0, -1] };
export const AXIAL: Axes = { along: [1, 0, 0], down: [0, 1, 0] };
export const CORONAL: Axes = { along: [1, 0, 0], down: [0, 0, -1] };
