import { expect, test } from 'vitest';
import { parseCards } from './samples.ts';

const card = { slug: 'case-3', title: 'Case 3', teaser: 'Back pain after a fall', thumbnail: 'case-3/thumbnail.png' };

test('cards come in the host’s order, thumbnails from its samples folder', () => {
  expect(parseCards([card, { ...card, slug: 'case-1' }])).toEqual([
    { slug: 'case-3', title: 'Case 3', teaser: 'Back pain after a fall', thumbnailUrl: 'samples/case-3/thumbnail.png' },
    { slug: 'case-1', title: 'Case 3', teaser: 'Back pain after a fall', thumbnailUrl: 'samples/case-3/thumbnail.png' },
  ]);
});

test('rows that are not whole, or point elsewhere, are left out', () => {
  const bad = [
    null,
    5,
    {},
    { ...card, slug: '../x' },
    { ...card, thumbnail: 'https://other.example/x.png' },
    { ...card, thumbnail: '../../x.png' },
    { ...card, title: 3 },
  ];
  expect(parseCards(bad)).toEqual([]);
  expect([parseCards(null), parseCards({}), parseCards('x')]).toEqual([[], [], []]);
});
