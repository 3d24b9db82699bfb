import type { CanalPath } from './canalPath.ts';
import { sacRadius } from './canalSection.ts';
import { generator } from './noise.ts';
import { clamp } from './region.ts';
import type { PatientPoint } from '#geometry/points.ts';

/** One strand of the cauda equina: where it runs in the sac, 1 mm apart along the canal, until it leaves. */
export type Strand = {
  readonly name: string;
  readonly side: -1 | 1;
  readonly radiusMm: number;
  readonly startS: number;
  readonly exitS: number;
  /** Position at arc startS + i. */
  readonly l: Float32Array;
  readonly a: Float32Array;
};

/** Where the sac is free at one place along the canal: a grid of cells, 1 where neither bone, disc, ligament nor mass lies. */
type Clearing = { readonly free: Uint8Array; readonly centreL: number; readonly centreA: number; readonly areaMm2: number };

const CELL_MM = 0.5;
const HALF_CELLS = 26;
const SIDE = 2 * HALF_CELLS + 1;

type Blocked = (p: PatientPoint) => boolean;

/** Free cross-section of the sac at arc `s`; `blocked` tells of everything that comes before the sac. */
function clearing(path: CanalPath, s: number, blocked: Blocked): Clearing {
  const { sacCentre, sacHalfAp, sacHalfWidth, taper } = path.section(s);
  const free = new Uint8Array(SIDE * SIDE);
  let [count, sumL, sumA] = [0, 0, 0];
  for (let j = 0; j < SIDE; j++) {
    const a = (j - HALF_CELLS) * CELL_MM;
    if (Math.abs(a - sacCentre) > sacHalfAp) continue;
    for (let i = 0; i < SIDE; i++) {
      const l = (i - HALF_CELLS) * CELL_MM;
      if (Math.abs(l) > sacHalfWidth * 1.1 || sacRadius(l, a, sacCentre, sacHalfAp, sacHalfWidth, taper) > 1) continue;
      if (blocked(path.point(s, l, a))) continue;
      free[j * SIDE + i] = 1;
      count++;
      sumL += l;
      sumA += a;
    }
  }
  return { free, centreL: count ? sumL / count : 0, centreA: count ? sumA / count : sacCentre, areaMm2: count * CELL_MM * CELL_MM };
}

const isFree = ({ free }: Clearing, l: number, a: number): boolean => {
  const [i, j] = [Math.round(l / CELL_MM) + HALF_CELLS, Math.round(a / CELL_MM) + HALF_CELLS];
  return i >= 0 && j >= 0 && i < SIDE && j < SIDE && free[j * SIDE + i] === 1;
};

const fits = (room: Clearing, l: number, a: number, r: number): boolean =>
  isFree(room, l - r, a) && isFree(room, l + r, a) && isFree(room, l, a - r) && isFree(room, l, a + r);

type Plan = { name: string; side: -1 | 1; radiusMm: number; exitS: number; order: number };

/** Which strands there are and where they leave: two (motor, sensory) per side and level, thinner from S2 down. */
function plan(path: CanalPath, lumbarLabels: readonly string[]): Plan[] {
  const levels = [...lumbarLabels.slice(1), 'S1', 'S2', 'S3', 'S4'];
  const sacEnd = path.levels.get('S2')! - 2;
  return levels.flatMap((name, order) => {
    const exitS =
      order < lumbarLabels.length
        ? path.levels.get(name)! - 13
        : Math.min(sacEnd, path.levels.get('S1')! + (order - lumbarLabels.length) * 14);
    const radiusMm = name === 'S2' ? 0.58 : name > 'S2' ? 0.46 : 0.74;
    const sides: (-1 | 1)[] = [-1, 1];
    return sides.flatMap((side) => [0, 1].map(() => ({ name, side, radiusMm, exitS, order })));
  });
}

/**
 * Lays the cauda equina out from the conus down. In the supine patient the strands lie on the back of the sac, those leaving
 * next outermost; each drifts to the anterolateral corner before it leaves. They keep apart while there is room and are pressed together
 * where there is none (`blockedAt` tells what is in the way at one arc position); above a tight place they meander ("redundant roots") by `meander` mm.
 */
