/**
 * Places the levels between two that a reader has named, by the image's own signal. How many discs lie between is known from the
 * names, and about how far apart they lie from anatomy; a gently curved line between the two is sought on which that many places look
 * most like discs (dynamic programming along the line for each of a family of curves), then each disc is centred where it lies.
 */
import { patientToPixel, pixelToPatient, signedDistanceMm, type SlicePlane } from '#geometry/plane.ts';
import { pixelPoint, type PatientPoint } from '#geometry/points.ts';
import { moveAlong } from '#geometry/vector.ts';
import { ALONG_MM, discSignal, MOST_ASIDE_MM, type ColumnImage, type DiscSignal, type Place, type Step } from './columnSignal.ts';
import type { LevelKind, LevelName, Variant } from './level.ts';
import { kindOf, namesBetween, rankOf, sequenceOf } from './levelNames.ts';

export type Anchor = { readonly name: LevelName; readonly point: PatientPoint };
export type Proposal = { readonly name: LevelName; readonly point: PatientPoint };

/**
 * Height of a vertebra and half a disc on either side, in mm, of an adult: only their proportions matter. Lumbar and lower thoracic
 * bodies grow towards the feet; the last disc is wedge-shaped and its centre comes closer.
 */
function segmentMm(vertebra: LevelName): number {
  const number = Number(vertebra.slice(1));
  const lumbar = [33, 35, 36, 36, 34, 34];
  if (vertebra.startsWith('L')) return lumbar[number - 1] ?? 34;
  if (vertebra.startsWith('T')) return 18 + number * 1.1;
  return vertebra.startsWith('S') ? 30 : 17;
}

/** Weight of the signal (0..1) against one standard deviation of spacing. */
const SIGNAL_WEIGHT = 12;
/** Spread of a segment's share of the whole about what anatomy expects. */
const SPACING_SPREAD = 0.12;
/** Bend of the line: its height over the chord as a share of the chord, and how much of it lies off the middle. */
const BENDS = [-0.18, -0.12, -0.06, 0, 0.06, 0.12, 0.18];
const FINER_BENDS = [0.03, 0.015];
const SKEW = 0.7;
/** A disc's centre is sought so far along the line from where the curve has it. */
const ALONG_LEEWAY_MM = 3;
/** ... and across it, the farther the less likely: a disc that is destroyed must not take its centre from what lies beside it. */
const ASIDE_SPREAD_MM = 14;

type Curve = { readonly bend: number; readonly skew: number };

/** Steps along a curve from `a` to `b` and a little past both, `ALONG_MM` apart on the chord. */
function stepsOf(a: Place, b: Place, { bend, skew }: Curve, beyondMm: number): Step[] {
  const chord = Math.hypot(b.x - a.x, b.y - a.y);
  const [ex, ey] = [(b.x - a.x) / chord, (b.y - a.y) / chord];
  const count = Math.round((chord + 2 * beyondMm) / ALONG_MM) + 1;
  return Array.from({ length: count }, (_, index) => {
    const s = index * ALONG_MM - beyondMm;
    const t = Math.min(1, Math.max(0, s / chord));
    const off = 4 * bend * chord * t * (1 - t) * (1 + skew * (2 * t - 1));
    const slope = 4 * bend * ((1 - 2 * t) * (1 + skew * (2 * t - 1)) + 2 * skew * t * (1 - t));
    const size = Math.hypot(1, slope);
    return {
      x: a.x + ex * s - ey * (off + (s < 0 ? slope * s : s > chord ? slope * (s - chord) : 0)),
      y: a.y + ey * s + ex * (off + (s < 0 ? slope * s : s > chord ? slope * (s - chord) : 0)),
      dx: (ex - ey * slope) / size,
      dy: (ey + ex * slope) / size,
    };
  });
}

