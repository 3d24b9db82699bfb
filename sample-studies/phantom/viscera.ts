import type { NoiseField } from './noise.ts';
import { clamp, ellipsoid, smoothstep, type Region } from './region.ts';
import { mix, TISSUE, type TissueCode } from './tissues.ts';
import type { Trunk } from './trunk.ts';

type Point = readonly [number, number, number];

/** Kidneys with cortex, medulla and sinus fat; liver and spleen at the upper edge. */
export function organRegions(trunk: Trunk, zOf: (level: number) => number, noise: NoiseField): Region[] {
  const kidney = (side: -1 | 1): Region => {
    const z0 = zOf(side < 0 ? 1.05 : 0.75);
    const [x0, y0] = [trunk.centreX(z0) + side * 66, trunk.centreY(z0) - 2];
    return {
      name: side < 0 ? 'right kidney' : 'left kidney',
      coarse: true,
      box: { min: [x0 - 42, y0 - 36, z0 - 62], max: [x0 + 42, y0 + 36, z0 + 62] },
      at(x, y, z) {
        // The long axis spreads downwards, the hilum faces forward and to the spine.
        const dz = z - z0;
        const du = side * (x - x0) + dz * 0.2;
        const dv = y - y0 - dz * 0.12;
        const d = ellipsoid(du, dv, dz, 26, 22, 52);
        if (d > 0) return 0;
        const hilum = ellipsoid(du + 17, dv + 6, dz, 19, 12, 26);
        if (hilum < 0)
          return hilum > -3
            ? mix(TISSUE.kidneyMedulla, TISSUE.fat, 0.6)
            : mix(TISSUE.fat, TISSUE.urine, noise(x / 5, y / 5, z / 6) > 0.3 ? 0.75 : 0);
        const pyramid = noise(x / 7, y / 7, z / 7);
        if (d > -0.9) return mix(TISSUE.kidneyCortex, TISSUE.ligament, 0.4);
        return mix(TISSUE.kidneyCortex, TISSUE.kidneyMedulla, d < -6 ? smoothstep(-0.1, 0.2, pyramid) : 0);
      },
    };
  };
  const organ = (name: string, tissue: number, [u, v, level]: Point, [rx, ry, rz]: Point): Region => {
    const z0 = zOf(level);
    const [x0, y0] = [trunk.centreX(z0) + u, trunk.centreY(z0) + v];
    return {
      name,
      box: { min: [x0 - rx, y0 - ry, z0 - rz], max: [x0 + rx, y0 + ry, z0 + rz] },
      at(x, y, z) {
        if (ellipsoid(x - x0, y - y0, z - z0, rx, ry, rz) > 0) return 0;
        const n = noise(x / 6, y / 6, z / 6);
        return n > 0.62 ? mix(tissue, TISSUE.flowVoid, 0.7) : mix(tissue, TISSUE.fat, clamp(0.03 + n * 0.05, 0, 1));
      },
    };
  };
  return [
    kidney(-1),
    kidney(1),
    organ('liver', TISSUE.liver, [-98, -50, -2.2], [72, 66, 88]),
    organ('spleen', TISSUE.spleen, [104, -8, -1.6], [30, 40, 52]),
  ];
}

/** Bladder and rectum at the lower edge. */
export function pelvicOrganRegions(trunk: Trunk, zOf: (level: number) => number): Region[] {
  const s3 = zOf(7);
  const [y3, x3] = [trunk.centreY(s3), trunk.centreX(s3)];
  const hollow = (name: string, [u, v, w]: Point, [rx, ry, rz]: Point, content: TissueCode): Region => ({
    name,
    box: { min: [x3 + u - rx, y3 + v - ry, s3 + w - rz], max: [x3 + u + rx, y3 + v + ry, s3 + w + rz] },
    at(x, y, z) {
      const d = ellipsoid(x - x3 - u, y - y3 - v, z - s3 - w, rx, ry, rz);
      return d > 0 ? 0 : d > -3 ? TISSUE.bowelWall : content;
    },
  });
  return [
    hollow('bladder', [2, -112, -26], [44, 34, 30], TISSUE.urine),
    hollow('rectosigmoid', [6, -34, -4], [19, 17, 20], mix(TISSUE.air, TISSUE.bowelContent, 0.3)),
    hollow('rectum', [2, -26, -36], [18, 15, 24], mix(TISSUE.bowelContent, TISSUE.air, 0.3)),
    hollow('sigmoid', [-30, -62, 2], [22, 17, 17], mix(TISSUE.air, TISSUE.bowelContent, 0.15)),
  ];
}

