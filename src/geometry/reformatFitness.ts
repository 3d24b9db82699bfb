/** Whether a stack can be reformatted, or why not (handbook geometry, "Reformats"). */
import { finerStepMm, signedDistanceMm, type SlicePlane } from './plane.ts';
import { medianSpacingMm, stepsMm } from './stackOrder.ts';
import { angleDeg, dot, length, scale, subtract } from './vector.ts';

const LEAST_SLICES = 5;
const ONE_ANGLE_DEG = 0.5;
/** Steps this much alike count as even. */
const EVEN_SHARE = 0.05;
/** A step beyond this many medians is a hole, across which nothing may be interpolated. */
const HOLE = 1.5;
/** Pixel steps of one grid agree this well. */
const SAME_STEP_SHARE = 1e-3;

/** `unevenShare` is the greatest deviation of a step from the median, as a share of it; positions are honoured when resampling. */
export type Fitness =
  | { readonly fit: true; readonly spacingMm: number; readonly unevenShare: number }
  | { readonly fit: false; readonly reason: string };

const unfit = (reason: string): Fitness => ({ fit: false, reason });

/** Whether an ordered stack, one of `stacksInSeries`, can be reformatted; else why not, for a reader ("only 3 slices"). */
export function reformatFitness(planes: readonly (SlicePlane | undefined)[], stacksInSeries: number): Fitness {
  if (stacksInSeries > 1) return unfit(`this series holds ${stacksInSeries} separate stacks of slices`);
  const placed = planes.filter((plane) => plane !== undefined);
  const [first] = placed;
  if (!first) return unfit('its slices have no position');
  if (placed.length < planes.length) return unfit(`${planes.length - placed.length} of its ${planes.length} slices have no position`);
  if (placed.length < LEAST_SLICES) return unfit(placed.length === 1 ? 'only 1 slice' : `only ${placed.length} slices`);
  const tiltDeg = Math.max(...placed.map((plane) => Math.max(angleDeg(first.normal, plane.normal), angleDeg(first.right, plane.right))));
  if (tiltDeg > ONE_ANGLE_DEG) return unfit(`its slices differ in angle by ${tiltDeg.toFixed(1)} degrees`);
  if (placed.some((plane) => !sameGrid(first, plane))) return unfit('its slices differ in matrix or pixel size');
  const sidewaysMm = Math.max(...placed.map((plane) => besideMm(first, plane)));
  if (sidewaysMm > finerStepMm(first) / 2) return unfit(`its slices are shifted sideways by ${sidewaysMm.toFixed(1)} mm`);
  const spacingMm = medianSpacingMm(placed);
  const steps = stepsMm(placed);
  if (spacingMm === undefined || !isMonotonic(placed) || Math.min(...steps) < spacingMm * 0.1)
    return unfit('slices lie at the same position');
  const unevenShare = Math.max(...steps.map((step) => Math.abs(step - spacingMm))) / spacingMm;
  const longest = Math.max(...steps);
  if (longest > HOLE * spacingMm)
    return unfit(`there is a gap of ${longest.toFixed(1)} mm between slices ${spacingMm.toFixed(1)} mm apart`);
  return { fit: true, spacingMm, unevenShare: unevenShare > EVEN_SHARE ? unevenShare : 0 };
}

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_STEP_SHARE * a;
const sameGrid = (a: SlicePlane, b: SlicePlane): boolean =>
  a.rows === b.rows && a.columns === b.columns && alike(a.rowStepMm, b.rowStepMm) && alike(a.columnStepMm, b.columnStepMm);

/** How far the first pixel of `plane` lies from the line through that of `first` along the normal. */
function besideMm(first: SlicePlane, plane: SlicePlane): number {
  const shift = subtract(plane.origin, first.origin);
  return length(subtract(shift, scale(first.normal, dot(shift, first.normal))));
}

function isMonotonic(planes: readonly SlicePlane[]): boolean {
  const first = planes[0]!;
  const ahead = Math.sign(signedDistanceMm(first, planes.at(-1)!.origin));
  return planes.every((plane, i) => i === 0 || Math.sign(signedDistanceMm(planes[i - 1]!, plane.origin)) === ahead);
}
