/** In which direction a reader goes through slices, and in which order through the stacks of one series. */
import { anatomicalPlane, type AnatomicalPlane } from './orientation.ts';
import { planeCentre, type SlicePlane } from './plane.ts';
import type { Vec3 } from './points.ts';
import { dot, length, subtract, vec3 } from './vector.ts';

const READING: Readonly<Record<AnatomicalPlane, Vec3>> = { sagittal: vec3(1, 0, 0), axial: vec3(0, 0, -1), coronal: vec3(0, 1, 0) };
const PLANE_ORDER: readonly AnatomicalPlane[] = ['sagittal', 'axial', 'coronal'];
/** Projections that turn about one axis share their centre; blocks and localizer slices lie farther apart. */
const SAME_CENTRE_MM = 5;
/** A three-plane localizer shares its centre too; more orientations than planes are a rotation. */
const LEAST_ROTATION = 4;

/** Sagittal from the patient's right to left, axial head to feet, coronal front to back (LPS). */
export const readingDirection = (plane: AnatomicalPlane): Vec3 => READING[plane];

/**
 * The stacks' places in reading order: sagittal, axial, coronal; within a plane by centre in reading direction (axial blocks head
 * to feet). Stacks turning about one point (rotating projections) go round by angle. Equals keep the given order.
 */
export function readingOrder(stacks: readonly (readonly SlicePlane[])[]): readonly number[] {
  const rotation = rotationOrder(stacks);
  if (rotation) return rotation;
  const ranked = stacks.map((planes, at) => {
    const anatomical = anatomicalPlane(planes[0]!.normal);
    const alongMm = planes.reduce((sum, each) => sum + dot(readingDirection(anatomical), planeCentre(each)), 0) / planes.length;
    return { at, rank: PLANE_ORDER.indexOf(anatomical), alongMm };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank || a.alongMm - b.alongMm || a.at - b.at).map(({ at }) => at);
}

/** Single slices around a head-to-feet axis, ordered by the angle of their normals and begun after the widest gap. */
function rotationOrder(stacks: readonly (readonly SlicePlane[])[]): readonly number[] | undefined {
  if (stacks.length < LEAST_ROTATION || stacks.some((stack) => stack.length !== 1)) return undefined;
  const planes = stacks.map((stack) => stack[0]!);
  const middle = planeCentre(planes[0]!);
  if (planes.some((plane) => length(subtract(planeCentre(plane), middle)) > SAME_CENTRE_MM)) return undefined;
  const round = planes
    .map(({ normal }, at) => ({ at, angle: Math.atan2(normal.y, normal.x) }))
    .toSorted((a, b) => b.angle - a.angle || a.at - b.at);
  const gapBefore = (i: number): number => {
    const gap = round.at(i - 1)!.angle - round[i]!.angle;
    return i === 0 ? gap + 2 * Math.PI : gap;
  };
  const start = round.reduce((best, _, i) => (gapBefore(i) > gapBefore(best) + 1e-6 ? i : best), 0);
  return [...round.slice(start), ...round.slice(0, start)].map(({ at }) => at);
}
