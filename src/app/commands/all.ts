/** Every command there is: the one list behind toolbar, keys, palette and help sheet. */
import { LEVELS } from '#features/levels/index.ts';
import type { Command } from '#ui/command.ts';
import { EXPORT } from './export.ts';
import { IMAGE } from './image.ts';
import { MARKS } from './marks.ts';
import { NAVIGATE } from './navigate.ts';
import { SCREEN } from './screen.ts';
import { STUDY } from './study.ts';
import { TOOLS } from './tools.ts';

export const COMMANDS: readonly Command[] = [...MARKS, ...NAVIGATE, ...TOOLS, ...LEVELS, ...IMAGE, ...SCREEN, ...STUDY, ...EXPORT];
