export { caseFilesAlone } from './caseFilesAlone.ts';
export { FileInputs, pickFiles, pickFolder } from './FileInputs.tsx';
export { warmUp } from './headerWorkers.ts';
export { IntakeProgress } from './IntakeProgress.tsx';
export { readSources } from './readSources.ts';
export { SkippedList } from './SkippedList.tsx';
export type { Found } from './sourceFile.ts';
export { StudyChooser } from './StudyChooser.tsx';
export { WindowDrop } from './WindowDrop.tsx';
