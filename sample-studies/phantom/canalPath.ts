import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import { discControl, SECTION_KEYS, vertebraControl, type Control, type Section } from './canalSection.ts';
import type { Recipe } from './recipe.ts';
import { clamp } from './region.ts';
import type { Skeleton } from './skeleton.ts';

export type CanalPath = {
  /** Samples 1 mm apart from head to feet: position, posterior normal in the y-z plane, and section. */
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly normalY: Float64Array;
  readonly normalZ: Float64Array;
  readonly section: (s: number) => Section;
  readonly sections: Readonly<Record<keyof Section, Float64Array>>;
  /** Arc position of each vertebra's and disc's level, by label. */
  readonly levels: ReadonlyMap<string, number>;
  /** Arc position (mm from the upper end) and signed distance behind the centreline of a point of the y-z plane. */
  readonly locate: (y: number, z: number, out: Float64Array) => void;
  /** Patient point at arc `s`, `l` left and `a` behind the centreline. */
  readonly point: (s: number, l: number, a: number) => PatientPoint;
};

/** Catmull-Rom value at `t` in 0..1 between b and c. */
const catmull = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

/** The curve through the canal with everything that varies along it. */
export function buildCanalPath({ vertebrae, discs }: Skeleton, recipe: Recipe): CanalPath {
  const factor = recipe.anatomy?.canalFactor ?? 1;
  const controls = vertebrae.flatMap((vertebra, i) => {
    const disc = discs[i];
    return disc ? [vertebraControl(vertebra, factor), discControl(disc, factor)] : [vertebraControl(vertebra, factor)];
  });
  const at = (i: number): Control => controls[clamp(i, 0, controls.length - 1)]!;
  // A dense walk, then even steps of 1 mm.
  const walk: { x: number; y: number; z: number; t: number; s: number }[] = [];
  const STEPS = 40;
  for (let i = 0; i < controls.length - 1; i++) {
    for (let k = 0; k < STEPS; k++) {
      const t = k / STEPS;
      const pick = (axis: 'x' | 'y' | 'z') =>
        catmull(at(i - 1).point[axis], at(i).point[axis], at(i + 1).point[axis], at(i + 2).point[axis], t);
      const next = { x: pick('x'), y: pick('y'), z: pick('z') };
      const last = walk.at(-1);
      walk.push({ ...next, t: i + t, s: last ? last.s + Math.hypot(next.x - last.x, next.y - last.y, next.z - last.z) : 0 });
    }
  }
  const count = Math.floor(walk.at(-1)!.s);
  const array = () => new Float64Array(count);
  const [x, y, z, position, normalY, normalZ] = [array(), array(), array(), array(), array(), array()];
  for (let s = 0, j = 0; s < count; s++) {
    while (walk[j + 1]!.s < s) j++;
    const [p, q] = [walk[j]!, walk[j + 1]!];
    const f = (s - p.s) / (q.s - p.s);
    x[s] = p.x + (q.x - p.x) * f;
    y[s] = p.y + (q.y - p.y) * f;
    z[s] = p.z + (q.z - p.z) * f;
    position[s] = p.t + (q.t - p.t) * f;
  }
  for (let s = 0; s < count; s++) {
    const [i, j] = [Math.max(0, s - 3), Math.min(count - 1, s + 3)];
    const [dy, dz] = [y[j]! - y[i]!, z[j]! - z[i]!];
    const size = Math.hypot(dy, dz);
    normalY[s] = -dz / size;
    normalZ[s] = dy / size;
  }
  const sections = Object.fromEntries(SECTION_KEYS.map((key) => [key, array()])) as Record<keyof Section, Float64Array>;
  for (let s = 0; s < count; s++) {
    const i = Math.floor(position[s]!);
    const raw = position[s]! - i;
    const t = raw * raw * (3 - 2 * raw);
    for (const key of SECTION_KEYS) sections[key][s] = at(i).section[key] + (at(i + 1).section[key] - at(i).section[key]) * t;
  }
  const levels = new Map<string, number>();
  controls.forEach(({ label }, i) => {
    const found = position.findIndex((t) => t >= i);
    levels.set(label, found < 0 ? count - 1 : found);
  });
  const section = (s: number): Section => {
    const i = clamp(Math.round(s), 0, count - 1);
    return {
      sacCentre: sections.sacCentre[i]!,
      sacHalfAp: sections.sacHalfAp[i]!,
      sacHalfWidth: sections.sacHalfWidth[i]!,
      taper: sections.taper[i]!,
      apex: sections.apex[i]!,
    };
  };
  const point = (s: number, l: number, a: number): PatientPoint => {
    const i = clamp(Math.floor(s), 0, count - 2);
    const f = clamp(s - i, 0, 1);
    const lerp = (values: Float64Array) => values[i]! + (values[i + 1]! - values[i]!) * f;
    return patientPoint(lerp(x) + l, lerp(y) + lerp(normalY) * a, lerp(z) + lerp(normalZ) * a);
  };
  return { count, x, y, z, normalY, normalZ, section, sections, levels, locate: locator(y, z, normalY, normalZ, count), point };
}

/** Half-width of the band around the centreline where `locate` answers. */
const BAND_MM = 34;

/** Table over the y-z plane, 1 mm apart, so that finding a point's place along the curve costs one bilinear lookup. */
function locator(y: Float64Array, z: Float64Array, ny: Float64Array, nz: Float64Array, count: number): CanalPath['locate'] {
  const y0 = Math.floor(Math.min(...y)) - BAND_MM;
  const z0 = Math.floor(Math.min(...z)) - BAND_MM;
  const columns = Math.ceil(Math.max(...y)) + BAND_MM - y0 + 1;
  const rows = Math.ceil(Math.max(...z)) + BAND_MM - z0 + 1;
  const arc = new Float32Array(columns * rows);
  const offset = new Float32Array(columns * rows).fill(999);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [py, pz] = [y0 + column, z0 + row];
      let best = Infinity;
      let s = 0;
      for (let k = 0; k < count; k += 2) {
        const d = (py - y[k]!) ** 2 + (pz - z[k]!) ** 2;
        if (d < best) [best, s] = [d, k];
      }
      if (best > (BAND_MM + 2) ** 2) continue;
      const [dy, dz] = [py - y[s]!, pz - z[s]!];
      // Tangent towards the feet is the normal turned by -90 degrees.
      arc[row * columns + column] = s + dy * nz[s]! - dz * ny[s]!;
      offset[row * columns + column] = dy * ny[s]! + dz * nz[s]!;
    }
  }
  return (py, pz, out) => {
    const fy = py - y0;
    const fz = pz - z0;
    const [i, j] = [Math.floor(fy), Math.floor(fz)];
    if (i < 0 || j < 0 || i >= columns - 1 || j >= rows - 1) {
      out[0] = 0;
      out[1] = 999;
      return;
    }
    const [ty, tz] = [fy - i, fz - j];
    const k = j * columns + i;
    const [w00, w10, w01, w11] = [(1 - ty) * (1 - tz), ty * (1 - tz), (1 - ty) * tz, ty * tz];
    out[0] = arc[k]! * w00 + arc[k + 1]! * w10 + arc[k + columns]! * w01 + arc[k + columns + 1]! * w11;
    out[1] = offset[k]! * w00 + offset[k + 1]! * w10 + offset[k + columns]! * w01 + offset[k + columns + 1]! * w11;
  };
}
