import type { Frame } from './skeleton.ts';
import { fromFrame } from './skeleton.ts';
import type { TissueCode } from './tissues.ts';

/** Axis-aligned box in patient mm. */
export type Box = { readonly min: readonly [number, number, number]; readonly max: readonly [number, number, number] };

/** One structure: where it can be at all, and what it puts at a point there (0: nothing, ask the next region). */
export type Region = { readonly name: string; readonly box: Box; readonly at: (x: number, y: number, z: number) => TissueCode };

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
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [ex, ey, ez] = [px - a[0], py - a[1], pz - a[2]];
  let t = (ex * dx + ey * dy + ez * dz) / (dx * dx + dy * dy + dz * dz);
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  const [fx, fy, fz] = [ex - dx * t, ey - dy * t, ez - dz * t];
  return Math.sqrt(fx * fx + fy * fy + fz * fz) - radius;
}

/** Approximate distance to an ellipsoid about the origin (negative inside), good near its surface. */
export function ellipsoid(x: number, y: number, z: number, rx: number, ry: number, rz: number): number {
  const [a, b, c] = [x / rx, y / ry, z / rz];
  const k0 = Math.sqrt(a * a + b * b + c * c);
  const [d, e, f] = [a / rx, b / ry, c / rz];
  const k1 = Math.sqrt(d * d + e * e + f * f);
  return k1 < 1e-6 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1;
}

export const smoothstep = (edge0: number, edge1: number, x: number): number => {
  const t = x <= edge0 ? 0 : x >= edge1 ? 1 : (x - edge0) / (edge1 - edge0);
  return t * t * (3 - 2 * t);
};
export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);
