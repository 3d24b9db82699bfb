import { patientPoint, type PatientPoint, type Vec3 } from '#geometry/points.ts';
import { vec3 } from '#geometry/vector.ts';
import { BODIES, DISC_HEIGHT, L6, type BodySize } from './dimensions.ts';
import type { DiscLabel, DiscState, Recipe, VertebraState } from './recipe.ts';

/** A local frame: u to the patient's left, v to posterior, w to the head; orthonormal, origin in patient mm. */
export type Frame = { readonly origin: PatientPoint; readonly u: Vec3; readonly v: Vec3; readonly w: Vec3 };

/** An endplate as a plane of its vertebra's frame: w = mid + slope * v. */
export type Endplate = { readonly mid: number; readonly slope: number };

export type Vertebra = {
  readonly label: BodySize['label'];
  readonly size: BodySize;
  readonly frame: Frame;
  readonly top: Endplate;
  readonly bottom: Endplate;
  readonly state: VertebraState;
  /** Sagittal inclination of the frame: w leans forward by this much. Radians. */
  readonly tilt: number;
};

export type Disc = {
  readonly label: DiscLabel;
  readonly frame: Frame;
  /** Middle height, mm. */
  readonly height: number;
  readonly depth: number;
  readonly width: number;
  readonly state: DiscState;
  readonly upper: Vertebra;
  readonly lower: Vertebra;
  readonly slipMm: number;
};

export type Skeleton = { readonly vertebrae: readonly Vertebra[]; readonly discs: readonly Disc[] };

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Frame leaning forward by `tilt` and to the patient's right by `roll` (radians). */
export function frameAt(origin: PatientPoint, tilt: number, roll: number): Frame {
  const [s, c] = [Math.sin(tilt), Math.cos(tilt)];
  const [sr, cr] = [Math.sin(roll), Math.cos(roll)];
  return { origin, u: vec3(cr, -s * sr, c * sr), v: vec3(0, c, s), w: vec3(-sr, -s * cr, c * cr) };
}

/** Patient point of local coordinates. */
export const fromFrame = ({ origin: o, u, v, w }: Frame, a: number, b: number, c: number): PatientPoint =>
  patientPoint(o.x + u.x * a + v.x * b + w.x * c, o.y + u.y * a + v.y * b + w.y * c, o.z + u.z * a + v.z * b + w.z * c);

/** Local coordinates of a patient point. */
export function toFrame({ origin: o, u, v, w }: Frame, p: Vec3): readonly [number, number, number] {
  const [x, y, z] = [p.x - o.x, p.y - o.y, p.z - o.z];
  return [x * u.x + y * u.y + z * u.z, x * v.x + y * v.y + z * v.z, x * w.x + y * w.y + z * w.z];
}

/** 'L4' above 'L5' -> 'L4/5'; 'L5' above 'S1' -> 'L5/S1'. */
export const discLabel = (upper: string, lower: string): DiscLabel =>
  `${upper}/${upper[0] === lower[0] ? lower.slice(1) : lower}` as DiscLabel;

const DISC_SHARE: Partial<Record<DiscLabel, number>> = {
  'L1/2': 0.12,
  'L2/3': 0.16,
  'L3/4': 0.2,
  'L4/5': 0.25,
  'L5/S1': 0.27,
  'L5/6': 0.22,
  'L6/S1': 0.2,
};
const SACRAL_TILT: Readonly<Record<string, number>> = { S1: -1, S2: -7, S3: -20, S4: -36, S5: -52 };
/** Coronal tilt of each body as a fraction of the scoliosis' Cobb angle; end vertebrae T12 and L4. */
const ROLL_SHARE: Readonly<Record<string, number>> = { T10: 0.3, T11: 0.42, T12: 0.5, L1: 0.36, L2: 0.1, L3: -0.25, L4: -0.5, L5: -0.3 };

/** Endplates of a body, an anterior wedge fracture lowering the upper one. */
function endplates(size: BodySize, { wedgeFraction = 0 }: VertebraState): { top: Endplate; bottom: Endplate } {
  const half = (size.anteriorHeight + size.posteriorHeight) / 4;
  const slope = (size.posteriorHeight - size.anteriorHeight) / (2 * size.depth);
  const drop = wedgeFraction * size.anteriorHeight;
  return { top: { mid: half - 0.54 * drop, slope: slope + (0.92 * drop) / size.depth }, bottom: { mid: -half, slope: -slope } };
}

/** Sizes of the recipe's vertebrae from head to feet. */
function bodySizes(recipe: Recipe): BodySize[] {
  const factor = recipe.anatomy?.sizeFactor ?? 1;
  const list = recipe.anatomy?.lumbarCount === 6 ? BODIES.flatMap((size) => (size.label === 'L5' ? [size, L6] : [size])) : [...BODIES];
  return list.map((size) => ({
    ...size,
    depth: size.depth * factor,
    width: size.width * factor,
    anteriorHeight: size.anteriorHeight * factor,
    posteriorHeight: size.posteriorHeight * factor,
  }));
}

/** Lordotic angle of each disc in degrees, so that discs and bodies together make the recipe's lordosis. */
function discAngles(sizes: readonly BodySize[], recipe: Recipe): Map<DiscLabel, number> {
  const lumbar = sizes.filter(({ label }) => label.startsWith('L'));
  const bodies = lumbar.reduce(
    (sum, s) => sum + (2 * Math.atan((s.anteriorHeight - s.posteriorHeight) / (2 * s.depth)) * 180) / Math.PI,
    0,
  );
  const labels = sizes.slice(0, -1).map((size, i) => discLabel(size.label, sizes[i + 1]!.label));
  const shares = labels.reduce((sum, label) => sum + (DISC_SHARE[label] ?? 0), 0);
  const total = (recipe.anatomy?.lordosisDeg ?? 46) - bodies;
  return new Map(labels.map((label) => [label, (total * (DISC_SHARE[label] ?? 0)) / shares]));
}

