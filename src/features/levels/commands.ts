import { ArrowDownToLine, ArrowUpToLine, CheckCheck, ListOrdered, Tags } from 'lucide-react';
import type { LevelName } from '#spine/level.ts';
import { lumbarDiscs, lumbarVertebrae } from '#spine/levelNames.ts';
import { acceptProposals } from '#spine/levels.ts';
import { placeOfLevel } from '#store/levels.ts';
import { useStore } from '#store/store.ts';
import type { Command } from '#ui/command.ts';
import { goToLevel, nextLevel } from './goToLevel.ts';
import { labellingKind, stopLabelling, toggleLabelling } from './labelling.ts';
import { nameNext } from './naming.ts';

const GROUP = 'Levels';
const state = useStore.getState;
const isReading = (): boolean => state().phase === 'reading';

/** Names of the keys 1, 2, ...: lumbar discs from the top; L1 to S1 while vertebrae are labelled. */
function keyNames(): readonly LevelName[] {
  const { variant } = state().marks.levels;
  return labellingKind() === 'vertebra' ? lumbarVertebrae(variant) : lumbarDiscs(variant);
}

/** Jumps to the level; while labelling, names what the next click labels. */
function pressLevelKey(index: number, inputAt?: number): void {
  const name = keyNames()[index];
  if (name === undefined) return;
  if (labellingKind() === null) goToLevel(name, inputAt);
  else nameNext(name);
}

const USUAL = ['T12/L1', 'L1/2', 'L2/3', 'L3/4', 'L4/5', 'L5/S1', 'L6/S1'] as const;

const jumps: readonly Command[] = USUAL.map((usual, index) => ({
  id: `level.${index + 1}`,
  label: `Go to ${usual}${usual === 'L6/S1' ? ' (six lumbar vertebrae)' : ''}; while labelling: name the next click so`,
  group: GROUP,
  keys: [`${index + 1}`],
  enabled: () => {
    const name = keyNames()[index];
    return isReading() && name !== undefined && (labellingKind() !== null || placeOfLevel(state(), name) !== null);
  },
  run: (inputAt) => pressLevelKey(index, inputAt),
}));

const step = (id: string, label: string, key: string, by: 1 | -1, icon: Command['icon']): Command => ({
  id,
  label,
  group: GROUP,
  keys: [key],
  ...(icon ? { icon } : {}),
  enabled: () => isReading() && nextLevel(by) !== null,
  run: (inputAt) => {
    const name = nextLevel(by);
    if (name !== null) goToLevel(name, inputAt);
  },
});

export const acceptAll = (): void => state().setLevels(acceptProposals(state().marks.levels));

export const LEVEL_TOOLS: readonly Command[] = [
  {
    id: 'level.label-discs',
    label: 'Label discs',
    group: GROUP,
    keys: ['j'],
    icon: Tags,
    enabled: isReading,
    pressed: () => labellingKind() === 'disc',
    run: () => toggleLabelling('disc'),
  },
  {
    id: 'level.label-vertebrae',
    label: 'Label vertebrae',
    group: GROUP,
    keys: ['Shift+j'],
    icon: ListOrdered,
    enabled: isReading,
    pressed: () => labellingKind() === 'vertebra',
    run: () => toggleLabelling('vertebra'),
  },
];

/** Everything a reader can do with levels. */
export const LEVELS: readonly Command[] = [
  ...LEVEL_TOOLS,
  {
    id: 'level.accept',
    label: 'Accept all proposed levels',
    group: GROUP,
    keys: ['u'],
    icon: CheckCheck,
    enabled: () => isReading() && state().marks.levels.labels.some((label) => !label.accepted),
    run: acceptAll,
  },
  {
    id: 'level.stop',
    label: 'Stop labelling',
    group: GROUP,
    keys: ['Escape'],
    enabled: () => labellingKind() !== null,
    run: stopLabelling,
  },
  ...jumps,
  step('level.up', 'Next level up', '[', -1, ArrowUpToLine),
  step('level.down', 'Next level down', ']', 1, ArrowDownToLine),
];
