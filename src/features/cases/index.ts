export { CasePanel } from './CasePanel.tsx';
export { closeCase, openCaseSlug, setOpenCase, useCase } from './caseState.ts';
export { caseSources, fetchCase } from './fetchCase.ts';
