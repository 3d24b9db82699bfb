import type { NoiseField } from './noise.ts';
import { outlineRadius } from './bodyShape.ts';
import { boxOf, clamp, smoothstep, type Region } from './region.ts';
import type { Disc } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';

/** Pfirrmann grade -> [how fibrous the nucleus is, how blurred its border, strength of the intranuclear cleft]. */
const GRADE: Readonly<Record<1 | 2 | 3 | 4 | 5, readonly [number, number, number]>> = {
  1: [0.02, 0.1, 0.1],
  2: [0.14, 0.16, 0.7],
  3: [0.52, 0.34, 0.5],
  4: [0.84, 0.5, 0.15],
  5: [0.97, 0.5, 0],
};

/**
 * An intervertebral disc: whatever lies between two endplates inside its outline. Nucleus (with cleft), inner annulus grading
 * into the dark outer annulus; bulge, annular fissure, infection. Comes after the bodies in order, so their concave endplates
 * shape it.
 */
export function discRegion(disc: Disc, noise: NoiseField): Region {
  const { frame, state, depth } = disc;
  const { origin: o, u: fu, v: fv, w: fw } = frame;
  const [fibrous, blur, cleft] = GRADE[state.pfirrmann ?? 2];
  const halfWidth = disc.width / 2;
  const bulge = state.bulgeMm ?? 0;
  const halfHeight = disc.height / 2 + 4 + (state.discitis?.erosionMm ?? 0);
  const sacral = disc.label.startsWith('S');
  const fluid = state.discitis?.fluid ?? 0;
  const grow = bulge + 0.8;
  const fissureHalf = Math.min(1.4, disc.height * 0.3);
  const fissureU = state.annularFissure === 'right' ? -7 : state.annularFissure === 'left' ? 7 : 0;
  return {
    name: `${disc.label} disc`,
    box: boxOf(
      frame,
      [-halfWidth - grow - 1, halfWidth + grow + 1],
      [-depth / 2 - grow - 2, depth / 2 + grow + 2],
      [-halfHeight, halfHeight],
    ),
    at(x, y, z) {
      const [dx, dy, dz] = [x - o.x, y - o.y, z - o.z];
      const w = dx * fw.x + dy * fw.y + dz * fw.z;
      if (w > halfHeight || w < -halfHeight) return 0;
      const v = dx * fv.x + dy * fv.y + dz * fv.z;
      const u = dx * fu.x + dy * fu.y + dz * fu.z;
      // Wider where it is higher: the wedge opens forward.
      const radius = outlineRadius(u, v, halfWidth, depth);
      if (radius === Infinity) return 0;
      const scaleMm = Math.min(halfWidth, depth / 2);
      const rim = disc.height / 2 + 1.2;
      const limit = 1 + (bulge * Math.max(0, 1 - (w * w) / (rim * rim * 1.6)) + 0.5) / scaleMm;
      if (radius > limit || (radius > 1.01 && Math.abs(w) > rim)) return 0;
      if (sacral) return mix(TISSUE.annulus, TISSUE.nucleus, 0.12);
      const texture = noise(x / 3, y / 3, z / 1.8) * 0.12 + noise(x / 1.2, y / 1.2, z) * 0.06;
      // Nucleus slightly behind the centre, border blurred by degeneration.
      const core = outlineRadius(u, v - 1.2, halfWidth * 0.72, depth * 0.7) + (Math.abs(w) / (halfHeight - 1)) ** 2 * 0.16;
      const inside = smoothstep(1 + blur * 0.6, 1 - blur, core + texture * 0.4);
      let dark = 1 - inside * (1 - fibrous);
      const band = Math.exp(-((w - 0.3) ** 2) / 0.9) * cleft * inside * (0.6 + 2 * Math.abs(texture)) * 0.5;
      dark = clamp(dark + band + texture * (0.6 + fibrous), 0, 1);
      if (fluid > 0 && radius < 0.9) {
        const pool = smoothstep(0.95, 0.55, radius + noise(x / 5, y / 5, z / 5) * 0.35);
        if (pool > 0.3) return mix(TISSUE.granulation, TISSUE.pus, clamp(pool * fluid, 0, 1));
      }
      if (state.annularFissure !== undefined && v > depth / 2 - 4.2 && Math.abs(w) < fissureHalf) {
        if (radius < limit - 1 / scaleMm && Math.abs(u - fissureU) < 5.5) return mix(TISSUE.annulus, TISSUE.fluid, 0.8);
      }
      const outer = smoothstep(0.86, 0.97, radius / limit);
      if (outer > 0.5) return mix(TISSUE.ligament, TISSUE.annulus, clamp(1.3 - outer, 0, 1));
      return mix(TISSUE.nucleus, TISSUE.annulus, dark);
    },
  };
}
