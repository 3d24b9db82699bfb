import { patientPoint, type PatientPoint, type Vec3 } from './points.ts';

export const vec3 = (x: number, y: number, z: number): Vec3 => ({ x, y, z });
export const dot = (a: Vec3, b: Vec3): number => a.x * b.x + a.y * b.y + a.z * b.z;
export const cross = (a: Vec3, b: Vec3): Vec3 => vec3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
export const length = (a: Vec3): number => Math.hypot(a.x, a.y, a.z);
export const scale = (a: Vec3, factor: number): Vec3 => vec3(a.x * factor, a.y * factor, a.z * factor);
export const negate = (a: Vec3): Vec3 => vec3(-a.x, -a.y, -a.z);
/** Displacement from `b` to `a`. */
export const subtract = (a: Vec3, b: Vec3): Vec3 => vec3(a.x - b.x, a.y - b.y, a.z - b.z);
/** The point reached from `p` by moving `distanceMm` along `direction` (unit length). */
export const moveAlong = (p: PatientPoint, direction: Vec3, distanceMm: number): PatientPoint =>
  patientPoint(p.x + direction.x * distanceMm, p.y + direction.y * distanceMm, p.z + direction.z * distanceMm);
/** `a` with length 1. Throws on the zero vector: callers validate header values first. */
export function normalise(a: Vec3): Vec3 {
  const size = length(a);
  if (!(size > 0)) throw new RangeError('cannot normalise a zero vector');
  return scale(a, 1 / size);
}
/** Angle between two directions, 0..180 degrees. */
export const angleDeg = (a: Vec3, b: Vec3): number =>
  (Math.acos(Math.min(1, Math.max(-1, dot(a, b) / (length(a) * length(b))))) * 180) / Math.PI;
/** Angle between two undirected lines or planes' normals, 0..90 degrees. */
export const acuteAngleDeg = (a: Vec3, b: Vec3): number => {
  const angle = angleDeg(a, b);
  return angle > 90 ? 180 - angle : angle;
};
/** `p` displaced by `offset` times `sign`. */
export const patientSum = (p: PatientPoint, offset: Vec3, sign: 1 | -1): PatientPoint =>
  patientPoint(p.x + sign * offset.x, p.y + sign * offset.y, p.z + sign * offset.z);
