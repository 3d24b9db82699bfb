import type { PatientPoint, Vec3 } from '#geometry/points.ts';
import { acuteAngleDeg, dot, normalise, subtract, vec3 } from '#geometry/vector.ts';
import { tissueAt, type Anatomy } from './anatomy.ts';
import { foramenCentre } from './foramen.ts';
import { lesionsOf } from './lesions.ts';
import type { Recipe, VertebraLabel } from './recipe.ts';
import { anatomyOf } from './render.ts';
import { regionsNear, type Region } from './region.ts';
import { fromFrame, type Disc, type Endplate, type Vertebra } from './skeleton.ts';
import { mainTissue, TISSUE } from './tissues.ts';
import type { BodyCorners, DiscTruth, Truth, VertebraTruth } from './truth.ts';
import { ENDPLATE_CONCAVITY_MM } from './vertebralBody.ts';

const SAC: ReadonlySet<number> = new Set([TISSUE.csf, TISSUE.cord, TISSUE.root, TISSUE.ganglion]);

/** Whether a patient point lies in the dural sac (CSF, cord or a root in it). */
const inSac = (regions: readonly Region[], p: Vec3): boolean => SAC.has(mainTissue(tissueAt(regions, p.x, p.y, p.z)));

const onEndplate = (vertebra: Vertebra, plate: Endplate, v: number): PatientPoint =>
  fromFrame(vertebra.frame, 0, v, plate.mid + plate.slope * v);

/** Direction that faces the head, perpendicular to an endplate. */
const plateNormal = ({ frame: { v, w } }: Vertebra, { slope }: Endplate): Vec3 =>
  normalise(vec3(w.x - v.x * slope, w.y - v.y * slope, w.z - v.z * slope));

/** Inclination of a direction in the sagittal plane: how far it leans forward. Degrees. */
const leanDeg = ({ y, z }: Vec3): number => (Math.atan2(-y, z) * 180) / Math.PI;
const rollDeg = ({ x, z }: Vec3): number => (Math.atan2(-x, z) * 180) / Math.PI;

function corners(vertebra: Vertebra): BodyCorners {
  const half = vertebra.size.depth / 2;
  return {
    anteriorSuperior: onEndplate(vertebra, vertebra.top, -half),
    posteriorSuperior: onEndplate(vertebra, vertebra.top, half),
    anteriorInferior: onEndplate(vertebra, vertebra.bottom, -half),
    posteriorInferior: onEndplate(vertebra, vertebra.bottom, half),
  };
}

const distance = (a: Vec3, b: Vec3): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);

function vertebraTruth(vertebra: Vertebra): VertebraTruth {
  const { size, frame, top, bottom, label, state } = vertebra;
  const c = corners(vertebra);
  const pedicle = (side: -1 | 1): PatientPoint =>
    fromFrame(frame, side * (size.interpedicularHalf + size.pedicleHalfWidth), size.depth / 2 + 4, 4.6);
  const dish = label.startsWith('S') ? 1 : 2 * ENDPLATE_CONCAVITY_MM;
  return {
    label: label as VertebraLabel,
    centre: frame.origin,
    corners: c,
    pedicleRight: pedicle(-1),
    pedicleLeft: pedicle(1),
    anteriorHeightMm: distance(c.anteriorSuperior, c.anteriorInferior),
    middleHeightMm: top.mid - bottom.mid - dish - 3 * (state.wedgeFraction ?? 0),
    posteriorHeightMm: distance(c.posteriorSuperior, c.posteriorInferior),
    depthMm: distance(c.anteriorSuperior, c.posteriorSuperior),
  };
}

/** AP diameter of the sac on the midline at arc `s`, walked in 0.05 mm steps from the sac's middle both ways. */
function canalAp(anatomy: Anatomy, s: number): { mm: number; ends: readonly [PatientPoint, PatientPoint] } {
  const { path } = anatomy;
  const near = regionsNear(anatomy.regions, path.point(s, 0, 0), 20);
  const { sacCentre } = path.section(s);
  const STEP = 0.05;
  // The sac's middle can lie inside a mass: start from the hindmost point that is in the sac.
  let start = sacCentre + 12;
  while (start > sacCentre - 12 && !inSac(near, path.point(s, 0, start))) start -= STEP;
  let front = start;
  while (front > sacCentre - 14 && inSac(near, path.point(s, 0, front - STEP))) front -= STEP;
  return { mm: Math.max(0, start - front), ends: [path.point(s, 0, front), path.point(s, 0, start)] };
}

