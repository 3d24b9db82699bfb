/** Lengths, angles and areas of points in space. Units are those of the points; angles in degrees. Independent of how the points lie. */
import { angleDeg, cross, dot, length, normalise, scale, subtract, vec3 } from '#geometry/vector.ts';
import type { Vec3 } from '#geometry/points.ts';

export type Line = readonly [Vec3, Vec3];

export const distance = (a: Vec3, b: Vec3): number => length(subtract(a, b));
const middle = (a: Vec3, b: Vec3): Vec3 => scale(vec3(a.x + b.x, a.y + b.y, a.z + b.z), 0.5);

/** Angle at `vertex`; 0 when an arm has no length. */
export function angleAt(arm: Vec3, vertex: Vec3, other: Vec3): number {
  const [a, b] = [subtract(arm, vertex), subtract(other, vertex)];
  return length(a) > 0 && length(b) > 0 ? angleDeg(a, b) : 0;
}

/** Ends of the second line exchanged where the pair would cross otherwise: the two lines then run the same way. */
export function alike([a, b]: Line, [c, d]: Line): Line {
  return distance(a, c) + distance(b, d) <= distance(a, d) + distance(b, c) ? [c, d] : [d, c];
}

/** Angle between two lines that run the same way, 0..180; 0 when one has no length. */
export function lineAngle(upper: Line, lower: Line): number {
  const [a, b] = [subtract(upper[1], upper[0]), subtract(lower[1], lower[0])];
  return length(a) > 0 && length(b) > 0 ? angleDeg(a, b) : 0;
}

/** Whether the lines come nearer to each other from their first ends to their second. */
export function closes(upper: Line, lower: Line): boolean {
  const [a, b] = [subtract(upper[1], upper[0]), subtract(lower[1], lower[0])];
  if (length(a) === 0 || length(b) === 0) return false;
  const apart = subtract(middle(...lower), middle(...upper));
  return dot(subtract(normalise(b), normalise(a)), apart) <= 0;
}

/** Area of a closed flat outline, however it lies in space (the shoelace formula as a sum of cross products). */
export function polygonArea(points: readonly Vec3[]): number {
  const origin = points[0] ?? vec3(0, 0, 0);
  let sum = vec3(0, 0, 0);
  for (let i = 1; i + 1 < points.length; i += 1) {
    const part = cross(subtract(points[i]!, origin), subtract(points[i + 1]!, origin));
    sum = vec3(sum.x + part.x, sum.y + part.y, sum.z + part.z);
  }
  return length(sum) / 2;
}

export const perimeter = (points: readonly Vec3[]): number =>
  points.reduce((sum, point, index) => sum + distance(point, points[(index + 1) % points.length]!), 0);

/** Area of the ellipse with these two diameters (pi a b for perpendicular axes; exact for any conjugate pair). */
export const ellipseArea = ([a, b]: Line, [c, d]: Line): number => (Math.PI / 4) * length(cross(subtract(b, a), subtract(d, c)));

/** How far `p` lies from `base` along the line from `base` to `end`. */
export function along(p: Vec3, base: Vec3, end: Vec3): number {
  const direction = subtract(end, base);
  return length(direction) > 0 ? dot(subtract(p, base), normalise(direction)) : 0;
}

type Flat = readonly [number, number];
const turn = (a: Flat, b: Flat, c: Flat): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Whether a closed flat outline crosses itself. */
export function crossesItself(points: readonly Vec3[]): boolean {
  // The corner that stands out most gives the outline's own plane, even where areas on both sides of a crossing cancel out.
  const normal = points.reduce(
    (most, p, i) => {
      const part = cross(subtract(p, points[0]!), subtract(points[(i + 1) % points.length]!, points[0]!));
      return length(part) > length(most) ? part : most;
    },
    vec3(0, 0, 0),
  );
  const size = length(normal);
  // Without an area, or beyond what numbers hold, there is no side to look from.
  if (points.length < 4 || size === 0 || !Number.isFinite(size)) return false;
  const n = normalise(normal);
  const u = normalise(cross(n, Math.abs(n.x) < 0.9 ? vec3(1, 0, 0) : vec3(0, 1, 0)));
  const v = cross(n, u);
  const flat = points.map((p): Flat => [dot(p, u), dot(p, v)]);
  const edge = (i: number): readonly [Flat, Flat] => [flat[i]!, flat[(i + 1) % flat.length]!];
  for (let i = 0; i < flat.length; i += 1)
    for (let j = i + 2; j < flat.length; j += 1) {
      if (i === 0 && j === flat.length - 1) continue;
      const [[a, b], [c, d]] = [edge(i), edge(j)];
      if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return true;
    }
  return false;
}
