import { behindV } from './facet.ts';
import type { CanalPath } from './canalPath.ts';
import { sacRadius, WALL_TO_CENTRE_MM } from './canalSection.ts';
import type { NoiseField } from './noise.ts';
import { clamp, type Box, type Region } from './region.ts';
import { cordHalfAxes, type Strand } from './roots.ts';
import { mix, TISSUE, type TissueCode } from './tissues.ts';

/** Box around the whole canal, `half` mm to each side. */
function canalBox(path: CanalPath, half: number): Box {
  const span = (values: Float64Array): [number, number] => [Math.min(...values) - half, Math.max(...values) + half];
  const [[x0, x1], [y0, y1], [z0, z1]] = [span(path.x), span(path.y), span(path.z)];
  return { min: [x0, y0, z0], max: [x1, y1, z1] };
}

/** Strands that pass each millimetre of the canal, so that a point is compared with neighbours only. */
function strandsByArc(path: CanalPath, strands: readonly Strand[]): readonly Float32Array[] {
  return Array.from({ length: path.count }, (_, s) => {
    const here = strands.filter((strand) => s >= strand.startS && s < strand.startS + strand.l.length);
    return Float32Array.from(here.flatMap((strand) => [strand.l[s - strand.startS]!, strand.a[s - strand.startS]!, strand.radiusMm]));
  });
}

/** Roots filling less of the sac than this leave it full of CSF; more than `PACKED` leave none between them (Schizas C, D). */
const LOOSE = 0.3;
const PACKED = 0.55;

/** 1: CSF all round the roots of this millimetre; 0: the roots are packed so tightly that they hold none. */
function csfShare(roots: Float32Array, halfAp: number, halfWidth: number): number {
  let rootArea = 0;
  for (let k = 2; k < roots.length; k += 3) rootArea += Math.PI * roots[k]! ** 2;
  const filled = rootArea / Math.max(1, Math.PI * halfAp * halfWidth);
  return 1 - clamp((filled - LOOSE) / (PACKED - LOOSE), 0, 1);
}

/** The dural sac: CSF, cord, roots; with its dark dura. Bones, discs and masses come before it. */
export function sacRegion(path: CanalPath, strands: readonly Strand[], conusS: number, noise: NoiseField): Region {
  const near = strandsByArc(path, strands);
  const cords = Array.from({ length: path.count }, (_, s) => cordHalfAxes(s, conusS));
  const { sacCentre, sacHalfAp, sacHalfWidth, taper } = path.sections;
  /** What lies between the roots of each millimetre: CSF, or packed roots with little of it. */
  const between = near.map((roots, s) => {
    const share = cords[s]!.l > 0.2 ? 1 : csfShare(roots, sacHalfAp[s]!, sacHalfWidth[s]!);
    return share < 1 ? mix(TISSUE.root, TISSUE.csf, share) : TISSUE.csf;
  });
  const place = new Float64Array(2);
  const inSac = (i: number, l: number, a: number, x: number, y: number, z: number): TissueCode => {
    const cord = cords[i]!;
    if (cord.l > 0.2) {
      const [el, ea] = [l / cord.l, (a - cord.centre) / cord.a];
      const e = el * el + ea * ea;
      // Grey matter is slightly brighter than the tracts; its butterfly is below resolution, a soft core is not.
      if (e < 1) return mix(TISSUE.cord, TISSUE.ganglion, clamp(0.35 * (1 - 1.6 * e), 0, 1));
    }
    const list = near[i]!;
    for (let k = 0; k < list.length; k += 3) {
      const [dl, da, r] = [l - list[k]!, a - list[k + 1]!, list[k + 2]!];
      const square = dl * dl + da * da;
      if (square < (r + 0.25) * (r + 0.25))
        return between[i] === TISSUE.csf ? mix(TISSUE.csf, TISSUE.root, (r + 0.25 - Math.sqrt(square)) * 2) : TISSUE.root;
    }
    // Pulsating CSF loses some signal in the wide upper sac.
    const pulse = cord.l > 0.2 && a > cord.centre ? 0.12 * clamp(noise(x / 7, y / 5, z / 16) + 0.2, 0, 1) : 0;
    return pulse > 0 ? mix(TISSUE.csf, TISSUE.flowVoid, pulse) : between[i]!;
  };
  return {
    name: 'dural sac',
    box: canalBox(path, 15),
    at(x, y, z) {
      path.locate(y, z, place);
      const a = place[1]!;
      if (a > 12 || a < -12) return 0;
      const i = clamp(Math.round(place[0]!), 0, path.count - 1);
      const l = x - path.x[i]!;
      if (l > 14 || l < -14) return 0;
      const halfAp = sacHalfAp[i]!;
      if (halfAp < 0.3) return 0;
      const radius = sacRadius(l, a, sacCentre[i]!, halfAp, sacHalfWidth[i]!, taper[i]!);
      if (radius >= 1) return radius < 1 + 0.7 / halfAp ? TISSUE.dura : 0;
      return inSac(i, l, a, x, y, z);
    },
  };
}

