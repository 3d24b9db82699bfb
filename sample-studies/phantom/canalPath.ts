import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import { CONCAVITY_MM } from './bodyShape.ts';
import type { Recipe } from './recipe.ts';
import { clamp } from './region.ts';
import { fromFrame, type Disc, type Skeleton, type Vertebra } from './skeleton.ts';

/** Distance from the posterior wall to the canal's centreline in a canal of normal size. */
export const WALL_TO_CENTRE_MM = 8.5;

/**
 * Cross-section of the canal's contents at one place. `a` runs to posterior from the centreline, `l` to the patient's left.
 * The sac is an egg about (0, sacCentre), its sides drawn together behind by `taper`; the flava are a V with its apex at `apex`.
 */
export type Section = {
  readonly sacCentre: number;
  readonly sacHalfAp: number;
  readonly sacHalfWidth: number;
  readonly taper: number;
  readonly apex: number;
};

const KEYS = ['sacCentre', 'sacHalfAp', 'sacHalfWidth', 'taper', 'apex'] as const;

/** Healthy sections: [front of the sac, half AP, half width, taper, apex of the V]. */
const HEALTHY: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  T10: [-7.2, 6.6, 7.6, 0.1, 9],
  T11: [-7.2, 6.7, 7.9, 0.1, 9],
  T12: [-7.2, 7, 8.8, 0.15, 9.5],
  L1: [-7.1, 7.4, 9.8, 0.2, 10.5],
  L2: [-7, 7.3, 10, 0.35, 11],
  L3: [-7, 7.1, 9.8, 0.5, 11],
  L4: [-6.8, 6.9, 9.4, 0.65, 11.5],
  L5: [-6, 6.3, 8.8, 0.6, 11.5],
  L6: [-5.4, 6, 8.2, 0.6, 11.5],
  S1: [-3.6, 5.2, 7.2, 0.3, 10.5],
  S2: [-2, 2.4, 3.4, 0, 7],
  S3: [-1, 0.1, 0.1, 0, 5],
  S4: [0, 0.1, 0.1, 0, 4],
  S5: [0, 0.1, 0.1, 0, 3],
};

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

type Control = { label: string; point: PatientPoint; section: Section };

/** Distance from the posterior wall back to the apex of the V under the lamina, in a canal of normal size. */
export const laminaReach = (label: string): number => HEALTHY[label]![4] + WALL_TO_CENTRE_MM;

function healthySection(label: string): Section {
  const [front, sacHalfAp, sacHalfWidth, taper, apex] = HEALTHY[label]!;
  return { sacCentre: front + sacHalfAp, sacHalfAp, sacHalfWidth, taper, apex };
}

const vertebraControl = (vertebra: Vertebra, factor: number): Control => {
  const healthy = healthySection(vertebra.label);
  const reach = vertebra.size.depth / 2 + WALL_TO_CENTRE_MM * factor;
  return { label: vertebra.label, point: fromFrame(vertebra.frame, 0, reach, 0), section: scaled(healthy, factor) };
};

const scaled = (s: Section, factor: number): Section => ({
  sacCentre: s.sacCentre * factor,
  sacHalfAp: s.sacHalfAp * factor,
  sacHalfWidth: s.sacHalfWidth * factor,
  taper: s.taper,
  apex: s.apex * factor,
});

/** At a disc the sac comes forward to the disc; crowding shrinks it and thick flava push their V inwards. */
function discControl(disc: Disc, factor: number): Control {
  const [up, low] = [healthySection(disc.upper.label), healthySection(disc.lower.label)];
  const mean = (key: keyof Section) => (up[key] + low[key]) / 2;
  const { sacFactor = 1, flavumThickeningMm = 0, bulgeMm = 0 } = disc.state;
  const front = mean('sacCentre') - mean('sacHalfAp') - 0.5;
  const sacHalfAp = (mean('sacHalfAp') - Math.abs(disc.slipMm) * 0.28) * Math.sqrt(sacFactor);
  const healthy = scaled(
    {
      sacCentre: 0,
      sacHalfAp,
      sacHalfWidth: mean('sacHalfWidth') * Math.sqrt(sacFactor),
      taper: Math.min(0.9, mean('taper') + 0.25 + (1 - sacFactor) * 0.3),
      apex: mean('apex') - 1.35 * flavumThickeningMm,
    },
    factor,
  );
  const sacFront = front * factor + bulgeMm * 0.85 + Math.abs(disc.slipMm) * 0.2;
  const reach = disc.depth / 2 - CONCAVITY_MM * 0.1 + WALL_TO_CENTRE_MM * factor;
  return { label: disc.label, point: fromFrame(disc.frame, 0, reach, 0), section: { ...healthy, sacCentre: sacFront + healthy.sacHalfAp } };
}

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
  const sections = Object.fromEntries(KEYS.map((key) => [key, array()])) as Record<keyof Section, Float64Array>;
  for (let s = 0; s < count; s++) {
    const i = Math.floor(position[s]!);
    const raw = position[s]! - i;
    const t = raw * raw * (3 - 2 * raw);
    for (const key of KEYS) sections[key][s] = at(i).section[key] + (at(i + 1).section[key] - at(i).section[key]) * t;
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

/** Normalised radius in the sac's section: below 1 inside. */
export function sacRadius(l: number, a: number, centre: number, halfAp: number, halfWidth: number, taper: number): number {
  const eta = (a - centre) / halfAp;
  const side = eta > 0 ? 1 - taper * 0.62 * eta : 1;
  const xi = l / (halfWidth * (side > 0.2 ? side : 0.2));
  // The squarish term holds near the surface only.
  if (xi * xi > 1.6 || eta * eta > 1.6) return 9;
  return Math.sqrt(xi * xi + eta * eta - 0.3 * xi * xi * eta * eta * (eta < 0 ? 1 : 0.3));
}
