import { describe, expect, test } from 'vitest';
import { patientPoint } from '#geometry/points.ts';
import type { LevelKind, LevelSet } from './level.ts';
import { kindOf } from './levelNames.ts';
import {
  acceptProposals,
  moveLabel,
  numberingWords,
  orderedLabels,
  putLabel,
  removeLabel,
  renumber,
  suggestLabel,
  withNumbering,
  withProposals,
  withVariant,
} from './levels.ts';
import { NO_MARKS } from './marks.ts';

const FRAME = 'frame';
const at = (z: number) => patientPoint(0, 0, z);
const ids = () => {
  let count = 0;
  return () => `id ${(count += 1)}`;
};
/** Labels by name and height, in the order given. */
const setOf = (places: Readonly<Record<string, number>>, more: Partial<LevelSet> = {}): LevelSet => {
  const newId = ids();
  const start: LevelSet = { ...NO_MARKS.levels, ...more };
  const set = Object.entries(places).reduce((each, [name, z]) => putLabel(each, name, at(z), FRAME, newId), start);
  return { ...set, ...more };
};
const names = (set: LevelSet) => set.labels.map(({ name }) => name);
const suggested = (set: LevelSet, kind: LevelKind, z: number): string | null => {
  const suggestion = suggestLabel(set, kind, at(z), FRAME);
  if (!suggestion) return null;
  return 'name' in suggestion ? suggestion.name : `moves ${suggestion.moves.name}`;
};

describe('the name that a click gets', () => {
  test.each<[string, Record<string, number>, LevelKind, number, string | null]>([
    ['first disc', {}, 'disc', 0, 'L5/S1'],
    ['first vertebra', {}, 'vertebra', 0, 'S1'],
    ['next disc up', { 'L5/S1': 0 }, 'disc', 30, 'L4/5'],
    ['next disc up, close by', { 'L5/S1': 0 }, 'disc', 20, 'L4/5'],
    ['next disc down', { 'L3/4': 0 }, 'disc', -40, 'L4/5'],
    ['four discs up', { 'L5/S1': 0 }, 'disc', 142, 'L1/2'],
    ['the body above a disc', { 'L5/S1': 0 }, 'vertebra', 18, 'L5'],
    ['two bodies above a disc', { 'L5/S1': 0 }, 'vertebra', 54, 'L4'],
    ['from a thoracic start', { 'T11/12': 0 }, 'disc', -33, 'T12/L1'],
    ['from C2 down', { C2: 0 }, 'vertebra', -18, 'C3'],
    ['beyond the end with this patient’s spacing', { 'L4/5': 30, 'L5/S1': 0 }, 'disc', 91, 'L2/3'],
    ['the one free name between', { 'L3/4': 72, 'L5/S1': 0 }, 'disc', 40, 'L4/5'],
    ['the nearest of several free names', { 'L1/2': 144, 'L5/S1': 0 }, 'disc', 100, 'L2/3'],
    ['the body between two discs', { 'L4/5': 36, 'L5/S1': 0 }, 'vertebra', 20, 'L5'],
    ['no free name: the nearer label', { 'L4/5': 36, 'L5/S1': 0 }, 'disc', 25, 'moves L4/5'],
    ['nothing below the sacrum', { S5: 0 }, 'vertebra', -20, null],
    ['nothing above C1', { C1: 0 }, 'vertebra', 20, null],
  ])('%s', (_, places, kind, z, expected) => {
    expect(suggested(setOf(places), kind, z)).toBe(expected);
  });

  test.each([
    [{ thoracic: 12, lumbar: 6 }, 'S1', 18, 'L6/S1'],
    [{ thoracic: 12, lumbar: 4 }, 'S1', 18, 'L4/S1'],
    [{ thoracic: 13, lumbar: 5 }, 'L1', 18, 'T13/L1'],
  ])('in variant %o above %s', (variant, name, z, expected) => {
    expect(suggested(setOf({ [name]: 0 }, { variant }), 'disc', z)).toBe(expected);
  });

  test('labels of another frame do not count', () => {
    expect(suggestLabel(setOf({ 'L1/2': 0 }), 'disc', at(30), 'other')).toEqual({ name: 'L5/S1' });
  });
});

describe('putting, moving, removing', () => {
  test('a name is used once in a frame: putting it again moves it', () => {
    const set = putLabel(setOf({ 'L4/5': 36 }), 'L4/5', at(30), FRAME, ids());
    expect(set.labels).toMatchObject([{ name: 'L4/5', kind: 'disc', point: { z: 30 }, revision: 2 }]);
    expect(putLabel(set, 'L4/5', at(30), 'other', ids()).labels).toHaveLength(2);
  });

  test.each([
    ['L5/S1', 'assumed: lowest mobile disc is L5/S1'],
    ['S1', 'assumed: lowest mobile disc is L5/S1'],
    ['L1/2', 'reader'],
    ['C2/3', 'counted from C2'],
  ])('counting that begins with %s is %s', (name, numbering) => {
    expect(setOf({ [name]: 0, 'L3/4': 100 }).numbering).toBe(numbering);
  });

  test('a moved proposal is accepted; the set given is left alone', () => {
    const before = withProposals(setOf({}), FRAME, [{ name: 'L4/5', point: at(1) }], ids());
    const after = moveLabel(before, 'id 1', at(2));
    expect(before.labels[0]).toMatchObject({ accepted: false, revision: 1 });
    expect(after.labels[0]).toMatchObject({ accepted: true, revision: 2, point: { z: 2 } });
    expect(removeLabel(after, 'id 1').labels).toEqual([]);
  });

  test('from head to feet whatever the order of clicks', () => {
    const set = setOf({ 'L5/S1': 0, L4: 54, 'L1/2': 144, L5: 18 });
    expect(orderedLabels(set, FRAME).map(({ name }) => name)).toEqual(['L1/2', 'L4', 'L5', 'L5/S1']);
    expect(orderedLabels(set, 'other')).toEqual([]);
  });
});

