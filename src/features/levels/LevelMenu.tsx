import { CheckCheck } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { lumbarDiscs } from '#spine/levelNames.ts';
import { levelOfCursor, placeOfLevel } from '#store/levels.ts';
import { useStore } from '#store/store.ts';
import { Menu, type MenuItem } from '#ui/Menu.tsx';
import { acceptAll, LEVEL_TOOLS } from './commands.ts';
import { goToLevel } from './goToLevel.ts';

/** Where the reader is, and the way to every other level: `[ L4/5 v ]`. */
export function LevelMenu() {
  const here = useStore((state) => levelOfCursor(state)?.name ?? null);
  const levels = useStore((state) => state.marks.levels);
  const reachable = useStore(useShallow((state) => lumbarDiscs(state.marks.levels.variant).filter((name) => placeOfLevel(state, name))));
  const jumps = lumbarDiscs(levels.variant).map((name, index): MenuItem => ({
    id: name,
    label: name,
    hint: `${index + 1}`,
    checked: name === here,
    disabled: !reachable.includes(name),
    run: (inputAt) => void goToLevel(name, inputAt),
  }));
  const proposed = levels.labels.filter((label) => !label.accepted).length;
  const tools = LEVEL_TOOLS.map((tool, index): MenuItem => ({
    id: tool.id,
    label: tool.label,
    separated: index === 0,
    ...(tool.icon ? { icon: tool.icon } : {}),
    run: tool.run,
  }));
  const accept: readonly MenuItem[] =
    proposed > 0 ? [{ id: 'accept', label: `Accept ${proposed} proposed`, icon: CheckCheck, run: acceptAll }] : [];
  return <Menu label="Level" text={here ?? (levels.labels.length > 0 ? 'Level' : 'No levels')} items={[...jumps, ...tools, ...accept]} />;
}
