import type { NoiseField } from './noise.ts';
import { clamp, smoothstep, type Region } from './region.ts';
import type { Vertebra } from './skeleton.ts';
import { fibres } from './muscles.ts';
import { mix, TISSUE } from './tissues.ts';
import { marrowFat, type MarrowSettings } from './vertebralBody.ts';

/** Wing of the ilium as a bowed plate; signed distance from its middle surface, positive outside (gluteal side). Point relative to the sacral endplate. */
function wing(u: number, dy: number, dz: number): number {
  const bow = (u - 80) / 38;
  return 0.68 * (u - 46) + 0.58 * (dy - 30) - 0.45 * (dz + 30) + 6 * (1 - Math.min(1.2, bow * bow));
}

const crest = (u: number, dy: number): number => -38 + 84 * smoothstep(38, 92, u) - 0.55 * Math.max(0, -12 - dy);

/** Sacral alae, ilium, sacroiliac joints, iliacus and gluteal muscles. */
export function pelvisRegion(s1: Vertebra, marrow: MarrowSettings, noise: NoiseField, muscleFat: number): Region {
  const { frame, size, top } = s1;
  const { origin: o, u: fu, v: fv, w: fw } = frame;
  const [ex, ey, ez] = [o.x + fw.x * top.mid, o.y + fw.y * top.mid, o.z + fw.z * top.mid];
  const muscle = fibres(noise, muscleFat * 0.8);
  const foot = size.posteriorHeight;
  return {
    name: 'pelvis',
    box: { min: [ex - 150, ey - 100, ez - 130], max: [ex + 150, ey + 75, ez + 52] },
    at(x, y, z) {
      const u = Math.abs(x - ex);
      if (u < 14) return 0;
      const [dy, dz] = [y - ey, z - ez];
      const plate = wing(u, dy, dz);
      const ridge = crest(u, dy) - dz;
      const thick = 4 + 2.5 * smoothstep(75, 48, u);
      if (ridge > 0 && Math.abs(plate) < thick && u > 36) {
        if (Math.min(thick - Math.abs(plate), ridge) < 1.1) return mix(TISSUE.cortex, TISSUE.redMarrow, 0.08);
        return mix(TISSUE.redMarrow, TISSUE.fat, clamp(marrowFat(marrow, x, y, z) + 0.18, 0, 1));
      }
      // Alae of S1 and S2, up to the joint.
      const [px, py, pz] = [x - o.x, y - o.y, z - o.z];
      const v = px * fv.x + py * fv.y + pz * fv.z;
      const w = px * fw.x + py * fw.y + pz * fw.z;
      const across = Math.abs(px * fu.x + py * fu.y + pz * fu.z);
      const roof = top.mid - 1 - (across - 20) * 0.22 - Math.max(0, -v) * 0.25;
      const front = -15 + (across - 20) * 0.22 + Math.max(0, -w - 8) * 0.15;
      const back = size.depth / 2 + 13 - Math.max(0, w) * 0.3 - (across - 20) * 0.1;
      const joint = -plate - thick;
      const d = Math.max(w - roof, front - v, v - back, -joint + 1.6, -w - foot * 2.6);
      if (d < 0 && across > 17) {
        // Anterior sacral foramina between S1/S2 and S2/S3.
        for (const level of [-foot / 2 - 1.5, -foot * 1.5 - 4]) {
          const [a, b] = [(across - 20.5) / 5, (w - level) / 4.6];
          if (a * a + b * b < 1) return a * a + b * b > 0.8 ? TISSUE.cortex : mix(TISSUE.fat, TISSUE.root, 0.12);
        }
        if (d > -1) return mix(TISSUE.cortex, TISSUE.redMarrow, 0.08);
        return mix(
          TISSUE.redMarrow,
          TISSUE.fat,
          clamp(marrowFat(marrow, x, y, z) + 0.22 * smoothstep(22, 36, across) + 0.1 * noise(x / 9, y / 9, z / 9), 0, 1),
        );
      }
      if (across > 17 && joint > 0 && joint < 1.7 && w < roof && w > -foot * 2.4 && v > front && v < back)
        return joint < 1 ? TISSUE.cartilage : TISSUE.cortex;
      // Iliacus inside the wing, glutei outside, leaving fat at the crest.
      if (ridge > 3 && u > 40 && dy < 12 && plate < -thick - 0.6 && plate > -thick - 17 * smoothstep(3, 40, ridge)) return muscle(x, y, z);
      const seam = noise(x / 22, y / 22, z / 22) * 5;
      if (ridge > 5 && u > 34 && plate > thick + 0.6 && plate < thick + 6 + 34 * smoothstep(5, 60, ridge) + seam) {
        const septum = Math.abs(plate - thick - 16 - seam);
        return septum < 0.8 ? mix(TISSUE.fat, TISSUE.muscle, 0.3) : muscle(x, y, z);
      }
      return 0;
    },
  };
}