/**
 * Vertebrae and discs in patient space, stacked from the sacral endplate upwards: each disc tilts and lifts the vertebra above,
 * a slip shifts it and everything above it.
 */
export function buildSkeleton(recipe: Recipe): Skeleton {
  const anatomy = recipe.anatomy ?? {};
  const sizes = bodySizes(recipe);
  const angles = discAngles(sizes, recipe);
  const slope = radians(anatomy.sacralSlopeDeg ?? 38);
  const cobb = radians(anatomy.scoliosisDeg ?? 0);
  const s1 = sizes.findIndex(({ label }) => label === 'S1');
  const stateOf = (label: BodySize['label']): VertebraState => (label === 'T10' ? {} : (recipe.vertebrae?.[label] ?? {}));
  const placed: Vertebra[] = [];
  const between: Omit<Disc, 'upper' | 'lower'>[] = [];

  // Upwards from the sacral endplate's centre.
  let point = patientPoint(0, 0, 0);
  let tilt = slope;
  for (let i = s1 - 1; i >= 0; i--) {
    const size = sizes[i]!;
    const lower = sizes[i + 1]!;
    const label = discLabel(size.label, lower.label);
    const state = recipe.discs?.[label] ?? {};
    const height = DISC_HEIGHT[label] * (anatomy.sizeFactor ?? 1) * (state.heightFactor ?? 1);
    // A collapsed disc cannot wedge as a healthy one does: its back keeps nearly half of the middle height.
    const widest = 2 * Math.atan((0.55 * height) / size.depth);
    const angle = Math.min(radians(angles.get(label) ?? 0), widest);
    const slipMm = recipe.slips?.find((slip) => slip.level === label)?.mm ?? 0;
    const roll = cobb * (ROLL_SHARE[size.label] ?? 0);
    const rollBelow = cobb * (ROLL_SHARE[lower.label] ?? 0);
    const seat = frameAt(point, tilt - angle / 2, (roll + rollBelow) / 2);
    between.unshift({
      label,
      frame: { ...seat, origin: fromFrame(seat, 0, -slipMm / 2, height / 2) },
      height,
      depth: (size.depth + lower.depth) / 2 + 1,
      width: (size.width + Math.min(lower.width, 52)) / 2 + 1.5,
      state,
      slipMm,
    });
    const foot = fromFrame(seat, 0, -slipMm, height);
    const plates = endplates(size, stateOf(size.label));
    const bodyTilt = tilt - angle - Math.atan(plates.bottom.slope);
    const frame = frameAt(foot, bodyTilt, roll);
    const centred = { ...frame, origin: fromFrame(frame, 0, 0, -plates.bottom.mid) };
    placed.unshift({ label: size.label, size, frame: centred, ...plates, state: stateOf(size.label), tilt: bodyTilt });
    point = fromFrame(centred, 0, 0, plates.top.mid);
    tilt = bodyTilt + Math.atan(plates.top.slope);
  }

  // Downwards along the sacrum.
  point = patientPoint(0, 0, 0);
  tilt = slope;
  for (let i = s1; i < sizes.length; i++) {
    const size = sizes[i]!;
    const below = sizes[i + 1];
    const plates = endplates(size, stateOf(size.label));
    const bodyTilt = slope + radians(SACRAL_TILT[size.label]!);
    // The upper S1 endplate is the sacral slope itself, whatever the body's own tilt.
    const top = { mid: plates.top.mid, slope: i === s1 ? Math.tan(slope - bodyTilt) : plates.top.slope };
    const frame = frameAt(point, bodyTilt, 0);
    const centred = { ...frame, origin: fromFrame(frame, 0, 0, -top.mid) };
    placed.push({ label: size.label, size, frame: centred, top, bottom: plates.bottom, state: stateOf(size.label), tilt: bodyTilt });
    if (!below) break;
    const label = discLabel(size.label, below.label);
    const height = DISC_HEIGHT[label];
    const nextTilt = slope + radians(SACRAL_TILT[below.label]!);
    const seat = frameAt(fromFrame(centred, 0, 0, plates.bottom.mid), (bodyTilt + nextTilt) / 2, 0);
    const origin = fromFrame(seat, 0, (below.depth - size.depth) * 0.12, -height / 2);
    const disc = {
      label,
      frame: { ...seat, origin },
      height,
      depth: below.depth,
      width: below.width * 0.8,
      state: { ...recipe.discs?.[label] },
      slipMm: 0,
    };
    between.push(disc);
    // The posterior wall runs on smoothly although bodies get shallower.
    point = fromFrame(seat, 0, (size.depth - below.depth) * 0.38, -height);
  }
  const [x, y, z] = anatomy.offsetMm ?? [0, 0, 0];
  const middle = placed.find(({ label }) => label === 'L3')!.frame.origin;
  const shift = (frame: Frame): Frame => ({
    ...frame,
    origin: patientPoint(frame.origin.x - middle.x + x, frame.origin.y - middle.y + y, frame.origin.z - middle.z + z),
  });
  const vertebrae = placed.map((vertebra) => ({ ...vertebra, frame: shift(vertebra.frame) }));
  const discs = between.map((disc, i) => ({ ...disc, frame: shift(disc.frame), upper: vertebrae[i]!, lower: vertebrae[i + 1]! }));
  return { vertebrae, discs };
}
