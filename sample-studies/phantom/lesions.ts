import { patientPoint, type PatientPoint, type Vec3 } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { tissueAt, type Anatomy } from './anatomy.ts';
import { collectionDome, herniationDomes, retropulsionDome } from './epidural.ts';
import type { Recipe } from './recipe.ts';
import { fromFrame } from './skeleton.ts';
import { mainTissue, TISSUE, type TissueCode } from './tissues.ts';
import type { LesionTruth } from './truth.ts';

type Inside = (p: Vec3) => boolean;

/** Closed outline of what `inside` tells in the plane of two directions, by rays from the centre. Steps of 0.1 mm, up to 60 mm. */
function outline(centre: PatientPoint, a: Vec3, b: Vec3, inside: Inside): PatientPoint[] {
  const RAYS = 48;
  return Array.from({ length: RAYS }, (_, i) => {
    const angle = (2 * Math.PI * i) / RAYS;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const at = (r: number) =>
      patientPoint(centre.x + (a.x * c + b.x * s) * r, centre.y + (a.y * c + b.y * s) * r, centre.z + (a.z * c + b.z * s) * r);
    let r = 0;
    while (r < 60 && inside(at(r + 0.1))) r += 0.1;
    return at(r);
  });
}

const X = vec3(1, 0, 0);
const Y = vec3(0, 1, 0);
const Z = vec3(0, 0, 1);

/** Lesions of a recipe with their centres and outlines, read from the same regions that are drawn. */
export function lesionsOf(recipe: Recipe, anatomy: Anatomy): LesionTruth[] {
  const { regions, path, skeleton } = anatomy;
  const region = (name: string): Inside => {
    const found = regions.find((candidate) => candidate.name === name)!;
    return ({ x, y, z }) => found.at(x, y, z) !== 0;
  };
  const spinal = regions.filter(({ coarse }) => !coarse);
  const code = ({ x, y, z }: Vec3): TissueCode => tissueAt(spinal, x, y, z);
  const tissue =
    (...wanted: number[]): Inside =>
    (p) =>
      wanted.includes(mainTissue(code(p)));
  const lesion = (kind: LesionTruth['kind'], level: LesionTruth['level'], centre: PatientPoint, inside: Inside): LesionTruth => {
    const s = path.levels.get(level) ?? 0;
    const across = vec3(0, path.normalY[s]!, path.normalZ[s]!);
    return { kind, level, centre, sagittalOutline: outline(centre, Y, Z, inside), axialOutline: outline(centre, X, across, inside) };
  };
  const atDome = ({ s, l, a }: { s: number; l: number; a: number }) => path.point(s, l, a);
  const discs = skeleton.discs.flatMap((disc): LesionTruth[] => {
    const { state, label, frame, depth } = disc;
    const found: LesionTruth[] = [];
    if (state.herniation)
      found.push(lesion('herniation', label, atDome(herniationDomes(disc, state.herniation, path)[0]!), region(`${label} herniation`)));
    if (state.annularFissure !== undefined) {
      const u = state.annularFissure === 'right' ? -7 : state.annularFissure === 'left' ? 7 : 0;
      found.push(lesion('fissure', label, fromFrame(frame, u, depth / 2 - 2.6, 0), tissue(TISSUE.fluid)));
    }
    if (state.modic) {
      const wanted: Inside = (p) => {
        const value = code(p);
        const [a, b, f] = [value & 63, (value >>> 6) & 63, (value >>> 12) / 255];
        if (state.modic === 1) return b === TISSUE.oedema && f > 0.2;
        return state.modic === 2 ? a === TISSUE.redMarrow && b === TISSUE.fat && f > 0.7 : a === TISSUE.sclerosis;
      };
      const depthMm = (state.modicDepthMm ?? 8) / 2;
      for (const w of [disc.height / 2 + 1.5 + depthMm, -disc.height / 2 - 1.5 - depthMm])
        found.push(lesion('modic', label, fromFrame(frame, 0, 0, w), wanted));
    }
    if (state.discitis) found.push(lesion('discitis', label, frame.origin, tissue(TISSUE.pus, TISSUE.granulation)));
    return found;
  });
  const vertebrae = skeleton.vertebrae.flatMap(({ label, state, frame, top }, index): LesionTruth[] => {
    if (label === 'T10') return [];
    const found: LesionTruth[] = [];
    for (const { centreMm: c } of state.metastases ?? [])
      found.push(lesion('metastasis', label, fromFrame(frame, c[0], c[1], c[2]), tissue(TISSUE.tumour)));
    if (state.haemangiomaMm) {
      const centre = fromFrame(frame, skeleton.vertebrae[index]!.size.width * 0.125, -3, 2);
      found.push(
        lesion('haemangioma', label, centre, (p) => Math.hypot(p.x - centre.x, p.y - centre.y, p.z - centre.z) < state.haemangiomaMm!),
      );
    }
    if (state.oedema) found.push(lesion('fracture', label, fromFrame(frame, 0, 0, top.mid - 8), tissue(TISSUE.oedema, TISSUE.sclerosis)));
    if (state.retropulsionMm) {
      const dome = retropulsionDome(skeleton.vertebrae[index]!, path, state.retropulsionMm);
      found.push(lesion('retropulsion', label, atDome({ ...dome, a: dome.a + 2 }), region(`${label} retropulsion`)));
    }
    return found;
  });
  const c = recipe.epiduralCollection;
  const dome = c && collectionDome(c, path);
  return [
    ...discs,
    ...vertebrae,
    ...(c && dome ? [lesion('collection', c.level, atDome({ ...dome, a: dome.a + 2.5 }), region('epidural collection'))] : []),
  ];
}