/** Distances to expect: from the upper anchor to the first disc, between discs, from the last to the lower anchor; they sum to `totalMm`. */
function expectedGaps(upper: LevelName, lower: LevelName, variant: Variant, totalMm: number): number[] {
  const names = sequenceOf(variant).slice(rankOf(upper, variant), rankOf(lower, variant) + 1);
  const gaps: number[] = [];
  let gap = 0;
  names.forEach((name, index) => {
    const isEnd = index === 0 || index === names.length - 1;
    if (kindOf(name) === 'vertebra') gap += segmentMm(name) / (isEnd ? 2 : 1);
    else if (!isEnd) {
      gaps.push(gap);
      gap = 0;
    }
  });
  gaps.push(gap);
  const sum = gaps.reduce((total, each) => total + each, 0);
  return gaps.map((each) => (each * totalMm) / sum);
}

type Path = { readonly score: number; readonly steps: readonly number[] };

/** The best places of `gaps.length - 1` discs among steps `from`..`to`, whose ends are the anchors. */
function bestPath(signal: DiscSignal, from: number, to: number, gaps: readonly number[]): Path {
  const cost = (steps: number, gapMm: number): number => -0.5 * (((steps * ALONG_MM) / gapMm - 1) / SPACING_SPREAD) ** 2;
  const count = to - from + 1;
  let scores = new Float64Array(count).fill(-Infinity);
  scores[0] = 0;
  const origins: Int32Array[] = [];
  for (const gapMm of gaps.slice(0, -1)) {
    const next = new Float64Array(count).fill(-Infinity);
    const origin = new Int32Array(count).fill(-1);
    const [least, most] = [Math.floor((0.5 * gapMm) / ALONG_MM), Math.ceil((1.6 * gapMm) / ALONG_MM)];
    for (let at = 0; at < count; at += 1)
      for (let before = Math.max(0, at - most); before <= at - least; before += 1) {
        const score = scores[before]! + cost(at - before, gapMm);
        if (score <= next[at]!) continue;
        next[at] = score;
        origin[at] = before;
      }
    for (let at = 0; at < count; at += 1) next[at]! += SIGNAL_WEIGHT * signal.at(from + at, 0);
    origins.push(origin);
    scores = next;
  }
  let [best, last] = [-Infinity, -1];
  for (let at = 0; at < count; at += 1) {
    const score = scores[at]! + cost(count - 1 - at, gaps.at(-1)!);
    if (score > best) [best, last] = [score, at];
  }
  const steps: number[] = [];
  for (let disc = origins.length - 1, at = last; disc >= 0; disc -= 1) {
    steps.unshift(from + at);
    at = origins[disc]![at]!;
  }
  return { score: best, steps };
}

const BEYOND_MM = 12;

/** Centres a disc where its signal is strongest near a step: along and across the line. */
function centred(signal: DiscSignal, steps: readonly Step[], step: number): Place {
  const reach = Math.round(ALONG_LEEWAY_MM / ALONG_MM);
  let [sum, along, aside] = [0, 0, 0];
  const near = places(step, reach).map(([at, mm]) => [at, mm, signal.at(at, mm) * Math.exp(-0.5 * (mm / ASIDE_SPREAD_MM) ** 2)] as const);
  const strongest = Math.max(...near.map(([, , strength]) => strength));
  for (const [at, mm, strength] of near) {
    // The middle of the plateau, not its highest grain of noise.
    const weight = Math.max(0, strength - 0.85 * strongest);
    sum += weight;
    along += weight * at;
    aside += weight * mm;
  }
  if (sum === 0) return steps[step]!;
  const { x, y, dx, dy } = steps[Math.round(along / sum)]!;
  const mm = aside / sum;
  return { x: x - dy * mm, y: y + dx * mm };
}

const places = (step: number, reach: number): readonly (readonly [number, number])[] =>
  Array.from({ length: 2 * reach + 1 }, (_, index) => step - reach + index).flatMap((at) =>
    Array.from({ length: 2 * MOST_ASIDE_MM + 1 }, (_, index) => [at, index - MOST_ASIDE_MM] as const),
  );

