export type { IntakeProgress as Progress, IntakeReports } from './batches.ts';
export { warmUp } from './headerWorkers.ts';
export { readSources } from './readSources.ts';
export { isCaseFile, sourcesFromDrop, sourcesFromFiles } from './sourceFile.ts';
export type { Found, SourceFile, SourceProblem } from './sourceFile.ts';
