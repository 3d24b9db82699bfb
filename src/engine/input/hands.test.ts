import { expect, test, vi } from 'vitest';
import { canvasPoint } from '#geometry/points.ts';
import type { Intent, PrimaryTool } from '#engine/engine.ts';
import { nextFrame, withFakeFrames } from '#engine/testFrames.ts';
import { dragKind } from './dragKind.ts';
import { createIntentQueue } from './intentQueue.ts';
import { createMouseHands } from './mouseHands.ts';
import { createTouchHands } from './touchHands.ts';

withFakeFrames();

const at = (x: number, y: number, timeStamp = 0) => ({ at: canvasPoint(x, y), timeStamp });
const LEFT = { button: 0, shiftKey: false, ctrlKey: false, metaKey: false };

function setUp(tool: PrimaryTool) {
  const intents: Intent[] = [];
  const lens: unknown[] = [];
  const queue = createIntentQueue('axial', (intent) => intents.push(intent));
  const parts = { pane: 'axial', queue, magnify: (place: unknown) => void lens.push(place) };
  /** Takes what was said so far, without the pane's name. */
  const said = () => intents.splice(0).map(({ pane: _pane, ...intent }) => intent);
  return { mouse: createMouseHands(parts, () => tool), touch: createTouchHands(parts, () => tool), said, lens };
}

test('buttons and modifiers choose before the tool does', () => {
  expect(dragKind({ ...LEFT, button: 2 }, 'probe')).toBe('window');
  expect(dragKind({ ...LEFT, button: 1 }, 'probe')).toBe('pan');
  expect(dragKind({ ...LEFT, shiftKey: true }, 'cursor')).toBe('zoom');
  expect(dragKind({ ...LEFT, ctrlKey: true }, 'cursor')).toBe('pan');
  expect(dragKind(LEFT, 'magnify')).toBe('magnify');
  expect(dragKind({ ...LEFT, button: 3 }, 'cursor')).toBeNull();
});

test('a cursor drag starts and ends at once; its moves are one a frame, at the latest place', () => {
  const { mouse, said } = setUp('cursor');
  mouse.down(LEFT, at(10, 10, 1));
  expect(said()).toEqual([{ kind: 'point', at: { x: 10, y: 10 }, phase: 'start', inputAt: 1 }]);
  mouse.move(at(11, 10, 2));
  mouse.move(at(12, 10, 3));
  expect(said()).toEqual([]);
  nextFrame();
  expect(said()).toEqual([{ kind: 'point', at: { x: 12, y: 10 }, phase: 'move', inputAt: 2 }]);
  mouse.move(at(13, 10, 4));
  mouse.up(at(13, 10, 5));
  expect(said().map((intent) => 'phase' in intent && intent.phase)).toEqual(['move', 'end']);
  mouse.move(at(20, 20, 6));
  nextFrame();
  expect(said()).toEqual([]);
});

test('right drag sums its way within a frame', () => {
  const { mouse, said } = setUp('cursor');
  mouse.down({ ...LEFT, button: 2 }, at(0, 0));
  mouse.move(at(3, -1));
  mouse.move(at(5, 4));
  nextFrame();
  expect(said()).toEqual([{ kind: 'window', dx: 5, dy: 4 }]);
});

test('a second button does not take over a drag', () => {
  const { mouse, said } = setUp('scroll');
  mouse.down(LEFT, at(0, 0));
  mouse.down({ ...LEFT, button: 2 }, at(0, 0));
  mouse.move(at(0, 30, 7));
  nextFrame();
  expect(said()).toEqual([{ kind: 'scroll', steps: 2, inputAt: 7 }]);
});

test('scrolling back to where the drag began takes back every step', () => {
  const { mouse, said } = setUp('scroll');
  mouse.down(LEFT, at(0, 0));
  for (const y of [5, 11, 40, 90, 61, 13, -30, 0]) {
    mouse.move(at(0, y));
    nextFrame();
  }
  const steps = said().map((intent) => ('steps' in intent ? intent.steps : Number.NaN));
  expect(steps.reduce((sum, step) => sum + step, 0)).toBe(0);
  expect(Math.max(...steps)).toBe(4);
});

