import { patientPoint, type PatientPoint } from '#geometry/points.ts';
import { buildCanalPath, type CanalPath } from './canalPath.ts';
import { epiduralRegion, flavumRegion, sacRegion } from './canalContents.ts';
import { discRegion } from './disc.ts';
import { collectionRegion, herniationRegion, retropulsionRegion } from './epidural.ts';
import { exitingRoot, exitingRootRegions, type ExitingRoot } from './exitingRoots.ts';
import { foramenRegion } from './foramen.ts';
import { facetJointRegion, facetShape, type FacetShape } from './facet.ts';
import { muscleRegion } from './muscles.ts';
import { hash32, valueNoise } from './noise.ts';
import { pelvisRegion } from './pelvis.ts';
import { archRegion, transverseRegion } from './posteriorArch.ts';
import type { Recipe } from './recipe.ts';
import { regionsNear, smoothstep, type Region } from './region.ts';
import { layStrands, type Strand } from './roots.ts';
import { buildSkeleton, type Disc, type Skeleton } from './skeleton.ts';
import { TISSUE, type TissueCode } from './tissues.ts';
import { buildTrunk, type Trunk } from './trunk.ts';
import { bodyRegion, type MarrowSettings } from './vertebralBody.ts';
import { organRegions, pelvicOrganRegions, torsoRegion } from './viscera.ts';
import { vesselRegions } from './vessels.ts';

/** A phantom ready to be sampled: its bones and curves, and its regions in order of precedence. */
export type Anatomy = {
  readonly skeleton: Skeleton;
  readonly path: CanalPath;
  readonly trunk: Trunk;
  readonly strands: readonly Strand[];
  readonly exiting: readonly ExitingRoot[];
  readonly conusS: number;
  readonly regions: readonly Region[];
};

/** Tissue at a patient point among `regions` (all of them, or those near it); air where there is none. */
export function tissueAt(regions: readonly Region[], x: number, y: number, z: number): TissueCode {
  for (const region of regions) {
    const code = region.at(x, y, z);
    if (code !== 0) return code;
  }
  return TISSUE.air;
}

/** Arc position of a level in vertebral units below the upper L1 endplate. */
function conusArc({ vertebrae }: Skeleton, path: CanalPath, level: number): number {
  const l1 = vertebrae.findIndex(({ label }) => label === 'L1');
  const upperEdge = (i: number) => path.levels.get(vertebrae[i]!.label)! - vertebrae[i]!.size.posteriorHeight / 2;
  const whole = Math.floor(level);
  const [a, b] = [upperEdge(l1 + whole), upperEdge(l1 + whole + 1)];
  return a + (b - a) * (level - whole);
}

/** Values along the canal that depend on how near each disc is. */
function alongDiscs({ discs }: Skeleton, path: CanalPath) {
  const nearness = new Float64Array(path.count);
  const flavum = new Float64Array(path.count);
  const fatness = new Float64Array(path.count).fill(1);
  for (const { label, state } of discs) {
    if (label.startsWith('S')) continue;
    const level = path.levels.get(label)!;
    for (let s = 0; s < path.count; s++) {
      const distance = Math.abs(s - level);
      nearness[s] = Math.max(nearness[s]!, Math.exp(-((distance / 7) ** 2)));
      flavum[s] = Math.max(flavum[s]!, (3 + (state.flavumThickeningMm ?? 0)) * smoothstep(17, 12, distance));
      fatness[s] = Math.min(fatness[s]!, 1 - (1 - (state.sacFactor ?? 1)) * 1.1 * smoothstep(14, 5, distance));
    }
  }
  return { nearness, flavum, fatness };
}

/** Redundant roots: how far strands meander at arc `s`, above a tight level. */
function meander({ discs }: Skeleton, path: CanalPath): (s: number) => number {
  const tight = discs
    .filter(({ state }) => (state.sacFactor ?? 1) < 0.6)
    .map(({ label, state }) => ({ s: path.levels.get(label)!, amount: 2.6 * (1 - state.sacFactor!) }));
  return (s) =>
    tight.reduce(
      (most, t) =>
        Math.max(most, s < t.s && s > t.s - 70 ? t.amount * smoothstep(t.s - 4, t.s - 18, s) * smoothstep(t.s - 70, t.s - 45, s) : 0),
      0,
    );
}