/** Disc centres between two places of an image; places in mm from its first pixel's centre. */
function findDiscs(image: ColumnImage, a: Place, b: Place, gapsFor: (totalMm: number) => readonly number[]): readonly Place[] {
  const chord = Math.hypot(b.x - a.x, b.y - a.y);
  const gaps = gapsFor(chord);
  const beyond = Math.round(BEYOND_MM / ALONG_MM);
  const along = (curve: Curve) => {
    const steps = stepsOf(a, b, curve, BEYOND_MM);
    const signal = discSignal(image, steps);
    return { curve, steps, signal, path: bestPath(signal, beyond, steps.length - 1 - beyond, gaps) };
  };
  type Tried = ReturnType<typeof along>;
  const better = (known: Tried | null, curves: readonly Curve[]): Tried =>
    [...(known ? [known] : []), ...curves.map(along)].reduce((one, other) => (other.path.score > one.path.score ? other : one));
  const coarse = better(
    null,
    BENDS.map((bend) => ({ bend, skew: 0 })),
  );
  const fine = FINER_BENDS.reduce(
    (known, by) =>
      better(
        known,
        [-by, by].map((more) => ({ bend: known.curve.bend + more, skew: 0 })),
      ),
    coarse,
  );
  const best = better(fine, [
    { ...fine.curve, skew: -SKEW },
    { ...fine.curve, skew: SKEW },
  ]);
  return best.path.steps.map((step) => centred(best.signal, best.steps, step));
}

/**
 * Levels of `kind` strictly between two named ones on a sagittal image (`signal.values`: output values of `plane`, row by row). Empty when
 * nothing lies between or the two coincide. Off the image's plane the levels follow the two anchors.
 */
export function proposeLevels(
  plane: SlicePlane,
  signal: Pick<ColumnImage, 'values' | 'marrow'>,
  upper: Anchor,
  lower: Anchor,
  kind: LevelKind,
  variant: Variant,
): readonly Proposal[] {
  const wanted = namesBetween(upper.name, lower.name, kind, variant);
  const [a, b] = [placeOf(plane, upper.point), placeOf(plane, lower.point)];
  if (wanted.length === 0 || Math.hypot(b.x - a.x, b.y - a.y) < 8 * (wanted.length + 1)) return [];
  const discNames = namesBetween(upper.name, lower.name, 'disc', variant);
  const discs = findDiscs({ ...plane, ...signal }, a, b, (totalMm) => expectedGaps(upper.name, lower.name, variant, totalMm));
  const known = new Map<LevelName, Place>([
    [upper.name, a],
    [lower.name, b],
    ...discNames.map((name, index) => [name, discs[index]!] as const),
  ]);
  const names = sequenceOf(variant);
  const offMm = [upper, lower].map(({ point }) => signedDistanceMm(plane, point)) as [number, number];
  return wanted.flatMap((name): Proposal[] => {
    const rank = rankOf(name, variant);
    const [above, below] = [known.get(names[rank - 1]!), known.get(names[rank + 1]!)];
    const place = known.get(name) ?? (above && below && { x: (above.x + below.x) / 2, y: (above.y + below.y) / 2 });
    if (!place) return [];
    const share = Math.hypot(place.x - a.x, place.y - a.y) / Math.hypot(b.x - a.x, b.y - a.y);
    const onPlane = pixelToPatient(plane, pixelPoint(place.x / plane.columnStepMm, place.y / plane.rowStepMm));
    return [{ name, point: moveAlong(onPlane, plane.normal, offMm[0] + share * (offMm[1] - offMm[0])) }];
  });
}

function placeOf(plane: SlicePlane, p: PatientPoint): Place {
  const { column, row } = patientToPixel(plane, p);
  return { x: column * plane.columnStepMm, y: row * plane.rowStepMm };
}
