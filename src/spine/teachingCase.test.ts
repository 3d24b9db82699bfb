import { describe, expect, test } from 'vitest';
import {
  answerKeySchema,
  caseFilesSchema,
  caseIndexSchema,
  caseSchema,
  phantomRevealSchema,
  readCasePart,
  revealSchema,
  STEP_WINDOWS,
} from './teachingCase.ts';

const front = { conusCase: 1, title: 'Case 1', teaser: 'A card', history: 'Pain', question: 'Why?' };
const step = { text: 'Look here.', at: { x: 1, y: -2.5, z: 30 } };
const wholeSpine = { numbering: 'five lumbar vertebrae', conusLevel: 'L1' };

describe('case.json', () => {
  test('is what it says', () => expect(readCasePart(caseSchema, 'case.json', front)).toEqual(front));

  test.for([
    [{ ...front, history: '  ' }, 'case.json, history: is empty'],
    [{ ...front, conusCase: 2 }, 'case.json, conusCase:'],
    [{ ...front, answer: 'L4/5' }, 'case.json, answer:'],
    [{ ...front, title: 'x'.repeat(91) }, 'case.json, title: is longer than 90 characters'],
    ['text', 'case.json:'],
    [null, 'case.json:'],
  ] as const)('%# says what is wrong, and where', ([json, problem]) => {
    const answer = readCasePart(caseSchema, 'case.json', json);
    expect(answer).toHaveProperty('problem');
    expect((answer as { problem: string }).problem).toContain(problem);
  });
});

describe('reveal.json', () => {
  test('a step without planes or window shows the usual ones', () => {
    const reveal = readCasePart(revealSchema, 'reveal.json', { conusCase: 1, steps: [step] });
    expect(reveal).toEqual({ conusCase: 1, steps: [{ ...step, planes: {}, window: 'standard' }] });
  });

  test('a step may say planes, window and frame of reference', () => {
    const full = {
      ...step,
      at: { ...step.at, frameOfReferenceUid: '2.25.1' },
      planes: { sagittal: 'STIR', axial: 'T2' },
      window: 'narrow',
    };
    expect(readCasePart(revealSchema, 'reveal.json', { conusCase: 1, steps: [full] })).toEqual({ conusCase: 1, steps: [full] });
  });

  test.for([
    { conusCase: 1, steps: [] },
    { conusCase: 1, steps: [{ ...step, at: { x: 1, y: 2 } }] },
    { conusCase: 1, steps: [{ ...step, at: { x: 1, y: 2, z: Number.NaN } }] },
    { conusCase: 1, steps: [{ ...step, planes: { axial: 'STIR' } }] },
    { conusCase: 1, steps: [{ ...step, window: '400/40' }] },
    { conusCase: 1, steps: [{ ...step, at: { structure: 'disc L4/5' } }] },
  ])('%# is refused', (json) => expect(readCasePart(revealSchema, 'reveal.json', json)).toHaveProperty('problem'));

  test('a phantom may name structures, which a browser never sees', () => {
    const json = { conusCase: 1, steps: [{ ...step, at: { structure: 'disc L4/5' } }], key: { levels: {}, wholeSpine, impression: ['x'] } };
    expect(readCasePart(phantomRevealSchema, 'reveal.json', json)).toMatchObject({
      steps: [{ at: { structure: 'disc L4/5', offsetMm: [0, 0, 0], study: 'current' } }],
    });
  });
});

test('an answer key fills in what is normal', () => {
  const key = readCasePart(answerKeySchema, 'key', {
    levels: { 'L4/5': { contour: 'extrusion', lateralRecess: { right: 3 }, rootContact: { right: { grade: 3, root: 'L5' } } } },
    vertebrae: { L1: {} },
    wholeSpine,
    impression: ['x'],
  });
  expect(key).toMatchObject({
    levels: {
      'L4/5': {
        contour: 'extrusion',
        pfirrmann: 2,
        canalLee: 0,
        canalSchizas: 'A',
        annularFissure: false,
        lateralRecess: { right: 3, left: 0 },
        foramen: { right: 0, left: 0 },
        rootContact: { right: { grade: 3, root: 'L5' }, left: { grade: 0 } },
      },
    },
    vertebrae: { L1: { marrow: 'normal', retropulsionMm: 0 } },
    wholeSpine: { alignment: 'normal', caudaEquina: 'normal', collections: [] },
  });
  expect(readCasePart(answerKeySchema, 'key', { levels: { 'L4/5': { modic: 4 } }, wholeSpine, impression: ['x'] })).toHaveProperty(
    'problem',
  );
  expect(readCasePart(answerKeySchema, 'key', { levels: {}, wholeSpine, impression: [] })).toHaveProperty('problem');
});

test.for(['../secret', '/etc/passwd', 'dicom/../../x', 'a//b', '.hidden', 'https://example.org/x', 'a\\b', ''])(
  'a path leads nowhere but into the case: %s',
  (path) => expect(readCasePart(caseFilesSchema, 'files.json', [{ path, bytes: 1 }])).toHaveProperty('problem'),
);

test('files and cards of ordinary cases pass', () => {
  const files = [
    { path: 'dicom/0001.dcm', bytes: 400 },
    { path: 'prior/0001.dcm', bytes: 400, prior: true },
  ];
  expect(readCasePart(caseFilesSchema, 'files.json', files)).toEqual(files);
  const cards = [{ slug: 'pain-at-night', title: 'Case 7', teaser: 'x', thumbnail: 'pain-at-night/thumbnail.png' }];
  expect(readCasePart(caseIndexSchema, 'index.json', cards)).toEqual(cards);
  expect(readCasePart(caseIndexSchema, 'index.json', [{ ...cards[0], slug: 'Pain at night' }])).toHaveProperty('problem');
});

test('step windows are relative; the standard one changes nothing', () => {
  expect(STEP_WINDOWS.standard).toEqual({ widthFactor: 1, centerShift: 0 });
  for (const { widthFactor, centerShift } of Object.values(STEP_WINDOWS)) {
    expect(widthFactor).toBeGreaterThan(0.3);
    expect(Math.abs(centerShift)).toBeLessThan(0.5);
  }
});
