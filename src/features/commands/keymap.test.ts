import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '#ui/command.ts';
import { chordText, chordsOf, normaliseChord, platformOf, printChord, type KeyStroke } from './chord.ts';
import { assignKeys, commandFor, conflictsOf, hintOf, keysOf, refusalOf, resetKeys } from './keymap.ts';

/** As browsers report it; UI Events gives the key and code values used here. */
const stroke = (key: string, code: string, held: string = ''): KeyStroke => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
  metaKey: held.includes('meta'),
  isComposing: false,
  getModifierState: () => held.includes('graph'),
});

const command = (id: string, keys: readonly string[], enabled = true): Command => ({
  id,
  label: id,
  group: 'Group',
  keys,
  enabled: () => enabled,
  run: () => undefined,
});

describe('chords of strokes', () => {
  test.each([
    ['a letter', stroke('r', 'KeyR'), 'r'],
    ['with Shift', stroke('R', 'KeyR', 'shift'), 'Shift+r'],
    ['with caps lock', stroke('R', 'KeyR'), 'r'],
    ['with Ctrl', stroke('k', 'KeyK', 'ctrl'), 'Ctrl+k'],
    ['a question mark needs no Shift in writing', stroke('?', 'Slash', 'shift'), '?'],
    ['a plus', stroke('+', 'Equal', 'ctrl shift'), 'Ctrl++'],
    ['an arrow', stroke('ArrowUp', 'ArrowUp', 'shift'), 'Shift+ArrowUp'],
    ['space', stroke(' ', 'Space'), 'Space'],
    ['a digit of the number pad', stroke('4', 'Numpad4'), '4'],
  ])('%s', (_, event, chord) => expect(chordsOf(event, 'other')).toEqual([chord]));

  test('Cmd on a Mac, Ctrl elsewhere; the other one calls nothing', () => {
    expect(chordsOf(stroke('k', 'KeyK', 'meta'), 'mac')).toEqual(['Ctrl+k']);
    expect(chordsOf(stroke('k', 'KeyK', 'ctrl'), 'mac')).toEqual([]);
    expect(chordsOf(stroke('k', 'KeyK', 'meta'), 'other')).toEqual([]);
  });

  test('other alphabets fall back to the place of the key', () => {
    expect(chordsOf(stroke('к', 'KeyR'), 'other')).toEqual(['к', 'r']);
    expect(chordsOf(stroke('&', 'Digit1'), 'other')).toEqual(['&', '1']);
    expect(chordsOf(stroke('®', 'KeyR', 'alt'), 'mac')).toEqual(['Alt+®', 'Alt+r']);
  });

  test('Shift and a digit: "!" or Shift+1 on a US keyboard, the 1 itself on a French one', () => {
    expect(chordsOf(stroke('!', 'Digit1', 'shift'), 'other')).toEqual(['!', 'Shift+1']);
    expect(chordsOf(stroke('1', 'Digit1', 'shift'), 'other')).toEqual(['1']);
    expect(chordsOf(stroke('1', 'Digit1'), 'other')).toEqual(['1']);
    expect(normaliseChord('Shift+1')).toBe('Shift+1');
  });

  test('a Dvorak letter or mark is only itself', () => {
    expect(chordsOf(stroke('p', 'KeyR'), 'other')).toEqual(['p']);
    expect(chordsOf(stroke('.', 'KeyE'), 'other')).toEqual(['.']);
  });

  test('AltGr types', () => expect(chordsOf(stroke('[', 'Digit8', 'ctrl alt graph'), 'other')[0]).toBe('['));

  test('modifiers alone and unfinished characters are nothing', () => {
    expect(chordsOf(stroke('Shift', 'ShiftLeft', 'shift'), 'other')).toEqual([]);
    expect(chordsOf(stroke('Dead', 'BracketLeft'), 'other')).toEqual([]);
    expect(chordsOf({ ...stroke('a', 'KeyA'), isComposing: true }, 'other')).toEqual([]);
  });
});

