import { describe, expect, test } from 'vitest';
import type { Variant } from './level.ts';
import { kindOf, levelWords, lumbarDiscs, lumbarVertebrae, namesBetween, nextDown, nextUp, sequenceOf, vertebraeOf } from './levelNames.ts';

const USUAL: Variant = { thoracic: 12, lumbar: 5 };
const L6: Variant = { thoracic: 12, lumbar: 6 };
const SACRALISED: Variant = { thoracic: 12, lumbar: 4 };
const T13: Variant = { thoracic: 13, lumbar: 5 };
const T11: Variant = { thoracic: 11, lumbar: 5 };

test.each([
  [USUAL, 29],
  [L6, 30],
  [SACRALISED, 28],
  [T13, 30],
])('%o has so many vertebrae down to S5', (variant, count) => {
  expect(vertebraeOf(variant)).toHaveLength(count);
  expect(vertebraeOf(variant).at(-1)).toBe('S5');
});

test('vertebrae and discs alternate from C2 to S2', () => {
  const names = sequenceOf(USUAL);
  expect(names.slice(0, 5)).toEqual(['C1', 'C2', 'C2/3', 'C3', 'C3/4']);
  expect(names.slice(names.indexOf('L5'))).toEqual(['L5', 'L5/S1', 'S1', 'S1/2', 'S2', 'S3', 'S4', 'S5']);
  expect(names).toContain('C7/T1');
});

test.each([
  [USUAL, ['T12/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/S1']],
  [L6, ['T12/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/6', 'L6/S1']],
  [SACRALISED, ['T12/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/S1']],
  [T13, ['T13/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/S1']],
  [T11, ['T11/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/S1']],
])('lumbar discs of %o', (variant, discs) => {
  expect(lumbarDiscs(variant)).toEqual(discs);
});

test('lumbar vertebrae end at S1', () => expect(lumbarVertebrae(L6)).toEqual(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'S1']));

describe('one level up or down', () => {
  test.each([
    ['L5/S1', 'disc', USUAL, 'L4/5', 'S1/2'],
    ['L5/S1', 'vertebra', USUAL, 'L5', 'S1'],
    ['L1', 'vertebra', USUAL, 'T12', 'L2'],
    ['L1', 'disc', USUAL, 'T12/L1', 'L1/2'],
    ['T12/L1', 'disc', USUAL, 'T11/12', 'L1/2'],
    ['L1', 'vertebra', T13, 'T13', 'L2'],
    ['S1', 'disc', L6, 'L6/S1', 'S1/2'],
    ['S1', 'disc', SACRALISED, 'L4/S1', 'S1/2'],
    ['S2', 'disc', USUAL, 'S1/2', null],
    ['C1', 'vertebra', USUAL, null, 'C2'],
    ['C1', 'disc', USUAL, null, 'C2/3'],
    ['S5', 'vertebra', USUAL, 'S4', null],
    ['L6', 'vertebra', USUAL, null, null],
  ] as const)('%s, %s, %o: up %s, down %s', (name, kind, variant, up, down) => {
    expect(nextUp(name, kind, variant)).toBe(up);
    expect(nextDown(name, kind, variant)).toBe(down);
  });
});

test('names between two levels, neither included', () => {
  expect(namesBetween('L1', 'S1', 'vertebra', USUAL)).toEqual(['L2', 'L3', 'L4', 'L5']);
  expect(namesBetween('L1', 'S1', 'disc', L6)).toEqual(['L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/6', 'L6/S1']);
  expect(namesBetween('S1', 'L1', 'disc', USUAL)).toEqual([]);
  expect(namesBetween('L6', 'S1', 'disc', USUAL)).toEqual([]);
});

test('a name tells its kind, and an image says it in words', () => {
  expect(kindOf('T12/L1')).toBe('disc');
  expect(kindOf('S1')).toBe('vertebra');
  expect(levelWords('L4/5')).toBe('L4/5 disc');
  expect(levelWords('L5')).toBe('L5 body');
});
