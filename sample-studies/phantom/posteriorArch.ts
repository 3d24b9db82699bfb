import { laminaReach } from './canalSection.ts';
import { behindV, inferiorProcess, superiorProcess, type FacetShape } from './facet.ts';
import { boxOf, capsule, ellipsoid, roundedRectangle, smoothMin, type Region } from './region.ts';
import type { Vertebra } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';
import { marrowFat, type MarrowSettings } from './vertebralBody.ts';

const CORTEX_MM = 0.85;

/** Distance of a point to a facet process given in another frame than the vertebra's. */
function processDistance(f: FacetShape, x: number, y: number, z: number, shape: typeof superiorProcess): number {
  const { origin: o, u: fu, v: fv, w: fw } = f.frame;
  const [dx, dy, dz] = [x - o.x, y - o.y, z - o.z];
  const w = dx * fw.x + dy * fw.y + dz * fw.z;
  if (w > 18 || w < -18) return 9;
  return shape(f, Math.abs(dx * fu.x + dy * fu.y + dz * fu.z), dx * fv.x + dy * fv.y + dz * fv.z - f.marginV, w);
}

/**
 * Pedicles, laminae, pars, articular and spinous processes of one vertebra: one blended solid with a dark cortex. The transverse
 * processes are a region of their own (`transverseRegion`), because their wide box would slow everything else.
 */
export function archRegion(
  vertebra: Vertebra,
  above: FacetShape | undefined,
  below: FacetShape | undefined,
  canalFactor: number,
  marrow: MarrowSettings,
): Region {
  const { frame, size } = vertebra;
  const { origin: o, u: fu, v: fv, w: fw } = frame;
  const wall = size.depth / 2;
  const sacral = size.label.startsWith('S');
  const thoracic = size.label.startsWith('T');
  const inter = size.interpedicularHalf * (0.5 + canalFactor / 2);
  const pedicleU = inter + size.pedicleHalfWidth;
  const apex = laminaReach(size.label) * canalFactor;
  const spineLength = size.spinous;
  const droop = thoracic ? 0.75 : 0.22;
  const spineTop = thoracic ? -4 : -3;
  const spineBottom = sacral ? -13 : thoracic ? -15 : -21;
  const halfHeight = size.posteriorHeight / 2;
  const low = sacral ? -halfHeight - 12 : -34;
  const roof = sacral ? halfHeight + 1 : 3;
  type Line = readonly [readonly [number, number, number], readonly [number, number, number]];
  const upward: Line | undefined = above && [
    [pedicleU, 10, 6],
    [above.arcU + 8.5, above.arcV - 7.5, 12],
  ];
  const downward: Line | undefined = below && [
    [pedicleU - 0.6, 11, 4],
    [below.arcU + 4.4, below.arcV - 1, -13],
  ];
  const pillar: Line | undefined = sacral
    ? [
        [pedicleU + 2, 9, 8],
        [pedicleU + 1, 13, -12],
      ]
    : undefined;
  return {
    name: `${size.label} arch`,
    box: boxOf(frame, [-28, 28], [wall - 6, wall + apex + spineLength + 6], [low - droop * spineLength * 0.4, 26]),
    at(x, y, z) {
      const [dx, dy, dz] = [x - o.x, y - o.y, z - o.z];
      const v = dx * fv.x + dy * fv.y + dz * fv.z - wall;
      if (v < -6) return 0;
      const signed = dx * fu.x + dy * fu.y + dz * fu.z;
      const u = Math.abs(signed);
      if (u > 28) return 0;
      // Behind the facets and beside the laminae there is only muscle.
      if ((u > 7.5 && v > apex + 10) || (u > 19 && v > 23)) return 0;
      const w = dx * fw.x + dy * fw.y + dz * fw.z;
      let d = 9;
      // Pedicle: elliptic bar from the body to the pillar.
      if (v < 15 && w < 17 && w > -9) {
        const e = ellipsoid(u - pedicleU, 0, w - 4.6, size.pedicleHalfWidth, 99, size.pedicleHalfHeight);
        d = Math.max(e, v - 11, -v - 6);
      }
      // Pars and pillar, from the pedicle down to the inferior process.
      if (v > 2 && w < 18 && w > -30) {
        if (upward) d = smoothMin(d, capsule(u, v, w, upward[0], upward[1], 4), 2.5);
        if (downward) d = smoothMin(d, capsule(u, v, w, downward[0], downward[1], 4.3), 2.5);
        if (pillar) d = smoothMin(d, capsule(u, v, w, pillar[0], pillar[1], 5.5), 3);
      }
      // Lamina: a sloping plate behind the V.
      const slope = sacral ? 0 : -0.16 * (w + 8);
      const deep = behindV(u, v - slope, apex) - 0.6;
      if (u < 19 && w < roof + 6) {
        const plate = Math.max(
          -deep,
          deep - (sacral ? 4.5 : 5.6),
          w - roof + (sacral ? 0 : u * -0.3),
          low + 10 + (sacral ? 0 : u * 0.1) - w,
          u - 17,
        );
        d = smoothMin(d, plate, 2);
      }
      // Spinous process: a plate on the midline, thicker at its lower edge and tip.
      if (u < 7 && v > apex) {
        const along = v - apex - 4;
        const sink = w + droop * along;
        const thick = (sacral ? 2.6 : 2.3) + 1.5 * Math.max(0, along / Math.max(1, spineLength)) + (sink < -14 ? 0.8 : 0);
        const half = (spineTop - spineBottom) / 2 - along * 0.03;
        const side = roundedRectangle(along - spineLength / 2 + 2.5, sink - (spineTop + spineBottom) / 2, spineLength / 2 + 2.5, half, 4.5);
        const plate = -smoothMin(thick - u, -side, 2);
        d = smoothMin(d, plate, 2.5);
      }
      if (above && v > 1) d = smoothMin(d, processDistance(above, x, y, z, superiorProcess), 0.8);
      if (below && v > 1) d = smoothMin(d, processDistance(below, x, y, z, inferiorProcess), 3);
      if (d > 0) return 0;
      // Keep the canal free: blending must not fill it.
      if (v > 0.5 && u < inter - 0.5 && deep < -0.6) return 0;
      if (d > -CORTEX_MM && v > -1.2) return mix(TISSUE.cortex, TISSUE.redMarrow, 0.06);
      return mix(TISSUE.redMarrow, TISSUE.fat, marrowFat(marrow, x, y, z) + 0.1);
    },
  };
}

