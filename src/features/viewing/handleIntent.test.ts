import { expect, test } from 'vitest';
import { draggedWindow } from './handleIntent.ts';

test('dragging right by 250 px doubles the width, left halves it', () => {
  expect(draggedWindow({ center: 300, width: 600 }, 250, 0)).toEqual({ center: 300, width: 1200 });
  expect(draggedWindow({ center: 300, width: 600 }, -250, 0)).toEqual({ center: 300, width: 300 });
});

test('dragging up brightens: the centre falls, by one width for 250 px', () => {
  expect(draggedWindow({ center: 300, width: 600 }, 0, -250)).toEqual({ center: -300, width: 600 });
});

test('the width never falls below one value', () => {
  expect(draggedWindow({ center: 0, width: 2 }, -5000, 0).width).toBe(1);
});