/** Area of the sac in the plane perpendicular to the canal at arc `s`, counted in cells of 0.25 mm. */
function sacArea(anatomy: Anatomy, s: number): number {
  const CELL = 0.25;
  const near = regionsNear(anatomy.regions, anatomy.path.point(s, 0, 0), 24);
  let cells = 0;
  for (let a = -12; a <= 14; a += CELL) for (let l = -14; l <= 14; l += CELL) if (inSac(near, anatomy.path.point(s, l, a))) cells++;
  return cells * CELL * CELL;
}

function discTruth(anatomy: Anatomy, disc: Disc): DiscTruth {
  const { upper, lower, label, frame } = disc;
  const [up, low] = [corners(upper), corners(lower)];
  const { y, z } = subtract(low.posteriorSuperior, low.anteriorSuperior);
  const along = normalise(vec3(0, y, z));
  const slipMm = dot(along, subtract(low.posteriorSuperior, up.posteriorInferior));
  const s = anatomy.path.levels.get(label)!;
  const ap = canalAp(anatomy, s);
  return {
    label,
    centre: frame.origin,
    apMm: disc.depth,
    anteriorHeightMm: dot(frame.w, subtract(up.anteriorInferior, low.anteriorSuperior)),
    middleHeightMm: dot(frame.w, subtract(onEndplate(upper, upper.bottom, 0), onEndplate(lower, lower.top, 0))) + 2 * ENDPLATE_CONCAVITY_MM,
    posteriorHeightMm: dot(frame.w, subtract(up.posteriorInferior, low.posteriorSuperior)),
    angleDeg: leanDeg(plateNormal(lower, lower.top)) - leanDeg(plateNormal(upper, upper.bottom)),
    slipMm,
    slipPercent: (100 * slipMm) / distance(low.posteriorSuperior, low.anteriorSuperior),
    canalApMm: ap.mm,
    canalApEnds: ap.ends,
    sacAreaMm2: sacArea(anatomy, s),
    foramenRight: foramenCentre(anatomy.path, disc, -1),
    foramenLeft: foramenCentre(anatomy.path, disc, 1),
  };
}

/** Where a point of the canal lies among the vertebrae: "L1, lower third" or "L1/2 disc". */
function levelInWords({ skeleton }: Anatomy, p: PatientPoint): string {
  for (const vertebra of skeleton.vertebrae) {
    const { frame, top, bottom, size, label } = vertebra;
    const v = size.depth / 2;
    const w = dot(frame.w, subtract(p, fromFrame(frame, 0, v, 0)));
    const [high, low] = [top.mid + top.slope * v, bottom.mid + bottom.slope * v];
    if (w > high || w < low) continue;
    const share = (high - w) / (high - low);
    return `${label}, ${share < 1 / 3 ? 'upper' : share < 2 / 3 ? 'middle' : 'lower'} third`;
  }
  const nearest = skeleton.discs.toSorted((a, b) => Math.abs(a.frame.origin.z - p.z) - Math.abs(b.frame.origin.z - p.z))[0]!;
  return `${nearest.label} disc`;
}

/** Everything about a phantom that a measurement or a reader should find, by construction. LPS mm. */
export function truth(recipe: Recipe): Truth {
  const anatomy = anatomyOf(recipe);
  const { skeleton, path, conusS } = anatomy;
  const known = skeleton.vertebrae.filter(({ label }) => label !== 'T10');
  const named = (label: string) => known.find((vertebra) => vertebra.label === label)!;
  const [l1, s1] = [named('L1'), named('S1')];
  const conusTip = path.point(conusS, 0, 0.8);
  const rolls = known.filter(({ label }) => !label.startsWith('S')).map((vertebra) => rollDeg(plateNormal(vertebra, vertebra.top)));
  return {
    vertebrae: known.map(vertebraTruth),
    discs: skeleton.discs
      .filter(({ label }) => label !== 'T10/11' && !(label.startsWith('S') && label !== 'S1/2'))
      .map((disc) => discTruth(anatomy, disc)),
    canalCentreline: Array.from({ length: Math.floor(path.count / 2) }, (_, i) => path.point(i * 2, 0, 0)),
    conusTip,
    conusLevel: levelInWords(anatomy, conusTip),
    lordosisDeg: leanDeg(plateNormal(s1, s1.top)) - leanDeg(plateNormal(l1, l1.top)),
    sacralSlopeDeg: acuteAngleDeg(plateNormal(s1, s1.top), vec3(0, 0, 1)),
    scoliosisDeg: Math.max(...rolls) - Math.min(...rolls),
    lesions: lesionsOf(recipe, anatomy),
  };
}
