import type { Command } from '#ui/command.ts';
import { chordsOf, chordText, normaliseChord, type KeyStroke, type Platform } from './chord.ts';

/** Command id -> chords that replace its default keys; an empty list: no key. */
export type KeyOverrides = Readonly<Record<string, readonly string[]>>;

/** The chords of a command now, in one spelling. */
export const keysOf = (command: Command, overrides: KeyOverrides): readonly string[] => {
  const keys = Object.hasOwn(overrides, command.id) ? overrides[command.id]! : command.keys;
  return keys.map(normaliseChord).filter((chord) => chord !== null);
};

/** The first key of a command as printed for people; undefined when it has none. For tooltips and menus. */
export const hintOf = (command: Command, overrides: KeyOverrides, platform: Platform): string | undefined => {
  const [first] = keysOf(command, overrides);
  return first === undefined ? undefined : chordText(first, platform);
};

/** The command that a stroke calls now: the first possible one, as several may share a key in different circumstances. */
export const commandFor = (
  stroke: KeyStroke,
  commands: readonly Command[],
  overrides: KeyOverrides,
  platform: Platform,
): { readonly command: Command; readonly chord: string } | null => {
  for (const chord of chordsOf(stroke, platform)) {
    const command = commands.find((candidate) => keysOf(candidate, overrides).includes(chord) && candidate.enabled());
    if (command) return { command, chord };
  }
  return null;
};

/** Chords that more than one command has, with those commands. */
export const conflictsOf = (commands: readonly Command[], overrides: KeyOverrides): ReadonlyMap<string, readonly Command[]> => {
  const holders = new Map<string, Command[]>();
  for (const command of commands) {
    for (const chord of new Set(keysOf(command, overrides))) holders.set(chord, [...(holders.get(chord) ?? []), command]);
  }
  return new Map([...holders].filter(([, all]) => all.length > 1));
};

/** Commands as a sentence names them. */
export const labelsOf = (commands: readonly Command[]): string => commands.map(({ label }) => `“${label}”`).join(' and ');

export type Remap = {
  readonly overrides: KeyOverrides;
  /** Commands that lost a key by it. */
  readonly taken: readonly Command[];
};

const claim = (
  commands: readonly Command[],
  rivals: readonly Command[],
  overrides: KeyOverrides,
  id: string,
  chords: readonly string[],
): Remap => {
  const taken = rivals.filter((rival) => keysOf(rival, overrides).some((chord) => chords.includes(chord)));
  const losses = taken.map((rival) => [rival.id, keysOf(rival, overrides).filter((chord) => !chords.includes(chord))] as const);
  return { overrides: withoutDefaults(commands, { ...overrides, [id]: chords, ...Object.fromEntries(losses) }), taken };
};

/** Gives a command these chords and takes them from every other, so that a remapped key never does two things. */
export const assignKeys = (commands: readonly Command[], overrides: KeyOverrides, id: string, chords: readonly string[]): Remap =>
  claim(
    commands,
    commands.filter((other) => other.id !== id),
    overrides,
    id,
    chords,
  );

/** Gives a command its default keys back. Keys that it shares with another by default stay shared. */
export const resetKeys = (commands: readonly Command[], overrides: KeyOverrides, id: string): Remap => {
  const command = commands.find((candidate) => candidate.id === id);
  if (!command) return { overrides, taken: [] };
  const defaults = keysOf(command, {});
  const rivals = commands.filter((other) => !keysOf(other, {}).some((chord) => defaults.includes(chord)));
  return claim(
    commands,
    rivals.filter((other) => other.id !== id),
    overrides,
    id,
    defaults,
  );
};

const isDefault = (command: Command | undefined, chords: readonly string[]): boolean =>
  command !== undefined && keysOf(command, {}).join(' ') === chords.join(' ');

/** Drops overrides that say the same as the defaults, so that a later change of a default reaches the reader. */
const withoutDefaults = (commands: readonly Command[], overrides: KeyOverrides): KeyOverrides => {
  const byId = new Map(commands.map((command) => [command.id, command]));
  return Object.fromEntries(Object.entries(overrides).filter(([id, chords]) => !isDefault(byId.get(id), chords)));
};

const browserOnly: ReadonlySet<string> = new Set([
  'Ctrl+w',
  'Ctrl+t',
  'Ctrl+n',
  'Ctrl+Shift+w',
  'Ctrl+Shift+t',
  'Ctrl+Shift+n',
  'Ctrl+q',
  'Alt+F4',
  'F11',
  'F12',
]);

/** Why a chord cannot be given to a command; null when it can. */
export const refusalOf = (chord: string): string | null => {
  if (/(^|\+)Tab$/.test(chord)) return 'Tab moves between controls and stays so.';
  if (/(^|\+)Enter$/.test(chord)) return 'Enter presses the control in focus and stays so.';
  return browserOnly.has(chord) ? 'The browser keeps these keys to itself.' : null;
};
