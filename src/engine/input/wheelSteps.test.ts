import { expect, test } from 'vitest';
import { createWheelSteps, wheelZoom, type WheelMove } from './wheelSteps.ts';

const move = (deltaY: number, timeStamp = 0, over: Partial<WheelMove> = {}): WheelMove => ({
  deltaX: 0,
  deltaY,
  deltaMode: 0,
  shiftKey: false,
  timeStamp,
  ...over,
});

test('a notch is a slice, whatever a browser calls a notch', () => {
  const steps = createWheelSteps();
  expect([100, 120, 53, -100, 300, -240].map((delta) => steps(move(delta)))).toEqual([1, 1, 1, -1, 3, -2]);
  expect(createWheelSteps()(move(3, 0, { deltaMode: 1 }))).toBe(1);
  expect(createWheelSteps()(move(-1, 0, { deltaMode: 2 }))).toBe(-1);
  expect(createWheelSteps()(move(0, 0, { deltaX: 100, shiftKey: true }))).toBe(1);
});

test('a trackpad earns a slice for every 40 px, and loses nothing between', () => {
  const steps = createWheelSteps();
  const taken = Array.from({ length: 20 }, (_, i) => steps(move(10, i * 16)));
  expect(taken.reduce((sum, step) => sum + step, 0)).toBe(5);
  expect(Math.max(...taken)).toBe(1);
});

test('turning back or pausing begins anew', () => {
  const steps = createWheelSteps();
  expect(steps(move(39, 0))).toBe(0);
  expect(steps(move(-30, 16))).toBe(0);
  expect(steps(move(-30, 32))).toBe(-1);
  expect(steps(move(-15, 1000))).toBe(0);
  expect(steps(move(-15, 1016))).toBe(0);
});

test('rolling up enlarges, and a notch stays a small step', () => {
  expect(wheelZoom(move(-100))).toBeCloseTo(Math.exp(0.25));
  expect(wheelZoom(move(-2)) * wheelZoom(move(2))).toBeCloseTo(1);
});
