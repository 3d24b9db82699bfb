import { boxOf, ellipsoid, type Region } from './region.ts';
import type { Disc, Frame } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';

/**
 * A pair of facet joints, in the frame of their disc with v measured from the disc's posterior margin (so v' = 8.5 is the middle
 * of the canal). Seen from above each joint is an arc, convex to the front and side: the superior process of the lower vertebra
 * outside it, the inferior process of the upper vertebra inside.
 */
export type FacetShape = {
  readonly frame: Frame;
  readonly marginV: number;
  /** Centre of the arc for the left side (mirror u for the right) and its radius. */
  readonly arcU: number;
  readonly arcV: number;
  readonly arcRadius: number;
  /** Half the joint space with both cartilages. */
  readonly halfGap: number;
  readonly swell: number;
  readonly fluidMm: number;
  /** Apex of the V that the bones keep clear of, and its clearance. */
  readonly apexV: number;
  readonly clearance: number;
};

/** Slope of the V made by laminae and flava, and the length of its normal. */
const V_SLOPE = 0.92;
const V_NORM = Math.hypot(1, V_SLOPE);
/** Distance behind the V's inner surface; negative in front of it, in the canal. */
export const behindV = (u: number, v: number, apex: number): number => (v - apex + V_SLOPE * Math.abs(u)) / V_NORM;

export function facetShape(disc: Disc, canalFactor: number): FacetShape {
  // Joints turn from sagittal to coronal down the spine, and stand wider apart.
  const widen = {
    'T10/11': -3,
    'T11/12': -3,
    'T12/L1': -2.5,
    'L1/2': -2,
    'L2/3': -1,
    'L3/4': 0,
    'L4/5': 1.6,
    'L5/S1': 3.4,
    'L5/6': 2.6,
    'L6/S1': 3.6,
  };
  const shift = (widen as Record<string, number>)[disc.label] ?? 0;
  const swell = 1 + 0.3 * (disc.state.facetHypertrophy ?? 0);
  return {
    frame: disc.frame,
    marginV: disc.depth / 2,
    arcU: 9 + shift,
    arcV: 19.5 * canalFactor,
    arcRadius: 11,
    halfGap: 1 + (disc.state.facetFluidMm ?? 0) / 2,
    swell,
    fluidMm: disc.state.facetFluidMm ?? 0.5,
    apexV: 19 * canalFactor - 1.35 * (disc.state.flavumThickeningMm ?? 0) * 0.5,
    clearance: 3,
  };
}

/** Distance to the superior process (outside the arc) in facet coordinates, `u` already mirrored to positive. */
export function superiorProcess(f: FacetShape, u: number, v: number, w: number): number {
  const arc = Math.hypot(u - f.arcU, v - f.arcV) - f.arcRadius;
  const lobe = ellipsoid(u - (f.arcU + 8), v - (f.arcV - 7), w + 3, 7.4 * f.swell, 8.8 * f.swell, 12.5);
  const joint = f.halfGap - arc;
  const clear = f.clearance - behindV(u, v, f.apexV);
  return Math.max(lobe, joint, clear);
}

/** Distance to the inferior process (inside the arc). */
export function inferiorProcess(f: FacetShape, u: number, v: number, w: number): number {
  const arc = Math.hypot(u - f.arcU, v - f.arcV) - f.arcRadius;
  const lobe = ellipsoid(u - (f.arcU + 2), v - (f.arcV - 1.5), w - 3, 8.4 * f.swell, 8.2 * f.swell, 13.5);
  const joint = arc + f.halfGap;
  const clear = f.clearance - behindV(u, v, f.apexV);
  return Math.max(lobe, joint, clear);
}

/** Cartilage, the bright line of joint fluid, and the capsule of both joints of a level. */
export function facetJointRegion(disc: Disc, f: FacetShape): Region {
  const { origin: o, u: fu, v: fv, w: fw } = f.frame;
  const reach = f.arcU + 18 * f.swell;
  return {
    name: `${disc.label} facets`,
    box: boxOf(f.frame, [-reach, reach], [f.marginV + f.arcV - 17, f.marginV + f.arcV + 9], [-14, 14]),
    at(x, y, z) {
      const [dx, dy, dz] = [x - o.x, y - o.y, z - o.z];
      const w = dx * fw.x + dy * fw.y + dz * fw.z;
      if (w > 13 || w < -13) return 0;
      const u = Math.abs(dx * fu.x + dy * fu.y + dz * fu.z);
      const v = dx * fv.x + dy * fv.y + dz * fv.z - f.marginV;
      const arc = Math.hypot(u - f.arcU, v - f.arcV) - f.arcRadius;
      if (arc > f.halfGap + 0.1 || arc < -f.halfGap - 0.1) return 0;
      if (behindV(u, v, f.apexV) < f.clearance - 0.5) return 0;
      const shadow = ellipsoid(u - (f.arcU + 5.6), v - (f.arcV - 6), w, 9.4 * f.swell, 9.4 * f.swell, 12.5);
      if (shadow > 0.6) return 0;
      if (shadow > -0.6) return TISSUE.ligament;
      return Math.abs(arc) < f.fluidMm / 2 ? mix(TISSUE.cartilage, TISSUE.fluid, 0.75) : TISSUE.cartilage;
    },
  };
}
