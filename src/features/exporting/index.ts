import type { ExportPorts, MarksFormat } from './exportMarks.ts';
import type { PictureOptions } from './picture.ts';

export { exportCommands } from './commands.ts';
export type { MarksFormat } from './exportMarks.ts';
export type { PictureOptions } from './picture.ts';
export { hasReports } from './offered.ts';

/** The writers come when something is exported, the readers when a report is found. */
export const exportMarks = async (format: MarksFormat, ports: ExportPorts) => (await import('./exportMarks.ts')).exportMarks(format, ports);
export const pictureOf = async (pane: Element, options: PictureOptions) => (await import('./picture.ts')).pictureOf(pane, options);
export const reports = () => import('./reportOffers.ts');
