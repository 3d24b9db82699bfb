/** Which level a point or a slice belongs to, from labels alone (handbook geometry, "Levels"). */
import { signedDistanceMm, rectangleContains, type SlicePlane } from '#geometry/plane.ts';
import type { PatientPoint, Vec3 } from '#geometry/points.ts';
import { acuteAngleDeg, dot, negate, subtract, vec3 } from '#geometry/vector.ts';
import type { LevelLabel, LevelName, Variant } from './level.ts';
import { rankOf, sequenceOf } from './levelNames.ts';
import { crossingOf, pointOn, positionOf, spineCurve, tangentAt, type SpineCurve } from './spineCurve.ts';

/** Half a slab where no neighbour says how far it reaches: about half the way from a lumbar disc's centre to a body's. */
const ALONE_HALF_MM = 9;
/** A slice turned further than this from across the spine has no level of its own. */
const ACROSS_DEG = 45;
/** Patient's head, where a single label is all that is known of the spine's direction. */
const STRAIGHT: Vec3 = vec3(0, 0, 1);

/** A level and the stretch of the spine that is its own. */
export type Slab = {
  readonly name: LevelName;
  readonly centre: PatientPoint;
  /** Along the curve, in mm; for a spine of one label along `STRAIGHT`, from the label. */
  readonly fromMm: number;
  readonly toMm: number;
  readonly atMm: number;
  /** False: it, or a label it was placed between, is a proposal that the reader has not accepted. */
  readonly accepted: boolean;
  /** False: placed between its neighbours, which are. */
  readonly labelled: boolean;
  /** Unit vector along the canal towards the head. */
  readonly canal: Vec3;
};

/** The labelled part of the spine in one frame; slabs from head to feet. */
export type Spine = { readonly curve: SpineCurve | null; readonly slabs: readonly Slab[] };

type Node = Omit<Slab, 'fromMm' | 'toMm'> & { readonly rank: number };

/** Labels of one frame as a spine. Labels whose name the variant lacks are left out. */
export function spineOf(labels: readonly LevelLabel[], variant: Variant): Spine {
  const ranked = labels
    .map((label) => ({ label, rank: rankOf(label.name, variant) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank);
  const curve = spineCurve(ranked.map(({ label }) => label.point));
  const names = sequenceOf(variant);
  const nodes = ranked.flatMap(({ label, rank }, index): Node[] => {
    const here = nodeAt(curve, label, rank, curve?.atMm[index] ?? 0);
    const next = ranked[index + 1];
    // The one level between two neighbours of a kind lies half-way; over more, nobody knows.
    if (!curve || !next || next.rank !== rank + 2) return [here];
    const atMm = (curve.atMm[index]! + curve.atMm[index + 1]!) / 2;
    const accepted = label.accepted && next.label.accepted;
    const between = { name: names[rank + 1]!, point: pointOn(curve, atMm), accepted };
    return [here, { ...nodeAt(curve, between, rank + 1, atMm), labelled: false }];
  });
  return { curve, slabs: nodes.map((node, index) => slabOf(node, nodes[index - 1], nodes[index + 1])) };
}

const nodeAt = (
  curve: SpineCurve | null,
  { name, point, accepted }: Pick<LevelLabel, 'name' | 'point' | 'accepted'>,
  rank: number,
  atMm: number,
): Node => ({ name, centre: point, accepted, rank, atMm, labelled: true, canal: curve ? negate(tangentAt(curve, atMm)) : STRAIGHT });

/** Half-way to each neighbouring level; beyond an end as far as on the other side. */
function slabOf(node: Node, above: Node | undefined, below: Node | undefined): Slab {
  const up = above && node.rank - above.rank === 1 ? (node.atMm - above.atMm) / 2 : undefined;
  const down = below && below.rank - node.rank === 1 ? (below.atMm - node.atMm) / 2 : undefined;
  const { rank: _rank, ...slab } = node;
  return { ...slab, fromMm: node.atMm - (up ?? down ?? ALONE_HALF_MM), toMm: node.atMm + (down ?? up ?? ALONE_HALF_MM) };
}

const slabAt = ({ slabs }: Spine, mm: number): Slab | null => slabs.find(({ fromMm, toMm }) => mm >= fromMm && mm <= toMm) ?? null;

const beyondMm = ({ slabs, curve }: Spine): number =>
  curve ? Math.max(-slabs[0]!.fromMm, slabs.at(-1)!.toMm - curve.atMm.at(-1)!) + 1 : 0;

/** Distance of `p` from a lone label towards the feet. */
const belowMm = (p: PatientPoint, { centre, canal }: Slab): number => -dot(canal, subtract(p, centre));

/** The level whose slab (perpendicular to the spine) holds the point; null outside the labelled part. */
export function levelOfPoint(spine: Spine, p: PatientPoint): Slab | null {
  const [first] = spine.slabs;
  if (!first) return null;
  const mm = spine.curve ? positionOf(spine.curve, p, beyondMm(spine)) : belowMm(p, first);
  return slabAt(spine, mm);
}

/** The level where the slice crosses the spine; null where it runs along the spine, misses it, or crosses it where nothing is labelled. */
export function levelOfPlane(spine: Spine, plane: SlicePlane): Slab | null {
  const [first] = spine.slabs;
  if (!first) return null;
  const { curve } = spine;
  const slab = curve ? slabCrossed(spine, curve, plane) : Math.abs(signedDistanceMm(plane, first.centre)) <= ALONE_HALF_MM ? first : null;
  return slab && acuteAngleDeg(slab.canal, plane.normal) < ACROSS_DEG && rectangleContains(plane, slab.centre) ? slab : null;
}

function slabCrossed(spine: Spine, curve: SpineCurve, plane: SlicePlane): Slab | null {
  const mm = crossingOf(curve, (p) => signedDistanceMm(plane, p), beyondMm(spine));
  return mm === null ? null : slabAt(spine, mm);
}

export const findSlab = ({ slabs }: Spine, name: LevelName): Slab | undefined => slabs.find((slab) => slab.name === name);
