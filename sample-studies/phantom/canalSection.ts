import type { PatientPoint } from '#geometry/points.ts';
import { CONCAVITY_MM } from './bodyShape.ts';
import { fromFrame, type Disc, type Vertebra } from './skeleton.ts';

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

export const SECTION_KEYS = ['sacCentre', 'sacHalfAp', 'sacHalfWidth', 'taper', 'apex'] as const;

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

/** A point that the centreline passes, and the section there. */
export type Control = { label: string; point: PatientPoint; section: Section };

/** Distance from the posterior wall back to the apex of the V under the lamina, in a canal of normal size. */
export const laminaReach = (label: string): number => HEALTHY[label]![4] + WALL_TO_CENTRE_MM;

function healthySection(label: string): Section {
  const [front, sacHalfAp, sacHalfWidth, taper, apex] = HEALTHY[label]!;
  return { sacCentre: front + sacHalfAp, sacHalfAp, sacHalfWidth, taper, apex };
}

export const vertebraControl = (vertebra: Vertebra, factor: number): Control => {
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
export function discControl(disc: Disc, factor: number): Control {
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

/** Normalised radius in the sac's section: below 1 inside. */
export function sacRadius(l: number, a: number, centre: number, halfAp: number, halfWidth: number, taper: number): number {
  const eta = (a - centre) / halfAp;
  const side = eta > 0 ? 1 - taper * 0.62 * eta : 1;
  const xi = l / (halfWidth * (side > 0.2 ? side : 0.2));
  // The squarish term holds near the surface only.
  if (xi * xi > 1.6 || eta * eta > 1.6) return 9;
  return Math.sqrt(xi * xi + eta * eta - 0.3 * xi * xi * eta * eta * (eta < 0 ? 1 : 0.3));
}