/** The rest of the body: skin, subcutaneous fat with septa, abdominal wall, bowel in its mesentery, retroperitoneal fat. */
export function torsoRegion(trunk: Trunk, noise: NoiseField, z0: number, z1: number): Region {
  const half = trunk.halfWidth;
  let lastZ = NaN;
  let back = 0;
  let centreX = 0;
  let centreY = 0;
  let level = 0;
  return {
    name: 'torso',
    coarse: true,
    box: { min: [-half - 40, trunk.frontY - 10, z0], max: [half + 40, 220, z1] },
    at(x, y, z) {
      // Neighbouring samples mostly share their height.
      if (z !== lastZ) {
        lastZ = z;
        back = trunk.backY(z);
        centreX = trunk.centreX(z);
        centreY = trunk.centreY(z);
        level = trunk.level(z);
      }
      if (y > back) return 0;
      const middle = (back + trunk.frontY) / 2;
      const halfAp = (back - trunk.frontY) / 2;
      const u = x - centreX * 0.4;
      const ax = Math.abs(u) / half;
      const ay = Math.abs(y - middle) / halfAp;
      const power = y > middle ? ax * ax + ay * ay * ay * ay : ax * ax + ay * ay * (0.5 + 0.5 * ay);
      if (power > 1) return 0;
      const depth = (1 - Math.sqrt(power)) * halfAp * (y > middle ? 0.8 : 1);
      if (depth < 1.8) return TISSUE.skin;
      const v = y - centreY;
      const wall = depth > 50 ? 40 : 16 + trunk.backFatMm * 0.45 + 4 * noise(x / 60, y / 60, z / 60);
      if (depth < wall || (v > 26 && Math.abs(u) < 88)) {
        const septum = Math.abs(noise(x / 17 + 5, y / 4, z / 26));
        return mix(TISSUE.fat, TISSUE.dura, septum < 0.04 ? 0.22 : 0.02);
      }
      if (depth < wall + 11 && depth < 50 && v < 28 + 7 * noise(x / 24, y / 24, z / 24)) {
        const layer = Math.abs(((depth - wall) % 3.7) - 1.8);
        return layer < 0.3
          ? mix(TISSUE.muscle, TISSUE.fat, 0.5)
          : mix(TISSUE.muscle, TISSUE.fat, clamp(noise(x / 3, y / 3, z / 14) * 0.3, 0, 1));
      }
      // Bowel keeps away from the spine; its edge is vague, for it moves while the scan lasts.
      const clear = Math.min(1, Math.max((-40 - v) / 24, (Math.abs(u) - 60) / 26), (14 - v) / 16, (6.6 - level) * 2);
      const base = (v < -60 ? 0.12 : 0) - 0.9 * (1 - clear);
      let n = base > -0.8 ? base + noise(x / 19, y / 17, z / 21) : -1;
      if (n > -0.1) n += 0.3 * noise(x / 8, y / 8, z / 8);
      if (n > 0.2) {
        const kind = noise(x / 45, y / 45, z / 45);
        const solid = smoothstep(0.2, 0.3, n);
        if (solid < 1) return mix(TISSUE.fat, TISSUE.bowelWall, solid);
        if (kind > 0.22) return mix(TISSUE.air, TISSUE.bowelContent, 0.1 + 0.9 * smoothstep(0.45, 0.3, n));
        return mix(TISSUE.bowelContent, kind < -0.25 ? TISSUE.fluid : TISSUE.muscle, clamp(0.35 + 0.5 * noise(x / 4, y / 4, z / 4), 0, 1));
      }
      const strand = noise(x / 2.6, y / 2.6, z / 9);
      return strand > 0.78 ? mix(TISSUE.fat, TISSUE.flowVoid, 0.45) : mix(TISSUE.fat, TISSUE.muscle, clamp(0.06 + 0.1 * strand, 0, 1));
    },
  };
}
