/** What a reader does to level labels: name the next one, move, rename, accept, remove. Pure: a set in, a set out. */
import { length, subtract } from '#geometry/vector.ts';
import type { PatientPoint } from '#geometry/points.ts';
import type { LevelKind, LevelLabel, LevelName, LevelSet, Numbering, Variant } from './level.ts';
import { kindOf, namesBetween, nextDown, nextUp, rankOf, sequenceOf } from './levelNames.ts';
import { positionOf, spineCurve } from './spineCurve.ts';

/** Usual way from one lumbar disc (or body) to the next: adults' lie between 30 and 40 mm apart (body and disc heights together). */
const USUAL_STEP_MM = 36;
/** How far past the labelled part of the spine a click is still placed along it. */
const REACH_MM = 400;

/** Labels of one frame from head to feet; names that the variant lacks come last. */
export function orderedLabels({ labels, variant }: LevelSet, frame: string): readonly LevelLabel[] {
  const rank = ({ name }: LevelLabel): number => {
    const at = rankOf(name, variant);
    return at < 0 ? Infinity : at;
  };
  return labels.filter((label) => label.frame === frame).toSorted((a, b) => rank(a) - rank(b));
}

/** What a first label is called: what lumbar imaging shows lowest and surest. */
export const firstName = (kind: LevelKind, variant: Variant): LevelName => (kind === 'disc' ? nextUp('S1', 'disc', variant)! : 'S1');

/** Where counting begins with a first label of this name. */
function numberingFrom(name: LevelName, variant: Variant): Numbering {
  if (name.startsWith('C')) return 'counted from C2';
  return name === firstName(kindOf(name), variant) ? 'assumed: lowest mobile disc is L5/S1' : 'reader';
}

/** A name for a new label, or the existing label that the click belongs to. */
export type Suggestion = { readonly name: LevelName } | { readonly moves: LevelLabel };

/**
 * What a click at `point` labels, by its place along the spine relative to the labels there: the next level beyond an end (further
 * ones by the usual spacing), a free name between two labels, or the nearest label of that kind when no name is free. Null when the
 * spine ends there.
 */
export function suggestLabel(set: LevelSet, kind: LevelKind, point: PatientPoint, frame: string): Suggestion | null {
  const { variant } = set;
  const labels = orderedLabels(set, frame).filter(({ name }) => rankOf(name, variant) >= 0);
  const [top, bottom] = [labels[0], labels.at(-1)];
  if (!top || !bottom) return { name: firstName(kind, variant) };
  const curve = spineCurve(labels.map((label) => label.point));
  // One label says nothing of direction: head is up.
  const mm = curve ? positionOf(curve, point, REACH_MM) : top.point.z - point.z;
  const atMm = curve?.atMm ?? [0];
  const stepMm = stepOf(labels, atMm, variant);
  if (mm < 0) return named(beyond(top.name, kind, -mm / stepMm, nextUp, variant));
  if (mm > atMm.at(-1)!) return named(beyond(bottom.name, kind, (mm - atMm.at(-1)!) / stepMm, nextDown, variant));
  const after = Math.max(
    1,
    atMm.findIndex((at) => mm <= at),
  );
  const [upper, lower] = [labels[after - 1]!, labels[after]];
  const free = lower ? namesBetween(upper.name, lower.name, kind, variant) : [];
  if (free.length > 0) {
    const share = (mm - atMm[after - 1]!) / (atMm[after]! - atMm[after - 1]!);
    const [from, to] = [rankOf(upper.name, variant), rankOf(lower!.name, variant)];
    return { name: nearestBy(free, (name) => Math.abs(from + share * (to - from) - rankOf(name, variant))) };
  }
  const same = labels.filter((label) => label.kind === kind);
  return same.length > 0 ? { moves: nearestBy(same, (label) => length(subtract(label.point, point))) } : null;
}

const named = (name: LevelName | null): Suggestion | null => (name === null ? null : { name });

const nearestBy = <T>(items: readonly T[], far: (item: T) => number): T =>
  items.reduce((best, item) => (far(item) < far(best) ? item : best));

/** Mean way between two levels of a kind in this patient; the usual one while a single label is known. */
function stepOf(labels: readonly LevelLabel[], atMm: readonly number[], variant: Variant): number {
  const ranks = labels.map(({ name }) => rankOf(name, variant));
  const steps = (ranks.at(-1)! - ranks[0]!) / 2;
  return steps > 0 ? atMm.at(-1)! / steps : USUAL_STEP_MM;
}

/** The level `steps` beyond an end: at least the next one. */
function beyond(from: LevelName, kind: LevelKind, steps: number, next: typeof nextUp, variant: Variant): LevelName | null {
  const first = next(from, kind, variant);
  if (first === null) return null;
  const firstSteps = kindOf(from) === kind ? 1 : 0.5;
  let name = first;
  for (let left = Math.round(steps - firstSteps); left > 0; left -= 1) name = next(name, kind, variant) ?? name;
  return name;
}

