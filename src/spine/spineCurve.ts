/** A smooth curve through points of the spine in patient space: the axis that levels are counted along. */
import { patientPoint, type PatientPoint, type Vec3 } from '#geometry/points.ts';
import { length, moveAlong, normalise, subtract, vec3 } from '#geometry/vector.ts';

/** Position along the curve in mm from its first point, chords being the measure; beyond its ends the curve runs on straight. */
export type SpineCurve = {
  readonly points: readonly PatientPoint[];
  /** Position of each point. */
  readonly atMm: readonly number[];
  /** Derivative at each point, per mm. */
  readonly slopes: readonly Vec3[];
};

const AXES = ['x', 'y', 'z'] as const;
/** Search step along the curve; finer than any slice spacing, and then refined. */
const STEP_MM = 2;

/** Curve through two or more points in their order; null for fewer, or when neighbours coincide. */
export function spineCurve(points: readonly PatientPoint[]): SpineCurve | null {
  const chords = points.slice(1).map((point, before) => length(subtract(point, points[before]!)));
  if (points.length < 2 || chords.some((mm) => mm < 1e-6)) return null;
  let sum = 0;
  const atMm = [0, ...chords.map((mm) => (sum += mm))];
  const [x, y, z] = AXES.map((axis) =>
    monotoneSlopes(
      points.map((point) => point[axis]),
      chords,
    ),
  ) as [number[], number[], number[]];
  return { points, atMm, slopes: points.map((_, index) => vec3(x[index]!, y[index]!, z[index]!)) };
}

/** Slopes of a piecewise cubic that never overshoots its values (Fritsch and Butland 1984: weighted harmonic means). */
function monotoneSlopes(values: readonly number[], steps: readonly number[]): number[] {
  const secants = steps.map((step, index) => (values[index + 1]! - values[index]!) / step);
  const inner = secants.slice(1).map((after, index) => {
    const before = secants[index]!;
    if (before * after <= 0) return 0;
    const [h0, h1] = [steps[index]!, steps[index + 1]!];
    const [w0, w1] = [2 * h1 + h0, h1 + 2 * h0];
    return (w0 + w1) / (w0 / before + w1 / after);
  });
  // At an end the tangent of the parabola that its neighbour's slope asks for, so that a curved spine does not end straight.
  const end = (secant: number, next: number | undefined): number => {
    const slope = next === undefined ? secant : (3 * secant - next) / 2;
    return slope * secant <= 0 ? 0 : slope;
  };
  return [end(secants[0]!, inner[0]), ...inner, end(secants.at(-1)!, inner.at(-1))];
}

const lastMm = ({ atMm }: SpineCurve): number => atMm.at(-1)!;

/** Point and unnormalised derivative at a position within the curve. */
function within({ points, atMm, slopes }: SpineCurve, mm: number): { point: PatientPoint; slope: Vec3 } {
  const found = atMm.findIndex((at, index) => index > 0 && mm <= at);
  const i = (found < 0 ? atMm.length - 1 : found) - 1;
  const h = atMm[i + 1]! - atMm[i]!;
  const t = (mm - atMm[i]!) / h;
  const cubic = (axis: (typeof AXES)[number]): readonly [number, number] => {
    const [a, b] = [points[i]![axis], points[i + 1]![axis]];
    const [da, db] = [slopes[i]![axis] * h, slopes[i + 1]![axis] * h];
    const [c2, c3] = [3 * (b - a) - 2 * da - db, 2 * (a - b) + da + db];
    return [a + t * (da + t * (c2 + t * c3)), (da + t * (2 * c2 + t * 3 * c3)) / h];
  };
  const [x, y, z] = AXES.map(cubic) as [readonly [number, number], readonly [number, number], readonly [number, number]];
  return { point: patientPoint(x[0], y[0], z[0]), slope: vec3(x[1], y[1], z[1]) };
}

/** Unit tangent, from the first point towards the last. */
export function tangentAt(curve: SpineCurve, mm: number): Vec3 {
  const { slope } = within(curve, Math.min(lastMm(curve), Math.max(0, mm)));
  return length(slope) > 1e-9 ? normalise(slope) : normalise(subtract(curve.points.at(-1)!, curve.points[0]!));
}

export function pointOn(curve: SpineCurve, mm: number): PatientPoint {
  const inside = Math.min(lastMm(curve), Math.max(0, mm));
  const { point } = within(curve, inside);
  return mm === inside ? point : moveAlong(point, tangentAt(curve, inside), mm - inside);
}

/** Positions to search through: the curve and `beyondMm` on either side. */
const samples = (curve: SpineCurve, beyondMm: number): number[] =>
  Array.from({ length: Math.ceil((lastMm(curve) + 2 * beyondMm) / STEP_MM) + 1 }, (_, index) => index * STEP_MM - beyondMm);

/** Position of the curve's point nearest to `p`, looking `beyondMm` past both ends. */
export function positionOf(curve: SpineCurve, p: PatientPoint, beyondMm = 0): number {
  const farMm = (mm: number) => length(subtract(p, pointOn(curve, mm)));
  const all = samples(curve, beyondMm);
  const best = all.reduce((least, mm) => (farMm(mm) < farMm(least) ? mm : least), all[0]!);
  return narrow(best - STEP_MM, best + STEP_MM, farMm);
}

/** Where the curve (and `beyondMm` past its ends) passes through a plane, given as signed distance; the crossing nearest to its middle, or null. */
export function crossingOf(curve: SpineCurve, signedMm: (p: PatientPoint) => number, beyondMm = 0): number | null {
  const all = samples(curve, beyondMm);
  const middle = lastMm(curve) / 2;
  const found = all.slice(1).flatMap((to, before): number[] => {
    const [a, b] = [signedMm(pointOn(curve, all[before]!)), signedMm(pointOn(curve, to))];
    if (a * b > 0) return [];
    const at = narrow(all[before]!, to, (mm) => Math.abs(signedMm(pointOn(curve, mm))));
    return [at];
  });
  if (found.length === 0) return null;
  return found.reduce((best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best));
}

/** Minimum of a function with one valley between two positions, to a micrometre (golden section). */
function narrow(fromMm: number, toMm: number, value: (mm: number) => number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [fromMm, toMm];
  let [c, d] = [b - share * (b - a), a + share * (b - a)];
  let [vc, vd] = [value(c), value(d)];
  while (b - a > 1e-3) {
    if (vc < vd) {
      [b, d, vd] = [d, c, vc];
      c = b - share * (b - a);
      vc = value(c);
    } else {
      [a, c, vc] = [c, d, vd];
      d = a + share * (b - a);
      vd = value(d);
    }
  }
  return (a + b) / 2;
}