/** Ligamenta flava: the V behind the canal between laminae, and the posterior longitudinal ligament in front. */
export function flavumRegion(path: CanalPath, thickening: Float64Array): Region {
  const { apex } = path.sections;
  const place = new Float64Array(2);
  return {
    name: 'ligamenta flava',
    box: canalBox(path, 17),
    at(x, y, z) {
      path.locate(y, z, place);
      const a = place[1]!;
      if (a > 18 || a < -9) return 0;
      const i = clamp(Math.round(place[0]!), 0, path.count - 1);
      if (thickening[i]! <= 0) return 0;
      const l = x - path.x[i]!;
      if (l > 15 || l < -15) return 0;
      const deep = behindV(l, a, apex[i]!);
      // The two flava leave a fatty cleft on the midline.
      if (deep < 0 || deep > thickening[i]! || (Math.abs(l) < 0.7 && deep > 0.8) || a < -2.5) return 0;
      return mix(TISSUE.ligament, TISSUE.muscle, 0.3);
    },
  };
}

/** Epidural space: fat, the anterior venous plexus behind the bodies, and the posterior longitudinal ligament. */
export function epiduralRegion(path: CanalPath, discNearness: Float64Array, fatness: Float64Array, noise: NoiseField): Region {
  const place = new Float64Array(2);
  const { apex } = path.sections;
  return {
    name: 'epidural space',
    box: canalBox(path, 30),
    at(x, y, z) {
      path.locate(y, z, place);
      const a = place[1]!;
      if (a > 17 || a < -17) return 0;
      const i = clamp(Math.round(place[0]!), 0, path.count - 1);
      const l = x - path.x[i]!;
      const side = l < 0 ? -l : l;
      if (side > 25) return 0;
      const near = discNearness[i]!;
      if (side < 10 && a < -WALL_TO_CENTRE_MM + 1.7 + near * 0.3 && a > -WALL_TO_CENTRE_MM - 2.2) {
        // The ligament is drawn tight over the bodies' hollow and spreads at the discs.
        if (side < 3 + 7 * near && a > -WALL_TO_CENTRE_MM + 0.4) return TISSUE.ligament;
        return mix(TISSUE.blood, TISSUE.fat, clamp(0.5 + 0.5 * noise(x / 2, y / 2, z / 3), 0, 1));
      }
      if (side < 13 && behindV(l, a, apex[i]!) < 3.6) {
        const sparse = fatness[i]!;
        return mix(TISSUE.fat, TISSUE.dura, clamp(0.06 + (1 - sparse) * 0.8 + 0.12 * noise(x / 2, y / 2, z / 4), 0, 1));
      }
      if (side < 13 && a > 6) return 0;
      if (a > 12) return 0;
      // Foraminal fat, with small vessels.
      if (a > -14 + (side - 13) * 0.1 && a < 11 - (side - 13) * 0.25) {
        const vein = noise(x / 2.2 + 40, y / 2.2, z / 3);
        return vein > 0.55 ? mix(TISSUE.blood, TISSUE.fat, 0.4) : mix(TISSUE.fat, TISSUE.muscle, 0.05);
      }
      return 0;
    },
  };
}
