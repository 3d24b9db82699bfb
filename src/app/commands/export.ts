import { exportCommands, hasReports, reports } from '#features/exporting/index.ts';
import type { Command } from '#ui/command.ts';
import { saveFile } from '../exports.ts';
import { hasStudy } from './active.ts';

export const EXPORT: readonly Command[] = exportCommands({
  save: (format, title) => void saveFile(format, title),
  hasStudy,
  showReports: () => void reports().then(({ showReports }) => showReports()),
  hasReports,
});
