import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anatomicalPlane,
  composeTurns,
  displayAxes,
  edgeLetters,
  flipTurn,
  orientationLetters,
  rotateTurn90,
  standardTurn,
  type AnatomicalPlane,
} from './orientation.ts';
import { pixelToPatient, patientToPixel, planeCentre } from './plane.ts';
import { patientPoint, pixelPoint } from './points.ts';
import { anyPlane, planeAround, realMissing, realSeries } from './testStacks.ts';
import { dot, moveAlong, vec3 } from './vector.ts';
import { pixelToCanvas, viewTransform, type Turn } from './viewTransform.ts';

const shape = { rows: 20, columns: 30, rowStepMm: 2, columnStepMm: 1 };
const pane = { widthPx: 400, heightPx: 300 };
const whole = { pxPerMm: 'fit', panMm: { x: 0, y: 0 } } as const;
const anyTurn: fc.Arbitrary<Turn> = fc.record({ transpose: fc.boolean(), mirrorX: fc.boolean(), mirrorY: fc.boolean() });

/** Displacement on the screen, in mm, of a step on the image. */
const shownAt = (turn: Turn, column: number, row: number) => {
  const { a, b, c, d } = viewTransform(shape, turn, { ...whole, pxPerMm: 1 }, pane);
  return { x: a * column + c * row + 0, y: b * column + d * row + 0 };
};

describe('letters', () => {
  test.each([
    [vec3(1, 0, 0), 'L'],
    [vec3(-1, 0, 0), 'R'],
    [vec3(0, 1, 0), 'P'],
    [vec3(0, -1, 0), 'A'],
    [vec3(0, 0, 1), 'H'],
    [vec3(0, 0, -1), 'F'],
    [vec3(-0.2, -0.9, -0.387), 'AFR'],
    [vec3(0.7, 0, 0.714), 'HL'],
    [vec3(0.05, 0.9987, 0), 'P'],
    [vec3(0.1, 0.995, 0), 'PL'],
  ])('%o is %s', (direction, letters) => expect(orientationLetters(direction)).toBe(letters));
});

const axes = [vec3(1, 0, 0), vec3(-1, 0, 0), vec3(0, 1, 0), vec3(0, -1, 0), vec3(0, 0, 1), vec3(0, 0, -1)];
const placements = axes.flatMap((right) => axes.filter((down) => dot(right, down) === 0).map((down) => ({ right, down })));
const STANDARD: Record<AnatomicalPlane, ReturnType<typeof edgeLetters>> = {
  sagittal: { left: 'A', right: 'P', top: 'H', bottom: 'F' },
  axial: { left: 'R', right: 'L', top: 'A', bottom: 'P' },
  coronal: { left: 'R', right: 'L', top: 'H', bottom: 'F' },
};

/** Letters found from drawn positions: where a point 1 mm towards each patient direction lands in the pane. */
function lettersOnScreen(plane: Parameters<typeof standardTurn>[0], turn: Turn): ReturnType<typeof edgeLetters> {
  const view = viewTransform(plane, turn, whole, pane);
  const centre = planeCentre(plane);
  const start = pixelToCanvas(view, patientToPixel(plane, centre));
  const found = { left: '', right: '', top: '', bottom: '' };
  for (const [letter, direction] of Object.entries({ L: axes[0]!, R: axes[1]!, P: axes[2]!, A: axes[3]!, H: axes[4]!, F: axes[5]! })) {
    const end = pixelToCanvas(view, patientToPixel(plane, moveAlong(centre, direction, 1)));
    if (end.x < start.x - 1) found.left = letter;
    if (end.x > start.x + 1) found.right = letter;
    if (end.y < start.y - 1) found.top = letter;
    if (end.y > start.y + 1) found.bottom = letter;
  }
  return found;
}

describe('standard display', () => {
  test('there are 24 ways rows and columns may point, 48 with the order of the slices', () => expect(placements).toHaveLength(24));
  test.each(placements)('rows along $right, columns along $down', ({ right, down }) => {
    const plane = planeAround(patientPoint(5, -7, 11), right, down, shape);
    for (const each of [plane, { ...plane, normal: vec3(-plane.normal.x, -plane.normal.y, -plane.normal.z) }]) {
      const standard = STANDARD[anatomicalPlane(each.normal)];
      const turn = standardTurn(each);
      expect(edgeLetters(each, turn)).toEqual(standard);
      expect(lettersOnScreen(each, turn)).toEqual(standard);
    }
  });
  test('an oblique image is within 45 degrees of upright as well as right angles allow', () => {
    fc.assert(
      fc.property(anyPlane, anyTurn, (plane, other) => {
        const wanted = { sagittal: [axes[2]!, axes[5]!], axial: [axes[0]!, axes[2]!], coronal: [axes[0]!, axes[5]!] }[
          anatomicalPlane(plane.normal)
        ];
        const agreement = (turn: Turn) => {
          const shown = displayAxes(plane, turn);
          return dot(shown.right, wanted[0]!) + dot(shown.down, wanted[1]!);
        };
        expect(agreement(standardTurn(plane))).toBeGreaterThanOrEqual(agreement(other) - 1e-9);
      }),
    );
  });
});

