import type { CanalPath } from './canalPath.ts';
import { WALL_TO_CENTRE_MM } from './canalSection.ts';
import { boxOf, clamp, smoothstep, type Box, type Region } from './region.ts';
import type { NoiseField } from './noise.ts';
import type { EpiduralCollection, Herniation } from './recipe.ts';
import { frameAt, type Disc, type Vertebra } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';

/** A dome raised on the posterior wall of the canal, in canal coordinates. */
type Dome = {
  /** Centre along the canal, to the left, and behind the centreline. */
  readonly s: number;
  readonly l: number;
  readonly a: number;
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly halfDepth: number;
};

/** Normalised radius of a point in a dome, below 1 inside. */
const domeRadius = (d: Dome, s: number, l: number, a: number): number =>
  Math.hypot((s - d.s) / d.halfLength, (l - d.l) / d.halfWidth, (a - d.a) / d.halfDepth);

function boxAlong(path: CanalPath, s: number, halfLength: number, halfWidth: number): Box {
  const centre = path.point(s, 0, 0);
  return boxOf(frameAt(centre, 0, 0), [-halfWidth, halfWidth], [-halfLength - 14, halfLength + 14], [-halfLength - 14, halfLength + 14]);
}

const LATERAL_MM = { central: 2.2, subarticular: 7.2, foraminal: 16.5, extraforaminal: 26 } as const;

/**
 * Shape of a herniation: a wide low dome at the disc (the base) and, for extrusions and sequesters, a second one carrying the
 * displaced material, wider than its neck and moved along the canal.
 */
export function herniationDomes(disc: Disc, h: Herniation, path: CanalPath): Dome[] {
  const level = path.levels.get(disc.label)!;
  const l = LATERAL_MM[h.zone] * (h.side === 'left' ? 1 : -1);
  // Beyond the canal the disc's margin curves away to the front.
  const wall = -WALL_TO_CENTRE_MM - (Math.abs(l) > 12 ? (Math.abs(l) - 12) * 0.34 : 0);
  const halfDisc = disc.height / 2;
  if (h.kind === 'protrusion')
    return [{ s: level, l, a: wall - 1.5, halfLength: halfDisc * 0.8 + 2, halfWidth: h.widthMm / 2, halfDepth: h.apMm + 1.5 }];
  const reach = Math.abs(h.migrationMm);
  const direction = Math.sign(h.migrationMm);
  const body: Dome = {
    s: level + direction * (reach / 2 + (h.kind === 'sequestration' ? 4 : 0)),
    l,
    a: wall + h.apMm * 0.42,
    halfLength: reach / 2 + (h.kind === 'sequestration' ? 1.5 : halfDisc * 0.75 + 1.5),
    halfWidth: h.widthMm / 2,
    halfDepth: h.apMm * 0.58,
  };
  const neck: Dome = {
    s: level,
    l,
    a: wall - 2,
    halfLength: halfDisc * 0.7 + 0.8,
    halfWidth: h.widthMm * 0.36,
    halfDepth: h.apMm * 0.6 + 2,
  };
  return h.kind === 'sequestration' ? [body] : [body, neck];
}

/** Displaced disc material: grey with a dark rim (outer annulus, ligament and dura drawn over it). */
export function herniationRegion(disc: Disc, h: Herniation, path: CanalPath, noise: NoiseField): Region {
  const domes = herniationDomes(disc, h, path);
  const place = new Float64Array(2);
  const [d0] = domes;
  const wet = h.kind === 'protrusion' ? 0.25 : 0.62;
  return {
    name: `${disc.label} herniation`,
    box: boxAlong(path, d0!.s, d0!.halfLength + 6, Math.abs(d0!.l) + d0!.halfWidth + 2),
    at(x, y, z) {
      path.locate(y, z, place);
      const [s, a] = [place[0]!, place[1]!];
      if (a > 12) return 0;
      const l = x - path.x[clamp(Math.round(s), 0, path.count - 1)]!;
      const lump = 1 + 0.07 * noise(x / 4, y / 4, z / 4);
      let radius = 9;
      for (const dome of domes) radius = Math.min(radius, domeRadius(dome, s, l, a) / lump);
      if (radius > 1) return 0;
      const rim = smoothstep(0.8, 0.93, radius);
      if (rim > 0.5) return mix(TISSUE.ligament, TISSUE.annulus, 0.4);
      return mix(TISSUE.annulus, TISSUE.herniated, clamp(wet + 0.25 * noise(x / 2.5, y / 2.5, z / 2.5), 0, 1));
    },
  };
}

export function collectionDome(c: EpiduralCollection, path: CanalPath): Dome {
  return {
    s: path.levels.get(c.level)! + 2,
    l: -0.8,
    a: -WALL_TO_CENTRE_MM - 0.6,
    halfLength: c.lengthMm / 2,
    halfWidth: 9.5,
    halfDepth: c.depthMm + 0.6,
  };
}

/** Pus in the anterior epidural space: bright core, enhancing-type granulation rim. */
export function collectionRegion(c: EpiduralCollection, path: CanalPath, noise: NoiseField): Region {
  const dome = collectionDome(c, path);
  const place = new Float64Array(2);
  return {
    name: 'epidural collection',
    box: boxAlong(path, dome.s, dome.halfLength, dome.halfWidth + 2),
    at(x, y, z) {
      path.locate(y, z, place);
      const [s, a] = [place[0]!, place[1]!];
      if (a > 12 || a < -WALL_TO_CENTRE_MM - 2) return 0;
      const radius = domeRadius(dome, s, x - path.x[clamp(Math.round(s), 0, path.count - 1)]!, a) / (1 + 0.1 * noise(x / 5, y / 5, z / 7));
      if (radius > 1) return 0;
      return radius > 0.9 ? TISSUE.ligament : mix(TISSUE.granulation, TISSUE.pus, smoothstep(0.82, 0.6, radius));
    },
  };
}

export function retropulsionDome(vertebra: Vertebra, path: CanalPath, mm: number): Dome {
  const level = path.levels.get(vertebra.label)!;
  return { s: level - (vertebra.top.mid - 5.5), l: 0, a: -WALL_TO_CENTRE_MM - 1.5, halfLength: 8.5, halfWidth: 10.5, halfDepth: mm + 1.5 };
}

/** The posterosuperior corner of a fractured body, pushed into the canal. */
export function retropulsionRegion(vertebra: Vertebra, path: CanalPath, mm: number, noise: NoiseField): Region {
  const dome = retropulsionDome(vertebra, path, mm);
  const place = new Float64Array(2);
  return {
    name: `${vertebra.label} retropulsion`,
    box: boxAlong(path, dome.s, dome.halfLength, dome.halfWidth + 2),
    at(x, y, z) {
      path.locate(y, z, place);
      const [s, a] = [place[0]!, place[1]!];
      if (a > 12 || a < -WALL_TO_CENTRE_MM - 1.2) return 0;
      const radius = domeRadius(dome, s, x - path.x[clamp(Math.round(s), 0, path.count - 1)]!, a);
      if (radius > 1) return 0;
      if ((1 - radius) * mm < 0.9 && a > -WALL_TO_CENTRE_MM) return mix(TISSUE.cortex, TISSUE.redMarrow, 0.1);
      return mix(TISSUE.oedema, TISSUE.fat, clamp(0.22 + 0.2 * noise(x / 3, y / 3, z / 3), 0, 1));
    },
  };
}
