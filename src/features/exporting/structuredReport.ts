import { writeReport } from '#dicom/write/report.ts';
import type { ExportSource } from './exportSource.ts';
import { reportTree } from './reportTree.ts';

/** Levels and annotations as a Structured Report. Null when there is neither. `person`: the reader's name as a PN, when it shall be stated. */
export function structuredReport(source: ExportSource, person: string | null): Uint8Array<ArrayBuffer> | null {
  const { marks, subject, issue } = source;
  if (marks.annotations.length === 0 && marks.levels.labels.length === 0) return null;
  const { root, evidence } = reportTree(source, person);
  return writeReport({ subject, issue, description: 'Measurements', root, evidence });
}