describe('renumbering', () => {
  test.each<[string[], string, string, string[] | null]>([
    [['L3/4', 'L4/5', 'L5/S1'], 'L5/S1', 'L4/5', ['L2/3', 'L3/4', 'L4/5']],
    [['L3/4', 'L4/5'], 'L3/4', 'L4/5', ['L4/5', 'L5/S1']],
    [['L4', 'L4/5', 'L5'], 'L4', 'L5', ['L5', 'L5/S1', 'S1']],
    [['T12/L1', 'L1'], 'L1', 'T12', ['T11/12', 'T12']],
    [['L5/S1', 'S1/2'], 'L5/S1', 'S1/2', null],
    [['L4/5'], 'L4/5', 'L5', null],
    [['L4/5'], 'L4/5', 'L6/S1', null],
  ])('%o with %s called %s', (from, name, to, expected) => {
    const set = setOf(Object.fromEntries(from.map((each, index) => [each, -30 * index])));
    const after = renumber(set, set.labels.find((label) => label.name === name)!.id, to);
    expect(after && names(after)).toEqual(expected);
    expect(after?.numbering).toBe(expected ? 'reader' : undefined);
  });
});

describe('variants', () => {
  const set = setOf({ 'T12/L1': 200, 'L4/5': 36, 'L5/S1': 0 });

  test('counted from the sacrum, the lowest disc stays the lowest', () => {
    expect(names(withVariant(set, { thoracic: 12, lumbar: 6 }))).toEqual(['L1/2', 'L5/6', 'L6/S1']);
    expect(names(withVariant(set, { thoracic: 12, lumbar: 4 }))).toEqual(['T11/12', 'L3/4', 'L4/S1']);
    expect(names(withVariant(set, { thoracic: 13, lumbar: 5 }))).toEqual(['T13/L1', 'L4/5', 'L5/S1']);
  });

  test('counted from C2, the upper names stay', () => {
    const counted = withNumbering(set, 'counted from C2');
    expect(names(withVariant(counted, { thoracic: 12, lumbar: 6 }))).toEqual(['T12/L1', 'L4/5', 'L5/6']);
    expect(names(withVariant(counted, { thoracic: 13, lumbar: 5 }))).toEqual(['T12/13', 'L3/4', 'L4/5']);
  });

  test('there and back changes no name', () => {
    const back = withVariant(withVariant(set, { thoracic: 12, lumbar: 6 }), set.variant);
    expect(names(back)).toEqual(names(set));
    expect(back.labels.every(({ name, kind }) => kindOf(name) === kind)).toBe(true);
  });
});

describe('proposals', () => {
  const proposed = withProposals(
    setOf({ 'L1/2': 144, 'L5/S1': 0 }),
    FRAME,
    [
      { name: 'L2/3', point: at(108) },
      { name: 'L3/4', point: at(72) },
    ],
    ids(),
  );

  test('are not accepted until the reader says so, one or all', () => {
    const unaccepted = (set: LevelSet) => set.labels.filter(({ accepted }) => !accepted).map(({ name }) => name);
    expect(unaccepted(proposed)).toEqual(['L2/3', 'L3/4']);
    const one = proposed.labels.find(({ name }) => name === 'L3/4')!;
    expect(
      unaccepted(acceptProposals({ ...proposed, labels: proposed.labels.map((label, index) => ({ ...label, id: `${index}` })) }, '2')),
    ).toEqual(['L3/4']);
    expect(one.accepted).toBe(false);
    expect(unaccepted(acceptProposals(proposed))).toEqual([]);
  });

  test('new ones take the place of old ones in their frame only', () => {
    expect(names(withProposals(proposed, FRAME, [{ name: 'L4/5', point: at(36) }], ids()))).toEqual(['L1/2', 'L5/S1', 'L4/5']);
    expect(names(withProposals(proposed, 'other', [], ids()))).toHaveLength(4);
  });
});

test.each([
  [{}, 'assumed: lowest mobile disc is L5/S1'],
  [
    { numbering: 'counted from C2', variant: { thoracic: 13, lumbar: 6 } },
    'counted from C2; 6 lumbar vertebrae (L6); 13 thoracic vertebrae (T13)',
  ],
  [{ numbering: 'reader', variant: { thoracic: 12, lumbar: 4 } }, "reader's numbering; 4 lumbar vertebrae"],
] as const)('numbering %o in words', (more, words) => expect(numberingWords(setOf({}, more))).toBe(words));
