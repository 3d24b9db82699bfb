import type { Command } from '#ui/command.ts';

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** How well one word fits: 3 begins the label, 2 begins a word of it, 1 is in it or begins a word of the group, 0 not at all. */
const fit = (word: string, label: string, group: string): number => {
  if (label.startsWith(word)) return 3;
  if (label.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 2;
  return label.includes(word) || group.split(' ').some((part) => part.startsWith(word)) ? 1 : 0;
};

/**
 * Commands that fit every word of what was typed, best first, equals in their given order; all for an empty text.
 * Commands that are not possible now come after those that are.
 */
export const findCommands = (commands: readonly Command[], typed: string): readonly Command[] => {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return commands
    .map((command) => {
      const fits = words.map((word) => fit(word, plain(command.label), plain(command.group)));
      return {
        command,
        found: fits.every((value) => value > 0),
        rank: fits.reduce((sum, value) => sum + value, 0),
        ready: command.enabled(),
      };
    })
    .filter(({ found }) => found)
    .toSorted((a, b) => Number(b.ready) - Number(a.ready) || b.rank - a.rank)
    .map(({ command }) => command);
};

/** Commands under their group, groups and commands in their given order. */
export const byGroup = (commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] => {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups];
};
