import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate, parseCaseFile, printCaseFile } from './caseFile.ts';
import { NO_MARKS, type CaseFile } from './marks.ts';
import { anyCaseFile } from './testMarks.ts';

const problemOf = (text: string): string => {
  const parsed = parseCaseFile(text);
  return 'problem' in parsed ? parsed.problem : 'none';
};
const empty = { conus: 1, studyUid: '1.2.3', savedAt: 0, marks: NO_MARKS };
/** One annotation as JSON writes it, to spoil one thing at a time. */
const length = {
  id: 'a',
  revision: 1,
  kind: 'length',
  shape: {
    space: 'patient',
    points: [
      { x: 0, y: 0, z: 0 },
      { x: 1, y: 2, z: 2 },
    ],
  },
  on: { seriesUid: '1.2', sliceId: '1.2.3', sopInstanceUid: '1.2.3', frame: '1.9', plane: null },
  text: '',
  values: [],
  changedAt: 1,
  readOnly: false,
};
const withAnnotation = (patch: object): string =>
  JSON.stringify({ ...empty, marks: { ...NO_MARKS, annotations: [{ ...length, ...patch }] } });

test('what is printed is read back as it was', () => {
  fc.assert(
    fc.property(anyCaseFile, (caseFile: CaseFile) => {
      expect(parseCaseFile(printCaseFile(caseFile))).toEqual(caseFile);
    }),
    { numRuns: 500 },
  );
});

test('a file cut short, spoiled or made of anything else is refused in words, never with an exception', () => {
  fc.assert(
    fc.property(anyCaseFile, fc.nat(), fc.string({ maxLength: 3 }), (caseFile, at, junk) => {
      const text = printCaseFile(caseFile);
      const place = at % text.length;
      expect(problemOf(text.slice(0, place))).not.toBe('none');
      parseCaseFile(text.slice(0, place) + junk + text.slice(place + 1));
    }),
  );
  fc.assert(fc.property(fc.json(), (text) => problemOf(text) === 'this is not a Conus case file'));
  expect(problemOf('['.repeat(200_000))).toMatch(/damaged/);
  expect(problemOf(`{"conus":1,"marks":${'{"marks":'.repeat(50_000)}1${'}'.repeat(50_001)}`)).not.toBe('none');
});

test('a byte order mark does no harm', () => {
  expect(parseCaseFile(`\uFEFF${JSON.stringify(empty)}`)).toEqual(empty);
});

test('keys that reach for prototypes are refused and change nothing', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'other']) {
    const spoiled = JSON.stringify(empty).replace('{"conus"', `{"${key}":{"polluted":true},"conus"`);
    expect(problemOf(spoiled)).toMatch(/damaged/);
    const inside = withAnnotation({}).replace('{"id"', `{"${key}":{"polluted":true},"id"`);
    expect(problemOf(inside)).toMatch(/damaged/);
  }
  expect(problemOf('{"__proto__":{"conus":1}}')).toBe('this is not a Conus case file');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('the first fault is named by its place', () => {
  expect(problemOf(withAnnotation({}))).toBe('none');
  expect(problemOf(withAnnotation({ kind: 'circle' }))).toBe('its content is damaged (annotations 1, kind)');
  expect(problemOf(withAnnotation({ text: 'x'.repeat(10_001) }))).toBe('its content is damaged (annotations 1, text)');
  expect(problemOf(withAnnotation({ revision: 1.5 }))).toMatch(/revision/);
  // A number that JSON can write but no computer can hold.
  expect(problemOf(withAnnotation({}).replace('"x":1', '"x":1e999'))).toMatch(/annotations 1, shape/);
  expect(problemOf(withAnnotation({ kind: 'angle' }))).toBe('its content is damaged (annotations 1)');
  const flat = { x: 1, y: 0, z: 0 };
  const plane = { origin: flat, right: flat, down: flat, normal: flat, rows: 1, columns: 1, rowStepMm: 1, columnStepMm: 1 };
  expect(problemOf(withAnnotation({ on: { ...length.on, plane } }))).toBe('its content is damaged (annotations 1, on, plane)');
});

test('two items of one id are refused', () => {
  expect(problemOf(JSON.stringify({ ...empty, marks: { ...NO_MARKS, annotations: [length, length] } }))).toMatch(/annotations/);
});

test('a newer version says so', () => {
  expect(problemOf(JSON.stringify({ ...empty, conus: 2 }))).toMatch(/saved by a newer Conus \(case file version 2/);
  for (const conus of [0, -1, 1.5, '1', null]) expect(problemOf(JSON.stringify({ ...empty, conus }))).toMatch(/not a Conus case file/);
});

test('an older version is brought up step by step; a gap in the steps is said', () => {
  const steps = { 1: (older: object) => ({ ...older, b: 1 }), 2: (older: object) => ({ ...older, c: 2 }) };
  expect(migrate({ conus: 1, a: 0 }, steps, 3)).toEqual({ document: { conus: 3, a: 0, b: 1, c: 2 } });
  expect(migrate({ conus: 1 }, { 2: steps[2] }, 3)).toEqual({ problem: 'its version (1) can no longer be read' });
});
