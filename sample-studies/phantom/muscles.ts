import { behindV } from './facet.ts';
import type { NoiseField } from './noise.ts';
import { clamp, smoothstep, type Box, type Region } from './region.ts';
import { mix, TISSUE, type TissueCode } from './tissues.ts';
import type { Trunk } from './trunk.ts';

//                 T10 T11 T12  L1  L2  L3  L4  L5  S1  S2  S3
const PSOAS_U = [22, 22, 23, 25, 28, 32, 37, 43, 51, 57, 62];
const PSOAS_V = [2, 2, 2, 1, 0, -2, -7, -19, -38, -58, -75];
const PSOAS_RU = [0.1, 0.1, 2, 7, 10.5, 14, 17, 17.5, 16, 15, 14];
const PSOAS_RV = [0.1, 0.1, 4, 11, 15.5, 19, 21, 20.5, 18, 17, 16];
const ERECTOR_W = [56, 58, 60, 63, 66, 68, 66, 58, 48, 38, 28];
const ERECTOR_V = [43, 43, 43, 44, 45, 46, 46, 45, 43, 39, 35];
const ERECTOR_RV = [20, 20, 20.5, 21, 21.5, 22, 22, 20, 17, 15.5, 13];
const MULTIFIDUS_W = [12, 12, 13, 14, 16, 18.5, 22, 26, 29, 24, 14];
const QUADRATUS_U = [60, 60, 50, 50, 53, 57, 62, 70, 80, 80, 80];
const QUADRATUS_RU = [0.1, 0.1, 8, 12, 14, 16, 18, 12, 0.1, 0.1, 0.1];

const SHAPES = [PSOAS_U, PSOAS_V, PSOAS_RU, PSOAS_RV, ERECTOR_W, ERECTOR_V, ERECTOR_RV, MULTIFIDUS_W, QUADRATUS_U, QUADRATUS_RU];
const STEP_MM = 0.5;

/** The shapes above by height: one row of [centre x, centre y, level, ...SHAPES] every half millimetre from `z0`. */
function shapesByHeight(trunk: Trunk, z0: number, z1: number): Float32Array[] {
  return Array.from({ length: Math.ceil((z1 - z0) / STEP_MM) + 1 }, (_, i) => {
    const z = z0 + i * STEP_MM;
    const level = trunk.level(z);
    const at = clamp(level + 3, 0, PSOAS_U.length - 1.001);
    const k = Math.floor(at);
    return Float32Array.from([
      trunk.centreX(z),
      trunk.centreY(z),
      level,
      ...SHAPES.map((values) => values[k]! + (values[k + 1]! - values[k]!) * (at - k)),
    ]);
  });
}

/** Muscle with fat between its bundles: thin curved sheets running along the fibres, more of them with `fatty`. */
export function fibres(noise: NoiseField, fatty: number): (x: number, y: number, z: number) => TissueCode {
  return (x, y, z) => {
    const ridge = Math.abs(noise(x / 7, y / 7, z / 34));
    const patch = noise(x / 11 + 31, y / 11, z / 40) + (fatty - 0.25) * 1.6;
    const streak = patch > -0.1 ? smoothstep(0.085 + fatty * 0.08, 0.0, ridge) * smoothstep(-0.1, 0.5, patch) : 0;
    const fine = smoothstep(0.62 - fatty * 0.5, 1.1, noise(x / 1.8, y / 1.8, z / 16));
    return mix(TISSUE.muscle, TISSUE.fat, clamp(0.015 + streak * 0.75 + fine * 0.5 + fatty * 0.05, 0, 1));
  };
}

/** Psoas, quadratus lumborum, multifidus, erector spinae and the ligaments between the spinous processes. */
export function muscleRegion(trunk: Trunk, noise: NoiseField, muscleFat: number, z0: number, z1: number): Region {
  const paraspinal = fibres(noise, muscleFat);
  // Multifidus is the fattier one.
  const medial = fibres(noise, muscleFat * 1.25 + 0.08);
  const deep = fibres(noise, muscleFat * 0.35);
  const rows = shapesByHeight(trunk, z0, z1);
  const box: Box = { min: [-100, -130, z0], max: [100, 140, z1] };
  return {
    name: 'paraspinal muscles',
    box,
    at(x, y, z) {
      const row = rows[clamp(Math.round((z - z0) / STEP_MM), 0, rows.length - 1)]!;
      const signed = x - row[0]!;
      const u = signed < 0 ? -signed : signed;
      if (u > 95) return 0;
      const v = y - row[1]!;
      if (v > 76 || v < -100) return 0;
      const level = row[2]!;
      if (v < 22) {
        const ru = row[5]!;
        const pu = (u - row[3]!) / ru;
        const pv = (v - row[4]!) / row[6]!;
        const wobble = Math.abs(pu) < 1.2 && Math.abs(pv) < 1.2 ? 0.22 * noise(x / 15, y / 15, z / 40) : 0;
        const e = pu * pu + pv * pv - 0.2 * Math.min(1.3, pu * pu) * Math.min(1.3, pv * pv);
        if (e < 1 + wobble) return e > 0.93 + wobble && ru > 5 ? mix(TISSUE.muscle, TISSUE.ligament, 0.5) : deep(x, y, z);
      }
      if (v > 8 && v < 36 && level < 5) {
        const ru = row[12]!;
        const [qu, qv] = [(u - row[11]!) / ru, (v - 21 + (u - 55) * 0.1) / 6.5];
        if (qu * qu + qv * qv < 1) return deep(x, y, z);
      }
      if (v < 12) return 0;
      const rv = row[9]!;
      const width = row[7]!;
      const ev = (v - row[8]! + 7 * (u / width) ** 2) / rv;
      const eu = (u - width * 0.46) / (width * 0.54);
      const e = eu * eu + ev * ev - 0.36 * Math.min(1.3, eu * eu) * Math.min(1.3, ev * ev);
      if (e > 1) return 0;
      if (u < 3.4 && v < 62) {
        const strand = noise(x / 2.5, (y - z) / 2.2, (y + z) / 9) + 0.4 * noise(x / 6, y / 6, z / 6);
        return mix(TISSUE.ligament, TISSUE.fat, clamp(0.38 + 0.17 * strand, 0, 1));
      }
      if (u < 4.4) return mix(TISSUE.fat, TISSUE.muscle, 0.15);
      if (ev > 0 && e > 0.955) return mix(TISSUE.ligament, TISSUE.muscle, 0.2);
      const border = row[10]! + (v - 46) * 0.2 + 2.4 * noise(x / 16, y / 12, z / 30) - u;
      if (border > -0.9 && border < 0.9) return mix(TISSUE.fat, TISSUE.muscle, 0.22 + 0.4 * Math.abs(border));
      const lateral = width * 0.63 + (v - 40) * 0.35 + 2 * noise(x / 16 + 9, y / 12, z / 30) - u;
      if (lateral > -0.5 && lateral < 0.5) return mix(TISSUE.fat, TISSUE.muscle, 0.4);
      // A layer of fat lies on the laminae, deep to multifidus.
      const lamina = behindV(u, v - 17, 19.5);
      if (border > 0 && lamina < 10 + 3 * noise(x / 7, y / 7, z / 12))
        return mix(TISSUE.fat, TISSUE.muscle, clamp(0.22 + 0.3 * noise(x / 3, y / 3, z / 9), 0, 1));
      if (border > 0) return medial(x, y, z);
      return paraspinal(x, y, z);
    },
  };
}
