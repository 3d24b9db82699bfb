import { expect, test } from 'vitest';
import { quartersAndFlip } from './presentation.ts';

// By hand on the image [A B; C D], A at the top left: turned clockwise, then flipped left to right.
test.each([
  { turn: { transpose: false, mirrorX: false, mirrorY: false }, shows: 'AB CD', quarters: 0, flipped: false },
  { turn: { transpose: true, mirrorX: true, mirrorY: false }, shows: 'CA DB', quarters: 1, flipped: false },
  { turn: { transpose: false, mirrorX: true, mirrorY: true }, shows: 'DC BA', quarters: 2, flipped: false },
  { turn: { transpose: true, mirrorX: false, mirrorY: true }, shows: 'BD AC', quarters: 3, flipped: false },
  { turn: { transpose: false, mirrorX: true, mirrorY: false }, shows: 'BA DC', quarters: 0, flipped: true },
  { turn: { transpose: true, mirrorX: false, mirrorY: false }, shows: 'AC BD', quarters: 1, flipped: true },
  { turn: { transpose: false, mirrorX: false, mirrorY: true }, shows: 'CD AB', quarters: 2, flipped: true },
  { turn: { transpose: true, mirrorX: true, mirrorY: true }, shows: 'DB CA', quarters: 3, flipped: true },
])('the turn that shows $shows is $quarters quarters, flipped: $flipped', ({ turn, quarters, flipped }) => {
  expect(quartersAndFlip(turn)).toEqual({ quarters, flipped });
});
