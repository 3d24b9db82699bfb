import type { ReportMarks } from './readMarks.ts';

let offered: readonly ReportMarks[] = [];

/** Reports that came with the open study and are not shown yet. */
export const offeredReports = (): readonly ReportMarks[] => offered;
export const setOfferedReports = (reports: readonly ReportMarks[]): void => void (offered = reports);
export const hasReports = (): boolean => offered.length > 0;
