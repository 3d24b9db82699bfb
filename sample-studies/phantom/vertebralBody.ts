import type { NoiseField } from './noise.ts';
import { CONCAVITY_MM, outlineRadius } from './bodyShape.ts';
import { boxOf, clamp, smoothstep, type Region } from './region.ts';
import type { Disc, Vertebra } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';

const CORTEX_MM = 0.55;
const ENDPLATE_MM = 0.65;
/** How far each endplate sinks at its centre. */
export const ENDPLATE_CONCAVITY_MM = 1.7;

export type MarrowSettings = { readonly fat: number; readonly noise: NoiseField };

/** Fat fraction of normal marrow: mottled, with faint vertical trabeculation. */
export function marrowFat({ fat, noise }: MarrowSettings, x: number, y: number, z: number): number {
  const mottle = noise(x / 5.5, y / 5.5, z / 5.5) * 0.12;
  const grain = noise(x / 1.2 + 17, y / 1.2, z / 1.6) * 0.15;
  return clamp(fat + mottle + grain, 0.05, 0.95);
}

/**
 * A vertebral body: concave walls, endplates and cortex (dark), marrow, basivertebral vein; and what may be wrong in it: wedge
 * fracture with oedema, metastasis, haemangioma, Modic change, osteophytes and eroded endplates of the neighbouring discs.
 */
