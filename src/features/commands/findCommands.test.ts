import { expect, test } from 'vitest';
import type { Command } from '#ui/command.ts';
import { byGroup, findCommands } from './findCommands.ts';

const command = (label: string, group: string, enabled = true): Command => ({
  id: label,
  label,
  group,
  keys: [],
  enabled: () => enabled,
  run: () => undefined,
});

const commands = [
  command('Zoom to fit', 'View'),
  command('Fit all planes', 'View'),
  command('Rotate 90° right', 'View'),
  command('Profit and loss', 'Report'),
  command('Fit closed', 'View', false),
];
const labels = (typed: string) => findCommands(commands, typed).map(({ label }) => label);

test('nothing typed: all, the impossible last', () => {
  expect(labels(' ')).toEqual(['Zoom to fit', 'Fit all planes', 'Rotate 90° right', 'Profit and loss', 'Fit closed']);
});

test('a label that begins so comes before a word that does, before a part of a word; the impossible last', () => {
  expect(labels('fit')).toEqual(['Fit all planes', 'Zoom to fit', 'Profit and loss', 'Fit closed']);
});

test('every word must fit; capitals and accents do not matter; the group counts', () => {
  expect(labels('FÍT zoom')).toEqual(['Zoom to fit']);
  expect(labels('report')).toEqual(['Profit and loss']);
  expect(labels('90 right')).toEqual(['Rotate 90° right']);
  expect(labels('zoom report')).toEqual([]);
});

test('groups keep their order', () => {
  expect(byGroup(commands).map(([group, members]) => [group, members.length])).toEqual([
    ['View', 4],
    ['Report', 1],
  ]);
});
