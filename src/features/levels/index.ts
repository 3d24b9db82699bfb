export { LEVEL_TOOLS, LEVELS } from './commands.ts';
export { levelFacts } from './facts.ts';
export { handleLabelIntent } from './labelling.ts';
export { LevelMenu } from './LevelMenu.tsx';
export { LevelsPanel } from './LevelsPanel.tsx';
export { LevelTags } from './LevelTags.tsx';
