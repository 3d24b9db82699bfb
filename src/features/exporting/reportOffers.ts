/** Reports that came with the images: offered, and shown when the reader says so. */
import { readReport } from '#dicom/readReport.ts';
import { mergeMarks } from '#spine/mergeMarks.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { offeredReports, setOfferedReports } from './offered.ts';
import { marksOfReport, type ReportMarks } from './readMarks.ts';

/** A report larger than this is not read at all. */
const MOST_BYTES = 64 * 1024 ** 2;
export const SHOW_REPORTS = 'report.show';

const measurements = (count: number): string => (count === 1 ? '1 measurement' : `${count} measurements`);

/** Reads reports among files that are no images, and tells the reader of those that measure something in the open study. */
export async function offerReports(files: readonly Blob[]): Promise<void> {
  setOfferedReports([]);
  const study = activeStudy(useStore.getState());
  if (!study) return;
  const found: ReportMarks[] = [];
  for (const file of files) {
    if (file.size > MOST_BYTES) continue;
    const report = readReport(new Uint8Array(await file.arrayBuffer()));
    if ('problem' in report || report.studyUid !== study.uid) continue;
    const marks = marksOfReport(report, study);
    if (marks.count > 0) found.push(marks);
  }
  const { studyUid, say } = useStore.getState();
  if (found.length === 0 || studyUid !== study.uid) return;
  setOfferedReports(found);
  const count = found.reduce((sum, each) => sum + each.count, 0);
  const reports = found.length === 1 ? 'a report' : `${found.length} reports`;
  say({
    id: 'reports',
    tone: 'note',
    text: `This study came with ${reports} of ${measurements(count)} (${found.map(({ title }) => title).join('; ')}).`,
    action: { label: 'Show', command: SHOW_REPORTS },
  });
}

/** Puts what the offered reports hold among the marks, as one step of undo; says what could not be placed on an image. */
export function showReports(): void {
  const { marks, replaceMarks, say, dismiss } = useStore.getState();
  const offered = offeredReports();
  const merged = offered.reduce((all, { levels, annotations }) => {
    const theirs = levels.labels.length > 0 ? levels : { ...all.levels, labels: [] };
    return mergeMarks(all, { levels: theirs, annotations, keyImages: [] });
  }, marks);
  const texts = offered.flatMap((each) => each.texts);
  setOfferedReports([]);
  dismiss('reports');
  replaceMarks(merged, true);
  if (texts.length > 0)
    say({ id: 'report-texts', tone: 'note', text: `The report also says, without a place on these images: ${texts.join('; ')}.` });
}