describe('turns', () => {
  test('composing turns is doing one after the other', () => {
    fc.assert(
      fc.property(anyTurn, anyTurn, (first, second) => {
        const mid = displayAxes(planeAround(patientPoint(0, 0, 0), axes[0]!, axes[2]!, shape), first);
        const then = displayAxes(planeAround(patientPoint(0, 0, 0), mid.right, mid.down, shape), second);
        const once = displayAxes(planeAround(patientPoint(0, 0, 0), axes[0]!, axes[2]!, shape), composeTurns(first, second));
        expect(dot(once.right, then.right)).toBeCloseTo(1, 9);
        expect(dot(once.down, then.down)).toBeCloseTo(1, 9);
      }),
    );
  });
  test('clockwise brings what was at the right to the bottom; four make none', () => {
    const none: Turn = { transpose: false, mirrorX: false, mirrorY: false };
    const once = rotateTurn90(none);
    expect(shownAt(once, 1, 0)).toEqual({ x: 0, y: 1 });
    expect(shownAt(rotateTurn90(rotateTurn90(once)), 1, 0)).toEqual({ x: 0, y: -1 });
    fc.assert(
      fc.property(anyTurn, (turn) => {
        expect([1, 2, 3, 4].reduce(rotateTurn90, turn)).toEqual(turn);
        expect(flipTurn(flipTurn(turn))).toEqual(turn);
      }),
    );
  });
  test('a flip swaps the letters of two edges, whatever came before', () => {
    fc.assert(
      fc.property(anyPlane, anyTurn, (plane, turn) => {
        const before = edgeLetters(plane, turn);
        expect(edgeLetters(plane, flipTurn(turn))).toEqual({ ...before, left: before.right, right: before.left });
        const upsideDown = flipTurn(rotateTurn90(rotateTurn90(turn)));
        expect(edgeLetters(plane, upsideDown)).toEqual({ ...before, top: before.bottom, bottom: before.top });
        const turned = edgeLetters(plane, rotateTurn90(turn));
        expect(turned).toEqual({ top: before.left, right: before.top, bottom: before.right, left: before.bottom });
      }),
    );
  });
  test('pixels and patient points agree under every turn', () => {
    fc.assert(
      fc.property(anyPlane, anyTurn, (plane, turn) => {
        const view = viewTransform(plane, turn, { ...whole, pxPerMm: 2 }, pane);
        const shown = displayAxes(plane, turn);
        const from = pixelPoint(1, 2);
        const to = pixelPoint(4, 7);
        const [p, q] = [pixelToPatient(plane, from), pixelToPatient(plane, to)];
        const [s, t] = [pixelToCanvas(view, from), pixelToCanvas(view, to)];
        const moved = vec3(q.x - p.x, q.y - p.y, q.z - p.z);
        expect(t.x - s.x).toBeCloseTo(2 * dot(moved, shown.right), 6);
        expect(t.y - s.y).toBeCloseTo(2 * dot(moved, shown.down), 6);
      }),
    );
  });
});

describe.skipIf(realMissing)(`the real studies${realMissing ? ` (${realMissing})` : ''}`, () => {
  test.each([
    ['lumbar-hitachi-0.3t', '6', { left: 'A', right: 'P', top: 'H', bottom: 'F' }],
    ['lumbar-toshiba-1.5t', '3001', { left: 'R', right: 'L', top: 'H', bottom: 'F' }],
    ['lumbar-toshiba-1.5t', '8002', { left: 'R', right: 'L', top: 'H', bottom: 'F' }],
  ] as const)('%s %s', (study, series, letters) => {
    const { plane } = realSeries(study, series)[0]!;
    expect(edgeLetters(plane, standardTurn(plane))).toEqual(letters);
  });
  test('the lowest angled axial block says that its lower edge points to the head, too', () => {
    const { plane } = realSeries('lumbar-hitachi-0.3t', '8').at(-1)!;
    expect(edgeLetters(plane, standardTurn(plane))).toEqual({ left: 'R', right: 'L', top: 'AF', bottom: 'PH' });
  });
});
