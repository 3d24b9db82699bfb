/**
 * Chords: a key with its modifiers as text, "Ctrl+Alt+Shift+key". "Ctrl" stands for the platform's command key (Cmd on a Mac).
 * Shift is written with letters, digits and named keys only: for "?" or "+" it is part of how the layout makes the character.
 */
export type Platform = 'mac' | 'other';

/** What a chord needs of a `KeyboardEvent`. */
export type KeyStroke = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  getModifierState(name: 'AltGraph'): boolean;
};

/** From `navigator.platform`, which still names the system on every browser. */
export const platformOf = (name: string): Platform => (/^(Mac|iPhone|iPad|iPod)/.test(name) ? 'mac' : 'other');

export const thisPlatform = (): Platform => platformOf(navigator.platform);

const notKeys: ReadonlySet<string> = new Set([
  'Control',
  'Alt',
  'AltGraph',
  'Shift',
  'Meta',
  'OS',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
  'Compose',
  '',
]);

const isCharacter = (key: string): boolean => Array.from(key).length === 1;
const isLetter = (key: string): boolean => isCharacter(key) && key.toLowerCase() !== key.toUpperCase();

const isDigit = (key: string): boolean => /^[0-9]$/.test(key);

const compose = (ctrl: boolean, alt: boolean, shift: boolean, key: string): string => {
  const named = !isCharacter(key) || key === ' ';
  const name = key === ' ' ? 'Space' : isLetter(key) ? key.toLowerCase() : key;
  return `${ctrl ? 'Ctrl+' : ''}${alt ? 'Alt+' : ''}${shift && (named || isLetter(key) || isDigit(key)) ? 'Shift+' : ''}${name}`;
};

/** The Latin letter or digit printed at this place of a standard keyboard, for layouts that type something else there. */
const printedAt = (code: string): string | null =>
  /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code)?.slice(1).find(Boolean)?.toLowerCase() ?? null;

/**
 * Chords that a stroke may mean, best first: the character typed, then the key's place where the layout has no such Latin
 * character (Cyrillic letters, Option on a Mac, the digit row of a French keyboard). Empty for modifiers alone and unfinished input.
 */
export const chordsOf = (stroke: KeyStroke, platform: Platform): readonly string[] => {
  if (stroke.isComposing || notKeys.has(stroke.key)) return [];
  // AltGr types a character: what it reports as Ctrl+Alt is no command.
  const graph = stroke.getModifierState('AltGraph');
  const command = platform === 'mac' ? stroke.metaKey : stroke.ctrlKey;
  const other = platform === 'mac' ? stroke.ctrlKey : stroke.metaKey;
  if (other && !graph) return [];
  const ctrl = command && !graph;
  const alt = stroke.altKey && !graph;

  // A French keyboard needs Shift for the digit itself, a US one makes "!" of it: there the place gives Shift+1.
  const typed = compose(ctrl, alt, stroke.shiftKey && !isDigit(stroke.key), stroke.key);
  const place = printedAt(stroke.code);
  const isLatin = /^[a-z0-9]$/i.test(stroke.key);
  const isMark = /^[\x20-\x7e]$/.test(stroke.key) && !stroke.code.startsWith('Digit');
  if (place === null || !isCharacter(stroke.key) || isLatin || (isMark && !alt)) return [typed];
  return [typed, compose(ctrl, alt, stroke.shiftKey, place)];
};

/** One spelling for a chord written by a person or read from storage; null when it is none. */
export const normaliseChord = (text: string): string | null => {
  const [, modifiers = '', key = ''] = /^((?:(?:Ctrl|Alt|Shift)\+)*)(.+)$/.exec(text) ?? [];
  if (notKeys.has(key)) return null;
  const spaced = key === 'Space' ? ' ' : key;
  const upper = isLetter(spaced) && spaced !== spaced.toLowerCase();
  return compose(modifiers.includes('Ctrl'), modifiers.includes('Alt'), modifiers.includes('Shift') || upper, spaced);
};

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page up',
  PageDown: 'Page down',
  Escape: 'Esc',
  Delete: 'Del',
};
const macNames: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };

/** A chord's keys as a person knows them: ["Ctrl", "K"], on a Mac ["⌘", "K"]. */
export const printChord = (chord: string, platform: Platform): readonly string[] => {
  const [, modifiers = '', key = ''] = /^((?:(?:Ctrl|Alt|Shift)\+)*)(.+)$/.exec(chord) ?? [];
  const before = modifiers.split('+').filter(Boolean);
  const printed = Object.hasOwn(names, key) ? names[key]! : isLetter(key) ? key.toUpperCase() : key;
  return [...before.map((name) => (platform === 'mac' ? (macNames[name] ?? name) : name)), printed];
};

/** The same on one line, for tooltips: "Ctrl+K", on a Mac "⌘K". */
export const chordText = (chord: string, platform: Platform): string => printChord(chord, platform).join(platform === 'mac' ? '' : '+');