export function bodyRegion(vertebra: Vertebra, above: Disc | undefined, below: Disc | undefined, marrow: MarrowSettings): Region {
  const { frame, top, bottom, state, size } = vertebra;
  const { origin: o, u: fu, v: fv, w: fw } = frame;
  const { noise } = marrow;
  const halfWidth = size.width / 2;
  const reach = Math.max(above?.state.osteophyteMm ?? 0, below?.state.osteophyteMm ?? 0);
  const halfHeight = Math.max(size.anteriorHeight, size.posteriorHeight) / 2 + 2;
  const sacral = size.label.startsWith('S');
  const waist = sacral ? 0.04 : 0.1;
  const concavity = sacral ? 0.5 : ENDPLATE_CONCAVITY_MM;
  const fracture = state.wedgeFraction ?? 0;
  const oedema = state.oedema ?? 0;
  const spurTop = above?.state.osteophyteMm ?? 0;
  const spurBottom = below?.state.osteophyteMm ?? 0;
  const erodeTop = above?.state.discitis?.erosionMm ?? 0;
  const erodeBottom = below?.state.discitis?.erosionMm ?? 0;
  const lesions = state.metastases ?? [];
  const haemangioma = state.haemangiomaMm ?? 0;

  const tint = (x: number, y: number, z: number, u: number, v: number, w: number, toTop: number, toBottom: number): number => {
    const fat = marrowFat(marrow, x, y, z);
    for (const { centreMm: c, radiusMm } of lesions) {
      const lump = 1 + 0.16 * noise(x / 6, y / 6, z / 6) + 0.06 * noise(x / 2, y / 2, z / 2);
      const r = Math.hypot(u - c[0], v - c[1], w - c[2]) / (radiusMm * lump);
      if (r < 1) return mix(TISSUE.tumour, TISSUE.fat, 0.04 + 0.06 * noise(x / 2, y / 2, z / 2));
      if (r < 1.25) return mix(TISSUE.oedema, TISSUE.fat, clamp(fat * smoothstep(1, 1.25, r), 0, 1));
    }
    if (haemangioma > 0) {
      const r = Math.hypot(u - halfWidth * 0.25, v + 3, w - 2) / haemangioma;
      const strut = noise(x / 1.6, y / 1.6, z / 14);
      if (r < 1 + 0.1 * noise(x / 3, y / 3, z / 3))
        return strut > 0.42 ? mix(TISSUE.cortex, TISSUE.fat, 0.5) : mix(TISSUE.fat, TISSUE.oedema, 0.35);
    }
    const ragged = noise(x / 4, y / 4, z / 4) * 2.2;
    for (const [disc, distance] of [
      [above, toTop],
      [below, toBottom],
    ] as const) {
      const grade = disc?.state.modic ?? 0;
      if (grade > 0) {
        const depth = (disc?.state.modicDepthMm ?? 8) * (1 - 0.35 * Math.abs(u / halfWidth)) + ragged;
        const f = smoothstep(depth + 1.5, depth - 2.5, distance);
        if (f > 0.02) {
          if (grade === 1) return mix(TISSUE.redMarrow, TISSUE.oedema, clamp(f * 0.75, 0, 1));
          if (grade === 2) return mix(TISSUE.redMarrow, TISSUE.fat, clamp(fat + f * (0.88 - fat), 0, 1));
          return mix(TISSUE.sclerosis, TISSUE.fat, clamp(fat * (1 - f), 0, 1));
        }
      }
      if (disc?.state.discitis) {
        const f = smoothstep(15 + ragged, 3, distance);
        if (f > 0.02) return mix(TISSUE.fat, TISSUE.oedema, clamp(1 - fat * (1 - f * 0.9), 0, 1));
      }
    }
    if (oedema > 0) {
      const line = toTop - 5.5 - noise(x / 5, y / 5, z / 9) * 2;
      if (fracture > 0.08 && Math.abs(line) < 0.8 && Math.abs(u) < halfWidth * 0.8) return mix(TISSUE.sclerosis, TISSUE.redMarrow, 0.25);
      const f = oedema * smoothstep(19 + ragged * 1.6, 7, toTop);
      // Oedema displaces fat: dark on T1, bright with fat nulled.
      if (f > 0.02) return mix(TISSUE.oedema, TISSUE.fat, clamp(fat * (1 - f) + (1 - f) * 0.25, 0, 1));
    }
    return mix(TISSUE.redMarrow, TISSUE.fat, fat);
  };

  return {
    name: `${size.label} body`,
    box: boxOf(
      frame,
      [-halfWidth - reach - 2, halfWidth + reach + 2],
      [-size.depth / 2 - reach - 2, size.depth / 2 + reach + 2],
      [-halfHeight, halfHeight],
    ),
    at(x, y, z) {
      const [dx, dy, dz] = [x - o.x, y - o.y, z - o.z];
      const w = dx * fw.x + dy * fw.y + dz * fw.z;
      if (w > halfHeight || w < -halfHeight) return 0;
      const v = dx * fv.x + dy * fv.y + dz * fv.z;
      const u = dx * fu.x + dy * fu.y + dz * fu.z;
      const flatTop = top.mid + top.slope * v - w;
      const flatBottom = w - bottom.mid - bottom.slope * v;
      if (flatTop < -0.5 || flatBottom < -0.5) return 0;
      const span = flatTop + flatBottom;
      const rel = (2 * flatTop) / span - 1;
      let flare = 1 - waist * (1 - rel * rel);
      if (spurTop > 0) flare += (spurTop / size.depth) * 1.9 * Math.exp(-flatTop / 2.6) * (v > 8 ? 0.35 : 1);
      if (spurBottom > 0) flare += (spurBottom / size.depth) * 1.9 * Math.exp(-flatBottom / 2.6) * (v > 8 ? 0.35 : 1);
      const radius = outlineRadius(u, v, halfWidth, size.depth) / flare;
      if (radius > 1) return 0;
      const dish = concavity * (1 - radius * radius) + 0.5 * noise(x / 9, y / 9, z / 9);
      let toTop = flatTop - dish - fracture * 3 * (1 - radius * radius);
      let toBottom = flatBottom - dish;
      if (erodeTop > 0) toTop -= erodeTop * clamp(0.6 + noise(x / 4, y / 4, z / 4 + 9), 0, 1.4) * (1 - radius ** 4);
      if (erodeBottom > 0) toBottom -= erodeBottom * clamp(0.6 + noise(x / 4, y / 4, z / 4 + 9), 0, 1.4) * (1 - radius ** 4);
      const wall = (1 - radius) * Math.min(halfWidth, size.depth / 2);
      // Rim: endplate and wall meet in a rounded edge.
      const edge = 1.8 - Math.min(toTop, toBottom);
      const corner = edge > 0 && wall < 1.8 ? 1.8 - Math.hypot(edge, 1.8 - wall) : 9;
      if (toTop < 0 || toBottom < 0 || corner < 0) return 0;
      const intact =
        lesions.length === 0 || !lesions.some((l) => Math.hypot(u - l.centreMm[0], v - l.centreMm[1], w - l.centreMm[2]) < l.radiusMm);
      const eroded = (erodeTop > 0 && toTop < 3) || (erodeBottom > 0 && toBottom < 3);
      if (intact && !eroded && (wall < CORTEX_MM || toTop < ENDPLATE_MM || toBottom < ENDPLATE_MM || corner < CORTEX_MM)) {
        // The basivertebral foramen opens the posterior wall.
        if (v > 6 && Math.abs(w) < 2.4 && Math.abs(u) < 5 && toTop > 4 && toBottom > 4) return mix(TISSUE.blood, TISSUE.fat, 0.45);
        return mix(TISSUE.cortex, TISSUE.redMarrow, 0.06);
      }
      const depthIn = (v + 3) / (size.depth / 2 - CONCAVITY_MM + 3);
      if (!sacral && v > -3 && Math.abs(w - 0.4) < 0.35 + 1.5 * depthIn * depthIn && Math.abs(u) < 2 + 4.5 * depthIn) {
        return mix(TISSUE.blood, TISSUE.fat, clamp(0.3 + 0.3 * noise(x, y, z), 0, 1));
      }
      return tint(x, y, z, u, v, w, toTop, toBottom);
    },
  };
}
