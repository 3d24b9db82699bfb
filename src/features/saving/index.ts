export { exportCaseFile, importFile } from './caseFiles.ts';
export { SaveState } from './SaveState.tsx';
export { marksRestored, startSaving } from './startSaving.ts';
