import { expect, test } from 'vitest';
import { placement } from './placeBelow.ts';
import { stepOf, wrap } from './roving.ts';

const room = { width: 1000, height: 600 };
const list = { width: 200, height: 300 };

test('a list hangs 4 px under its button, left edges aligned', () => {
  expect(placement({ left: 100, right: 150, top: 10, bottom: 38 }, list, room)).toEqual({ left: 100, top: 42 });
});

test('near the right edge the right edges align', () => {
  expect(placement({ left: 900, right: 950, top: 10, bottom: 38 }, list, room)).toEqual({ left: 750, top: 42 });
});

test('with no room below it opens upwards, and never leaves the window', () => {
  expect(placement({ left: 100, right: 150, top: 500, bottom: 528 }, list, room)).toEqual({ left: 100, top: 196 });
  expect(placement({ left: 100, right: 150, top: 200, bottom: 400 }, { width: 2000, height: 900 }, room)).toEqual({ left: 4, top: 4 });
});

test('arrow keys move along their own axis only', () => {
  expect(stepOf('ArrowDown', 'vertical')).toBe(1);
  expect(stepOf('ArrowRight', 'vertical')).toBeNull();
  expect(stepOf('Home', 'vertical')).toBe('first');
  expect(stepOf('constructor', 'both')).toBeNull();
});

test('a list wraps round and is entered at the near end', () => {
  expect([wrap(2, 1, 3), wrap(0, -1, 3), wrap(-1, 1, 3), wrap(-1, -1, 3), wrap(1, 'last', 3)]).toEqual([0, 2, 0, 2, 2]);
});
