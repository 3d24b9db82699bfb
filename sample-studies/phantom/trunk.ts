import type { Recipe } from './recipe.ts';
import { clamp } from './region.ts';
import type { Skeleton } from './skeleton.ts';

/**
 * How the soft tissues hang on the spine: for each height z the bodies' centre, a running level number (0 at L1, 4 at L5,
 * 5 at S1) and the skin of the back, which lies flat on the table and bridges the lordosis.
 */
export type Trunk = {
  readonly centreX: (z: number) => number;
  readonly centreY: (z: number) => number;
  readonly level: (z: number) => number;
  readonly backY: (z: number) => number;
  readonly frontY: number;
  readonly halfWidth: number;
  readonly backFatMm: number;
};

const LEVEL: Readonly<Record<string, number>> = {
  T10: -3,
  T11: -2,
  T12: -1,
  L1: 0,
  L2: 1,
  L3: 2,
  L4: 3,
  L5: 4,
  L6: 4.5,
  S1: 5,
  S2: 6,
  S3: 7,
  S4: 8,
  S5: 9,
};

/** Table over z with linear interpolation, constant beyond its ends. */
function table(z0: number, values: Float64Array): (z: number) => number {
  const last = values.length - 1;
  return (z) => {
    const f = clamp(z - z0, 0, last - 0.001);
    const i = f | 0;
    return values[i]! + (values[i + 1]! - values[i]!) * (f - i);
  };
}

function smooth(values: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(sigma * 2.5);
  return values.map((_, i) => {
    let [sum, weight] = [0, 0];
    for (let k = -reach; k <= reach; k++) {
      const w = Math.exp(-(k * k) / (2 * sigma * sigma));
      sum += w * values[clamp(i + k, 0, values.length - 1)]!;
      weight += w;
    }
    return sum / weight;
  });
}

/** Distance from a body's centre back to the muscles' posterior surface. */
const muscleReach = (level: number): number => 67 - 3.5 * Math.max(0, level - 3.5) ** 1.5;

export function buildTrunk({ vertebrae }: Skeleton, recipe: Recipe): Trunk {
  const nodes = vertebrae.map(({ label, frame }) => ({ level: LEVEL[label]!, ...frame.origin })).toSorted((a, b) => a.z - b.z);
  const z0 = Math.floor(nodes[0]!.z) - 60;
  const z1 = Math.ceil(nodes.at(-1)!.z) + 60;
  const sample = (pick: (node: (typeof nodes)[number]) => number) =>
    Float64Array.from({ length: z1 - z0 + 1 }, (_, i) => {
      const z = z0 + i;
      const k = clamp(
        nodes.findIndex((node) => node.z > z),
        1,
        nodes.length - 1,
      );
      const index = z >= nodes.at(-1)!.z ? nodes.length - 1 : k;
      const [a, b] = [nodes[index - 1]!, nodes[index]!];
      return pick(a) + (pick(b) - pick(a)) * clamp((z - a.z) / (b.z - a.z), 0, 1);
    });
  const xs = smooth(
    sample(({ x }) => x),
    6,
  );
  const ys = smooth(
    sample(({ y }) => y),
    6,
  );
  const levels = sample(({ level }) => level);
  const needed = ys.map((y, i) => y + muscleReach(levels[i]!));
  const hollow = smooth(needed, 38);
  const flat = Math.max(...hollow.subarray(60, hollow.length - 110));
  const backFatMm = recipe.anatomy?.backFatMm ?? 14;
  const skin = smooth(
    hollow.map((y, i) => Math.max(y * 0.72 + flat * 0.28, needed[i]! + 3) + backFatMm * 0.6),
    16,
  );
  const centreY = table(z0, ys);
  const { sex, heightM, weightKg } = recipe.patient;
  const bmi = weightKg / (heightM * heightM);
  return {
    centreX: table(z0, xs),
    centreY,
    level: table(z0, levels),
    backY: table(z0, skin),
    frontY: centreY(0) - 136 - (bmi - 24) * 3,
    halfWidth: (sex === 'F' ? 168 : 174) + (bmi - 24) * 3,
    backFatMm,
  };
}