/**
 * Puts a label of this name at a point, moving the one that has the name in that frame. What a reader puts down is accepted. The first
 * label of all says how the numbering was arrived at, until the reader says otherwise.
 */
export function putLabel(set: LevelSet, name: LevelName, point: PatientPoint, frame: string, newId: () => string): LevelSet {
  const existing = set.labels.find((label) => label.name === name && label.frame === frame);
  if (existing) return moveLabel(set, existing.id, point);
  const label: LevelLabel = { id: newId(), revision: 1, kind: kindOf(name), name, point, frame, accepted: true };
  const numbering = set.labels.length > 0 ? set.numbering : numberingFrom(name, set.variant);
  return { ...set, numbering, labels: [...set.labels, label] };
}

const changeLabel = (set: LevelSet, id: string, change: Partial<LevelLabel>): LevelSet => ({
  ...set,
  labels: set.labels.map((label) => (label.id === id ? { ...label, ...change, revision: label.revision + 1 } : label)),
});

/** A label that a reader moves is the reader's: accepted. */
export const moveLabel = (set: LevelSet, id: string, point: PatientPoint): LevelSet => changeLabel(set, id, { point, accepted: true });

export const removeLabel = (set: LevelSet, id: string): LevelSet => ({ ...set, labels: set.labels.filter((label) => label.id !== id) });

/**
 * Calls one label something else of its kind, and shifts all others (of every frame) by as many levels. Null when a label would
 * leave the spine: nothing above C1, no disc below S1/2.
 */
export function renumber(set: LevelSet, id: string, name: LevelName): LevelSet | null {
  const label = set.labels.find((each) => each.id === id);
  const { variant } = set;
  if (!label || kindOf(name) !== label.kind || rankOf(name, variant) < 0) return null;
  const order = (kind: LevelKind) => sequenceOf(variant).filter((each) => kindOf(each) === kind);
  const by = order(label.kind).indexOf(name) - order(label.kind).indexOf(label.name);
  const shifted = set.labels.map((each): LevelLabel | null => {
    const names = order(each.kind);
    const at = names.indexOf(each.name);
    const to = at < 0 ? undefined : names[at + by];
    return to === undefined ? null : { ...each, name: to, revision: each.revision + 1 };
  });
  return shifted.includes(null) ? null : { ...set, labels: shifted as LevelLabel[], numbering: 'reader' };
}

/**
 * Counts with another variant. Every label stays on its vertebra or disc and keeps its number from where the counting began: from C2
 * where the set says so, else from the sacrum, so that the disc above S1 is still called that once a reader finds an L6.
 */
export function withVariant(set: LevelSet, variant: Variant): LevelSet {
  const [before, after] = [sequenceOf(set.variant), sequenceOf(variant)];
  const shift = set.numbering === 'counted from C2' ? 0 : after.indexOf('S1') - before.indexOf('S1');
  const labels = set.labels.map((label): LevelLabel => {
    const to = after[before.indexOf(label.name) + shift];
    return to === undefined || to === label.name || kindOf(to) !== label.kind
      ? label
      : { ...label, name: to, revision: label.revision + 1 };
  });
  return { ...set, variant, labels };
}

export const withNumbering = (set: LevelSet, numbering: Numbering): LevelSet => ({ ...set, numbering });

/** Accepts all proposals, or one. */
export const acceptProposals = (set: LevelSet, id?: string): LevelSet => ({
  ...set,
  labels: set.labels.map((label) =>
    label.accepted || (id !== undefined && label.id !== id) ? label : { ...label, accepted: true, revision: label.revision + 1 },
  ),
});

/** Drops the proposals of a frame and puts others in their place. */
export const withProposals = (
  set: LevelSet,
  frame: string,
  proposed: readonly { readonly name: LevelName; readonly point: PatientPoint }[],
  newId: () => string,
): LevelSet => ({
  ...set,
  labels: [
    ...set.labels.filter((label) => label.accepted || label.frame !== frame),
    ...proposed.map(({ name, point }): LevelLabel => ({
      id: newId(),
      revision: 1,
      kind: kindOf(name),
      name,
      point,
      frame,
      accepted: false,
    })),
  ],
});

/** "counted from C2; 6 lumbar vertebrae (L6)": how a report states the numbering. */
export function numberingWords({ numbering, variant }: LevelSet): string {
  const oddities = [
    variant.lumbar === 5 ? '' : `${variant.lumbar} lumbar vertebrae${variant.lumbar === 6 ? ' (L6)' : ''}`,
    variant.thoracic === 12 ? '' : `${variant.thoracic} thoracic vertebrae${variant.thoracic === 13 ? ' (T13)' : ''}`,
  ];
  return [numbering === 'reader' ? "reader's numbering" : numbering, ...oddities].filter(Boolean).join('; ');
}