export function layStrands(
  path: CanalPath,
  lumbarLabels: readonly string[],
  conusS: number,
  blockedAt: (s: number) => Blocked,
  meander: (s: number) => number,
  seed: number,
): Strand[] {
  const next = generator(seed);
  const startS = Math.round(conusS - 26);
  const endS = Math.round(path.levels.get('S2')!);
  const rooms = Array.from({ length: endS - startS + 1 }, (_, i) => clearing(path, startS + i, blockedAt(startS + i)));
  const strands = plan(path, lumbarLabels).map((p, i) => ({
    ...p,
    startS,
    l: new Float32Array(Math.max(2, Math.round(p.exitS - startS) + 1)),
    a: new Float32Array(Math.max(2, Math.round(p.exitS - startS) + 1)),
    phase: next() * 6.28,
    wave: 19 + 26 * next(),
    jitterL: (next() - 0.5) * 2,
    jitterA: (next() - 0.5) * 2,
    back: i % 2,
    layer: (i * 2 + (i >> 1)) % 3,
  }));
  const total = lumbarLabels.length + 3;
  // Share (0..1) of the strands still inside on a side that leave before this one.
  const rankOf = (strand: (typeof strands)[number], s: number): number => {
    const inside = strands.filter((other) => other.side === strand.side && other.exitS >= s);
    return inside.filter((other) => other.exitS < strand.exitS).length / Math.max(1, inside.length);
  };
  const at = strands.map((s) => ({ l: s.side * (3 + 2.4 * (1 - s.order / total)), a: s.back ? 2.5 : -1.5 }));
  rooms.forEach((room, i) => {
    const s = startS + i;
    const { sacCentre, sacHalfAp, sacHalfWidth } = path.section(s);
    const cord = cordHalfAxes(s, conusS);
    strands.forEach((strand, k) => {
      const p = at[k]!;
      if (s > strand.exitS) return;
      const leave = clamp(1 - (strand.exitS - s) / 32, 0, 1);
      const settle = clamp((s - conusS + 8) / 40, 0, 1);
      const m = meander(s);
      const wobbleL = Math.sin((s / strand.wave) * 6.28 + strand.phase) * (0.3 + m) + strand.jitterL * 0.8;
      const wobbleA = Math.cos((s / (strand.wave * 0.8)) * 6.28 + strand.phase) * (0.2 + m * 0.8) + strand.jitterA * 0.8;
      // A crescent along the back of the sac, refilled as strands leave: the next to go at its horns, the last in the middle.
      const along = (0.02 + 0.93 * (1 - rankOf(strand, s))) * (Math.PI / 2);
      const restL = strand.side * sacHalfWidth * 0.84 * Math.sin(along);
      const restA = sacCentre + sacHalfAp * (0.6 - 0.8 * (1 - Math.cos(along))) - 1.5 * strand.layer;
      const startA = strand.back ? 3.4 : -2.6;
      const homeL = (restL + wobbleL) * (1 - leave) + strand.side * sacHalfWidth * 0.84 * leave;
      const homeA =
        ((restA + wobbleA) * settle + startA * (1 - settle)) * (1 - leave) +
        (sacCentre - 0.15 * sacHalfAp + (strand.back ? 0.7 : -0.7)) * leave;
      p.l += (homeL - p.l) * 0.085;
      p.a += (homeA - p.a) * 0.085;
    });
    for (let pass = 0; pass < 6; pass++) {
      for (let k = 0; k < strands.length; k++) {
        const [p, sk] = [at[k]!, strands[k]!];
        if (s > sk.exitS) continue;
        for (let j = k + 1; j < strands.length; j++) {
          const [q, sj] = [at[j]!, strands[j]!];
          if (s > sj.exitS) continue;
          const [dl, da] = [q.l - p.l, q.a - p.a];
          const distance = Math.hypot(dl, da) + 1e-4;
          const wanted = (sk.radiusMm + sj.radiusMm) * 1.15 + 0.45;
          if (distance >= wanted) continue;
          const push = ((wanted - distance) / distance) * 0.3;
          p.l -= dl * push;
          p.a -= da * push;
          q.l += dl * push;
          q.a += da * push;
        }
        if (cord.l > 0.3) {
          const [el, ea] = [p.l / (cord.l + 0.7), (p.a - cord.centre) / (cord.a + 0.7)];
          const e = Math.hypot(el, ea) + 1e-4;
          if (e < 1) [p.l, p.a] = [p.l / e, cord.centre + (p.a - cord.centre) / e];
        }
        for (let step = 0; step < 24 && !fits(room, p.l, p.a, sk.radiusMm); step++) {
          const [dl, da] = [room.centreL - p.l, room.centreA - p.a];
          const d = Math.hypot(dl, da) + 1e-4;
          p.l += (dl / d) * 0.25;
          p.a += (da / d) * 0.25;
        }
      }
    }
    strands.forEach((strand, k) => {
      if (i < strand.l.length) [strand.l[i], strand.a[i]] = [at[k]!.l, at[k]!.a];
    });
  });
  return strands.map(({ name, side, radiusMm, exitS, l, a }) => ({ name, side, radiusMm, startS, exitS, l: smoothed(l), a: smoothed(a) }));
}

/** Running mean over 5 mm: relaxation leaves small steps that no root makes. */
function smoothed(values: Float32Array): Float32Array {
  return values.map((_, i) => {
    let [sum, n] = [0, 0];
    for (let k = Math.max(0, i - 2); k <= Math.min(values.length - 1, i + 2); k++) [sum, n] = [sum + values[k]!, n + 1];
    return sum / n;
  });
}

/** Half axes of the cord at arc `s` (0 beyond the conus tip) and its centre; the lumbar enlargement tapers over 30 mm. */
export function cordHalfAxes(s: number, conusS: number): { readonly l: number; readonly a: number; readonly centre: number } {
  const left = conusS - s;
  if (left <= 0) return { l: 0, a: 0, centre: 0.8 };
  const full = Math.min(1, left / 30);
  const shape = Math.sqrt(full * (2 - full));
  const upper = left > 70 ? 0.92 : 1;
  return { l: 4.9 * shape * upper, a: 4 * shape * upper, centre: 0.4 + 0.8 * (1 - full) };
}