describe('writing chords', () => {
  test('one spelling', () => {
    expect(normaliseChord('Shift+Ctrl+R')).toBe('Ctrl+Shift+r');
    expect(normaliseChord('R')).toBe('Shift+r');
    expect(normaliseChord(' ')).toBe('Space');
    expect(normaliseChord('Shift+?')).toBe('?');
    expect(normaliseChord('Ctrl+Shift')).toBeNull();
    expect(normaliseChord('')).toBeNull();
  });

  test('spelling twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normaliseChord(text);
        expect(once === null ? null : normaliseChord(once)).toBe(once);
      }),
    );
  });

  test('a chord that a stroke gives is found again by its spelling', () => {
    const key = fc.constantFrom('a', 'Z', '7', '?', '+', 'ArrowLeft', 'Home', ' ', 'F2');
    fc.assert(
      fc.property(key, fc.subarray(['ctrl', 'alt', 'shift']), (name, held) => {
        const [chord] = chordsOf(stroke(name, '', held.join(' ')), 'other');
        expect(normaliseChord(chord!)).toBe(chord);
      }),
    );
  });

  test('as people know them', () => {
    expect(printChord('Ctrl+Shift+r', 'other')).toEqual(['Ctrl', 'Shift', 'R']);
    expect(chordText('Ctrl+k', 'mac')).toBe('⌘K');
    expect(chordText('Ctrl++', 'other')).toBe('Ctrl++');
    expect(chordText('ArrowUp', 'other')).toBe('↑');
    expect([platformOf('MacIntel'), platformOf('Win32')]).toEqual(['mac', 'other']);
  });
});

describe('the key map', () => {
  const commands = [command('zoom', ['z']), command('pan', ['p', 'Space']), command('help', ['?'])];

  test('defaults, and what replaces them', () => {
    expect(commandFor(stroke('z', 'KeyZ'), commands, {}, 'other')?.command.id).toBe('zoom');
    expect(commandFor(stroke('z', 'KeyZ'), commands, { zoom: ['x'] }, 'other')).toBeNull();
    expect(keysOf(commands[0]!, { zoom: [] })).toEqual([]);
    expect(hintOf(commands[1]!, {}, 'other')).toBe('P');
    expect(keysOf(command('toString', ['t']), {})).toEqual(['t']);
  });

  test('of two with one key the possible one is called', () => {
    const both = [command('level', ['1'], false), command('preset', ['1'])];
    expect(commandFor(stroke('1', 'Digit1'), both, {}, 'other')?.command.id).toBe('preset');
    expect([...conflictsOf(both, {}).keys()]).toEqual(['1']);
  });

  test('a key given to one command is taken from the other, which keeps its second key', () => {
    const { overrides, taken } = assignKeys(commands, {}, 'zoom', ['p']);
    expect(overrides).toEqual({ zoom: ['p'], pan: ['Space'] });
    expect(taken.map(({ id }) => id)).toEqual(['pan']);
    expect(conflictsOf(commands, overrides).size).toBe(0);
  });

  test('going back to the default takes the key back and leaves no trace', () => {
    const given = assignKeys(commands, {}, 'zoom', ['p']).overrides;
    const { overrides, taken } = resetKeys(commands, given, 'pan');
    expect(overrides).toEqual({ zoom: [] });
    expect(taken.map(({ id }) => id)).toEqual(['zoom']);
    expect(resetKeys(commands, overrides, 'zoom').overrides).toEqual({});
  });

  test('keys shared by default stay shared after a reset', () => {
    const shared = [command('level', ['1']), command('preset', ['1'])];
    expect(resetKeys(shared, { level: ['x'] }, 'level')).toEqual({ overrides: {}, taken: [] });
  });

  test('no run of changes leaves one key with two commands', () => {
    const change = fc.record({
      id: fc.constantFrom('zoom', 'pan', 'help'),
      chord: fc.constantFrom('z', 'p', '?', 'x', 'Space'),
      reset: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const overrides = changes.reduce(
          (now, { id, chord, reset }) => (reset ? resetKeys(commands, now, id) : assignKeys(commands, now, id, [chord])).overrides,
          {},
        );
        expect(conflictsOf(commands, overrides).size).toBe(0);
      }),
    );
  });

  test('keys that a page cannot have are refused with the reason', () => {
    expect(refusalOf('Shift+Tab')).toMatch(/Tab moves/);
    expect(refusalOf('Ctrl+w')).toMatch(/browser/);
    expect(refusalOf('w')).toBeNull();
  });
});