export function buildAnatomy(recipe: Recipe): Anatomy {
  const { anatomy: a = {} } = recipe;
  const noise = valueNoise(recipe.seed);
  const skeleton = buildSkeleton(recipe);
  const path = buildCanalPath(skeleton, recipe);
  const trunk = buildTrunk(skeleton, recipe);
  const canalFactor = a.canalFactor ?? 1;
  const marrow: MarrowSettings = { fat: a.marrowFat ?? 0.5, noise };
  const { vertebrae, discs } = skeleton;

  const lumbarDiscs = discs.filter(({ label }) => !label.startsWith('S'));
  const facets = new Map<string, FacetShape>(lumbarDiscs.map((disc) => [disc.label, facetShape(disc, canalFactor)]));
  const masses = [
    ...discs.flatMap((disc) => (disc.state.herniation ? [herniationRegion(disc, disc.state.herniation, path, noise)] : [])),
    ...vertebrae.flatMap((v) => (v.state.retropulsionMm ? [retropulsionRegion(v, path, v.state.retropulsionMm, noise)] : [])),
    ...(recipe.epiduralCollection ? [collectionRegion(recipe.epiduralCollection, path, noise)] : []),
  ];
  const bodies = vertebrae.map((v, i) => bodyRegion(v, discs[i - 1], discs[i], marrow));
  const facetOf = (i: number) => facets.get(discs[i]?.label ?? '');
  const arches = vertebrae.map((v, i) => archRegion(v, facetOf(i - 1), facetOf(i), canalFactor, marrow));
  const discRegions = discs.map((disc) => discRegion(disc, noise));
  const { nearness, flavum, fatness } = alongDiscs(skeleton, path);
  const flava = flavumRegion(path, flavum);

  const conusS = conusArc(skeleton, path, a.conusLevel ?? 0.8);
  const solids = [...masses, ...bodies, ...discRegions, ...arches, flava];
  const blockedAt = (s: number) => {
    const near = regionsNear(solids, path.point(s, 0, 0), 16);
    return (p: PatientPoint) => near.some(({ at }) => at(p.x, p.y, p.z) !== 0);
  };
  const lumbar = vertebrae.filter(({ label }) => label.startsWith('L')).map(({ label }) => label);
  const strands = layStrands(path, lumbar, conusS, blockedAt, meander(skeleton, path), hash32(recipe.seed, 0x400));

  const lift = (p: PatientPoint): PatientPoint => {
    const inMass = (q: PatientPoint) => masses.some(({ at }) => [0, 1.6].some((d) => at(q.x, q.y - d, q.z) !== 0));
    let moved = p;
    for (let step = 0; step < 14 && inMass(moved); step++) moved = patientPoint(moved.x, moved.y + 0.6, moved.z);
    return moved;
  };
  const gradeOf = (disc: Disc | undefined, side: -1 | 1) => (side < 0 ? disc?.state.foramenRight : disc?.state.foramenLeft) ?? 0;
  const foramina = discs.flatMap((disc) =>
    ([-1, 1] as const).flatMap((side) => {
      const grade = gradeOf(disc, side);
      return grade === 0 ? [] : [foramenRegion(path, disc, side, grade)];
    }),
  );
  const rooted = vertebrae.filter(({ label }) => label[0] !== 'T' && label !== 'S3' && label !== 'S4' && label !== 'S5' && label !== 'S2');
  const exiting = rooted.flatMap((v) =>
    ([-1, 1] as const).map((side) => {
      const own = strands.find((strand) => strand.name === v.label);
      return exitingRoot(
        path,
        v,
        side,
        own ? Math.round(own.exitS) : path.levels.get(v.label)! - 13,
        lift,
        gradeOf(discs[vertebrae.indexOf(v)], side) === 3,
      );
    }),
  );
  const zs = vertebrae.map(({ frame }) => frame.origin.z);
  const [z0, z1] = [Math.min(...zs) - 70, Math.max(...zs) + 70];
  const zOf = (level: number): number => {
    let [low, high] = [z0, z1];
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (trunk.level(middle) > level) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const s1 = vertebrae.find(({ label }) => label === 'S1')!;
  const regions: Region[] = [
    ...masses,
    ...exiting.flatMap(exitingRootRegions),
    ...bodies,
    ...arches,
    ...lumbarDiscs.map((disc) => facetJointRegion(disc, facets.get(disc.label)!)),
    ...discRegions,
    ...vertebrae.flatMap((v) => transverseRegion(v, marrow) ?? []),
    ...foramina,
    flava,
    sacRegion(path, strands, conusS, noise),
    epiduralRegion(path, nearness, fatness, noise),
    pelvisRegion(s1, marrow, noise, a.muscleFat ?? 0.2),
    ...vesselRegions(trunk, zOf),
    muscleRegion(trunk, noise, a.muscleFat ?? 0.2, z0, z1),
    ...organRegions(trunk, zOf, noise),
    ...pelvicOrganRegions(trunk, zOf),
    torsoRegion(trunk, noise, z0 - 80, z1 + 80),
  ];
  return { skeleton, path, trunk, strands, exiting, conusS, regions };
}
