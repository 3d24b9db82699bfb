import { annotatingCommands } from '#features/annotating/index.ts';
import type { Command } from '#ui/command.ts';
import { currentView, valuesOf } from '../marking.ts';

export const MARKS: readonly Command[] = annotatingCommands({ valuesOf, currentView });
