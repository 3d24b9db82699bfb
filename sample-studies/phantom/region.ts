import type { Vec3 } from '#geometry/points.ts';
import type { Frame } from './skeleton.ts';
import { fromFrame } from './skeleton.ts';
import type { TissueCode } from './tissues.ts';

/** Axis-aligned box in patient mm. */
export type Box = { readonly min: readonly [number, number, number]; readonly max: readonly [number, number, number] };

/** One structure: where it can be at all, and what it puts at a point there (0: nothing, ask the next region). */
export type Region = {
  readonly name: string;
  readonly box: Box;
  readonly at: (x: number, y: number, z: number) => TissueCode;
  /** Far from the spine: sampled with less care. */
  readonly coarse?: true;
};

/** Box around a cuboid of a local frame. */
export function boxOf(frame: Frame, [u0, u1]: [number, number], [v0, v1]: [number, number], [w0, w1]: [number, number]): Box {
  const corners = [u0, u1].flatMap((u) => [v0, v1].flatMap((v) => [w0, w1].map((w) => fromFrame(frame, u, v, w))));
  const bound = (pick: (...values: number[]) => number): [number, number, number] => [
    pick(...corners.map(({ x }) => x)),
    pick(...corners.map(({ y }) => y)),
    pick(...corners.map(({ z }) => z)),
  ];
  return { min: bound(Math.min), max: bound(Math.max) };
}

/** The regions that can touch a ball about a point. */
export function regionsNear<T extends { readonly box: Box }>(regions: readonly T[], { x, y, z }: Vec3, radius: number): T[] {
  const ball: Box = { min: [x - radius, y - radius, z - radius], max: [x + radius, y + radius, z + radius] };
  return regions.filter(({ box }) => boxesMeet(box, ball));
}

export const boxesMeet = (a: Box, b: Box): boolean =>
  a.min[0] <= b.max[0] &&
  a.max[0] >= b.min[0] &&
  a.min[1] <= b.max[1] &&
  a.max[1] >= b.min[1] &&
  a.min[2] <= b.max[2] &&
  a.max[2] >= b.min[2];

/** Smooth minimum of two distances; `k` is the blending radius in mm (Quilez' polynomial form). */
export function smoothMin(a: number, b: number, k: number): number {
  const h = k - Math.abs(a - b);
  return h <= 0 ? (a < b ? a : b) : (a < b ? a : b) - (h * h) / (4 * k);
}

/** Distance to a capsule between two points with one radius (negative inside). */
export function capsule(
  px: number,
  py: number,
  pz: number,
  a: readonly [number, number, number],
  b: readonly [number, number, number],
  radius: number,
): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const dz = b[2] - a[2];
  const ex = px - a[0];
  const ey = py - a[1];
  const ez = pz - a[2];
  let t = (ex * dx + ey * dy + ez * dz) / (dx * dx + dy * dy + dz * dz);
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  const fx = ex - dx * t;
  const fy = ey - dy * t;
  const fz = ez - dz * t;
  return Math.sqrt(fx * fx + fy * fy + fz * fz) - radius;
}

/** Approximate distance to an ellipsoid about the origin (negative inside), good near its surface. */
export function ellipsoid(x: number, y: number, z: number, rx: number, ry: number, rz: number): number {
  const a = x / rx;
  const b = y / ry;
  const c = z / rz;
  const k0 = Math.sqrt(a * a + b * b + c * c);
  const d = a / rx;
  const e = b / ry;
  const f = c / rz;
  const k1 = Math.sqrt(d * d + e * e + f * f);
  return k1 < 1e-6 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1;
}

/** Distance to a rectangle of half sizes `hx`, `hy` about the origin with corners of `radius`. */
export function roundedRectangle(x: number, y: number, hx: number, hy: number, radius: number): number {
  const qx = Math.abs(x) - hx + radius;
  const qy = Math.abs(y) - hy + radius;
  return Math.hypot(qx > 0 ? qx : 0, qy > 0 ? qy : 0) + Math.min(0, Math.max(qx, qy)) - radius;
}

/** Hermite step from 0 at `edge0` to 1 at `edge1`; the edges may descend. */
export const smoothstep = (edge0: number, edge1: number, x: number): number => {
  const raw = (x - edge0) / (edge1 - edge0);
  const t = raw < 0 ? 0 : raw > 1 ? 1 : raw;
  return t * t * (3 - 2 * t);
};
export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);
