import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from './annotation.ts';
import { NO_MARKS, type Marks } from './marks.ts';
import { canonicalText, changeBetween, mergeMarks } from './mergeMarks.ts';
import { anyAnnotation, anyMarks } from './testMarks.ts';

const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
/** The order of a list says nothing; its content does. */
const unordered = ({ levels, annotations, keyImages }: Marks): Marks => ({
  levels: { ...levels, labels: byId(levels.labels) },
  annotations: byId(annotations),
  keyImages: byId(keyImages),
});
/** Ids from a handful, so that the sources meet in most of them. */
const meeting = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(3), anyAnnotation), { maxLength: 6 })
  .map((items): readonly Annotation[] => [...new Map(items.map(([id, revision, each]) => [id, { ...each, id, revision }])).values()]);
const sources = fc.record({ base: anyMarks, annotations: meeting }).map(({ base, annotations }): Marks => ({ ...base, annotations }));

test('the answer does not depend on who is asked first, in what order, or how often', () => {
  fc.assert(
    fc.property(sources, sources, sources, (a, b, c) => {
      const ab = mergeMarks(a, b);
      expect(unordered(mergeMarks(b, a))).toEqual(unordered(ab));
      expect(unordered(mergeMarks(ab, c))).toEqual(unordered(mergeMarks(a, mergeMarks(b, c))));
      expect(mergeMarks(a, a)).toEqual(a);
      expect(mergeMarks(ab, b)).toEqual(ab);
    }),
  );
});

test('nothing is left out, and the higher revision stands', () => {
  fc.assert(
    fc.property(sources, sources, (a, b) => {
      const merged = new Map(mergeMarks(a, b).annotations.map((each) => [each.id, each]));
      for (const each of [...a.annotations, ...b.annotations]) {
        const kept = merged.get(each.id);
        expect(kept?.revision).toBeGreaterThanOrEqual(each.revision);
        expect([...a.annotations, ...b.annotations]).toContainEqual(kept);
      }
    }),
  );
});

test('a numbering that somebody chose stands over the assumed one, from either side', () => {
  const chosen: Marks = { ...NO_MARKS, levels: { labels: [], numbering: 'counted from C2', variant: { thoracic: 12, lumbar: 6 } } };
  expect(mergeMarks(NO_MARKS, chosen)).toEqual(chosen);
  expect(mergeMarks(chosen, NO_MARKS)).toEqual(chosen);
});

test('a change made to where it came from gives where it led', () => {
  fc.assert(
    fc.property(sources, sources, (from, to) => {
      expect(unordered(changeBetween(from, to)(from))).toEqual(unordered(to));
      expect(changeBetween(from, from)(to)).toEqual(to);
    }),
  );
});

test('a step of undo keeps what came from elsewhere, and does not bring back what was not yet there', () => {
  const [x, y, z] = ['x', 'y', 'z'].map((id): Annotation => ({
    ...fc.sample(anyAnnotation, { numRuns: 1, seed: 1 })[0]!,
    id,
    revision: 1,
  }));
  const now: Marks = { ...NO_MARKS, annotations: [x!, y!] };
  const movedY = { ...y!, revision: 2, text: 'moved elsewhere' };
  const merged: Marks = { ...NO_MARKS, annotations: [x!, movedY, z!] };
  const change = changeBetween(now, merged);
  // Before y was drawn here there was x alone: undo goes there, with z from elsewhere.
  expect(change({ ...NO_MARKS, annotations: [x!] }).annotations).toEqual([x, z]);
  expect(change(now).annotations).toEqual([x, movedY, z]);
  expect(changeBetween(merged, now)({ ...NO_MARKS, annotations: [z!] }).annotations).toEqual([]);
});

test('equal content has equal text, whatever built it', () => {
  expect(canonicalText({ b: [{ d: 1, c: null }], a: 'x' })).toBe(canonicalText({ a: 'x', b: [{ c: null, d: 1 }] }));
  expect(canonicalText({ a: 1 })).not.toBe(canonicalText({ a: 2 }));
});
