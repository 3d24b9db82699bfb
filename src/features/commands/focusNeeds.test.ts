import { expect, test } from 'vitest';
import { focusNeeds, type Focused } from './focusNeeds.ts';

const focused = (tag: string, more: Partial<Focused> = {}): Focused => ({ tag, type: '', role: '', editable: false, ...more });

test.each([
  ['a search field', focused('INPUT', { type: 'search' }), ['r', 'Ctrl+k', 'ArrowUp', 'Space']],
  ['a report text', focused('DIV', { editable: true }), ['r', 'Enter']],
  ['a slider', focused('INPUT', { type: 'range' }), ['ArrowUp', 'PageDown', 'Home']],
  ['a radio button of ours', focused('BUTTON', { role: 'radio' }), ['ArrowLeft', 'Space']],
  ['a button', focused('BUTTON'), ['Enter', 'Space']],
])('%s keeps its keys', (_, element, chords) => {
  expect(chords.filter((chord) => !focusNeeds(element, chord))).toEqual([]);
});

test.each([
  ['the page', focused('BODY'), ['r', 'ArrowUp', 'Space', 'Enter']],
  ['a button', focused('BUTTON'), ['r', 'ArrowUp', 'PageDown']],
  ['a slider', focused('INPUT', { type: 'range' }), ['r', '1', 'Ctrl+k', 'Shift+ArrowUp']],
  ['a tick box', focused('INPUT', { type: 'checkbox' }), ['r', 'ArrowUp']],
])('%s leaves the others to commands', (_, element, chords) => {
  expect(chords.filter((chord) => focusNeeds(element, chord))).toEqual([]);
});