/** Both transverse processes; thin, pointing sideways and a little back. */
export function transverseRegion(vertebra: Vertebra, marrow: MarrowSettings): Region | undefined {
  const { frame, size } = vertebra;
  if (size.transverse === 0) return undefined;
  const { origin: o, u: fu, v: fv, w: fw } = frame;
  const wall = size.depth / 2;
  const root = size.interpedicularHalf + size.pedicleHalfWidth * 1.6;
  const tip = root + size.transverse;
  return {
    name: `${size.label} transverse processes`,
    box: boxOf(frame, [-tip - 4, tip + 4], [wall, wall + 22], [-6, 14]),
    at(x, y, z) {
      const [dx, dy, dz] = [x - o.x, y - o.y, z - o.z];
      const u = Math.abs(dx * fu.x + dy * fu.y + dz * fu.z);
      if (u < root - 4 || u > tip + 3) return 0;
      const t = (u - root) / size.transverse;
      const v = dx * fv.x + dy * fv.y + dz * fv.z - wall - 8 - 6 * t;
      const w = dx * fw.x + dy * fw.y + dz * fw.z - 3.5 - 1.5 * t;
      const bulb = 1 + 0.25 * t * t;
      const d = Math.max(ellipsoid(0, v, w, 99, 3.3 * bulb, 5.2 * bulb), u - tip);
      if (d > 0) return 0;
      return d > -0.9 ? mix(TISSUE.cortex, TISSUE.redMarrow, 0.08) : mix(TISSUE.redMarrow, TISSUE.fat, marrowFat(marrow, x, y, z) + 0.1);
    },
  };
}