test('a zoom drag multiplies within a frame, about the place pressed', () => {
  const { mouse, said } = setUp('zoom');
  mouse.down(LEFT, at(50, 200));
  mouse.move(at(50, 120));
  mouse.move(at(60, 40));
  nextFrame();
  const [zoom] = said();
  expect(zoom).toMatchObject({ kind: 'zoom', at: { x: 50, y: 200 } });
  expect(zoom && 'factor' in zoom && zoom.factor).toBeCloseTo(2);
});

test('the probe follows the pointer, and is put away when it leaves', () => {
  const { mouse, said } = setUp('probe');
  mouse.move(at(1, 2));
  nextFrame();
  mouse.leave();
  mouse.leave();
  nextFrame();
  expect(said()).toEqual([
    { kind: 'probe', at: { x: 1, y: 2 } },
    { kind: 'probe', at: null },
  ]);
});

test('the magnifier stays in the engine', () => {
  const { mouse, said, lens } = setUp('magnify');
  mouse.down(LEFT, at(1, 2));
  mouse.move(at(3, 4));
  mouse.up(at(3, 4));
  expect(lens).toEqual([{ x: 1, y: 2 }, { x: 3, y: 4 }, null]);
  expect(said()).toEqual([]);
});

test('one finger scrolls once it has moved, and never moves the cursor', () => {
  const { touch, said } = setUp('cursor');
  touch.down(1, at(0, 100, 1));
  touch.move(1, at(0, 104, 2));
  nextFrame();
  expect(said()).toEqual([]);
  touch.move(1, at(0, 125, 3));
  nextFrame();
  expect(said()).toEqual([{ kind: 'scroll', steps: 2, inputAt: 3 }]);
  vi.advanceTimersByTime(1000);
  touch.up(1, at(0, 125, 4), false);
  expect(said()).toEqual([]);
});

test('one finger does what a chosen tool does', () => {
  const { touch, said } = setUp('window');
  touch.down(1, at(0, 0));
  touch.move(1, at(20, 5));
  nextFrame();
  expect(said()).toEqual([{ kind: 'window', dx: 20, dy: 5 }]);
});

test('a long press takes the cursor, which then follows the finger', () => {
  const { touch, said } = setUp('cursor');
  touch.down(1, at(10, 10, 1000));
  touch.move(1, at(12, 10, 1100));
  vi.advanceTimersByTime(400);
  expect(said()).toEqual([{ kind: 'point', at: { x: 10, y: 10 }, phase: 'start', inputAt: 1400 }]);
  touch.move(1, at(40, 10, 1500));
  nextFrame();
  touch.up(1, at(40, 10, 1600), true);
  expect(said().map((intent) => 'phase' in intent && [intent.phase, intent.at.x])).toEqual([
    ['move', 40],
    ['end', 40],
  ]);
});

test('two fingers pan by their middle and pinch about it; the last one to stay does nothing', () => {
  const { touch, said } = setUp('cursor');
  touch.down(1, at(100, 100));
  touch.down(2, at(200, 100));
  // Resting on the glass with two fingers is no long press.
  vi.advanceTimersByTime(1000);
  touch.move(2, at(300, 100));
  nextFrame();
  expect(said()).toEqual([
    { kind: 'pan', dx: 50, dy: 0 },
    { kind: 'zoom', factor: 2, at: { x: 200, y: 100 } },
  ]);
  touch.move(1, at(100, 140));
  touch.move(2, at(300, 140));
  nextFrame();
  const [pan, zoom] = said();
  expect(pan).toEqual({ kind: 'pan', dx: 0, dy: 40 });
  expect(zoom && 'factor' in zoom && zoom.factor).toBeCloseTo(1);
  touch.up(2, at(300, 140), false);
  touch.move(1, at(100, 300));
  vi.advanceTimersByTime(1000);
  touch.up(1, at(100, 300), false);
  expect(said()).toEqual([]);
});

test('two quick taps in one place maximise; slow or distant ones do not', () => {
  const { touch, said } = setUp('cursor');
  const tap = (x: number, time: number) => {
    touch.down(1, at(x, 0, time));
    touch.up(1, at(x, 0, time + 50), false);
  };
  tap(0, 0);
  tap(100, 200);
  tap(100, 1000);
  expect(said()).toEqual([]);
  tap(105, 1200);
  expect(said()).toEqual([{ kind: 'maximise' }]);
  tap(105, 1400);
  expect(said()).toEqual([]);
});
