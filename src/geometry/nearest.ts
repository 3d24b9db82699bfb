/** Which slice shows the cursor, and where the cursor goes when a plane is scrolled (handbook geometry, "The cursor"). */
import { patientToPixel, projectOnto, rectangleContains, signedDistanceMm, type SlicePlane } from './plane.ts';
import type { PatientPoint, Vec3 } from './points.ts';
import { acuteAngleDeg, dot, moveAlong, normalise, scale, subtract, vec3 } from './vector.ts';

/**
 * Distances that differ by less are equal. Positions are written with 0.1 um at best and drawn with 0.1 mm at best: a micrometre
 * is above rounding and below anything that a reader could see.
 */
const TIE_MM = 1e-3;
/** The canal of a straight spine: feet to head. */
const STRAIGHT_CANAL: Vec3 = vec3(0, 0, 1);
/** Slices of one block, whose distance says how thick a slab each stands for. */
const PARALLEL_DEG = 0.5;
/** Beyond this, moving along the middle of two normals would carry the cursor far aside. */
const BLOCKS_DEG = 45;

export type Nearest = {
  readonly index: number;
  /** Distance from the slice's plane to the cursor, not negative. */
  readonly distanceMm: number;
  /** The cursor is not in the slice's slab: beyond half of it, or beside the image. */
  readonly outside: boolean;
  /** How far the cursor lies from that slab; 0 within. */
  readonly outsideMm: number;
};

/**
 * The slice passing nearest to `cursor`: the smallest distance among slices whose rectangle holds the cursor's projection, or among
 * all when none does. On a tie the slice shown now (`current`) stays, then wins the one most nearly across the canal.
 * `slabsMm[i]` is the slab that slice i stands for (the greater of spacing and thickness), half on either side; without it the
 * distance to the nearest parallel slice. Undefined when no slice has a plane.
 */
export function nearestSlice(
  planes: readonly (SlicePlane | undefined)[],
  cursor: PatientPoint,
  current?: number,
  canal: Vec3 = STRAIGHT_CANAL,
  slabsMm?: readonly number[],
): Nearest | undefined {
  const all = planes.flatMap((plane, index) =>
    plane ? [{ index, plane, distanceMm: Math.abs(signedDistanceMm(plane, cursor)), over: rectangleContains(plane, cursor) }] : [],
  );
  const over = all.filter((candidate) => candidate.over);
  const candidates = over.length > 0 ? over : all;
  const smallest = candidates.reduce((least, { distanceMm }) => Math.min(least, distanceMm), Infinity);
  const tied = candidates.filter(({ distanceMm }) => distanceMm <= smallest + TIE_MM);
  const best = tied.find(({ index }) => index === current) ?? mostAcross(tied, canal);
  if (!best) return undefined;
  const { index, plane, distanceMm } = best;
  const slabMm = slabsMm?.[index] ?? nextParallelMm(plane, all);
  const outsideMm = Math.hypot(Math.max(0, distanceMm - slabMm / 2), besideMm(plane, cursor));
  return outsideMm > TIE_MM ? { index, distanceMm, outside: true, outsideMm } : { index, distanceMm, outside: false, outsideMm: 0 };
}

type Candidate = { readonly index: number; readonly plane: SlicePlane };

/** The first whose normal is closest to the canal's direction; angles equal but for rounding count as equal. */
function mostAcross<T extends Candidate>(tied: readonly T[], canal: Vec3): T | undefined {
  const angles = tied.map(({ plane }) => acuteAngleDeg(plane.normal, canal));
  const least = Math.min(...angles);
  return tied[angles.findIndex((angle) => angle <= least + 1e-4)];
}

/** Distance to the nearest other slice of the same orientation; 0 for a slice alone. */
function nextParallelMm(plane: SlicePlane, all: readonly Candidate[]): number {
  const distances = all
    .filter((other) => other.plane !== plane && acuteAngleDeg(other.plane.normal, plane.normal) <= PARALLEL_DEG)
    .map((other) => Math.abs(signedDistanceMm(plane, other.plane.origin)))
    .filter((distance) => distance > TIE_MM);
  return distances.length > 0 ? Math.min(...distances) : 0;
}

/** How many pixels a coordinate lies beyond the edges of `count` pixels. */
const beyond = (value: number, count: number): number => Math.max(0, -0.5 - value, value - (count - 0.5));

/** Distance from the point's projection to the image, in the image's plane. */
function besideMm(plane: SlicePlane, p: PatientPoint): number {
  const { column, row } = patientToPixel(plane, p);
  return Math.hypot(beyond(column, plane.columns) * plane.columnStepMm, beyond(row, plane.rows) * plane.rowStepMm);
}

/**
 * Where the cursor goes when its plane is scrolled from one slice to another: onto `to`, along the normal. Between blocks at an
 * angle it moves along the middle of both normals, so that scrolling back returns it to where it was; between planes far from
 * parallel (a localizer's) it goes to the nearest point.
 */
export function scrollCursor(cursor: PatientPoint, from: SlicePlane, to: SlicePlane): PatientPoint {
  const ahead = dot(from.normal, to.normal) < 0 ? scale(from.normal, -1) : from.normal;
  if (acuteAngleDeg(ahead, to.normal) > BLOCKS_DEG) return projectOnto(to, cursor);
  const along = normalise(subtract(ahead, scale(to.normal, -1)));
  return moveAlong(cursor, along, -signedDistanceMm(to, cursor) / dot(to.normal, along));
}
