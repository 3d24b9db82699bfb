/** The open study's marks as a file, and a file's marks into the open study. */
import { parseCaseFile, printCaseFile } from '#spine/caseFile.ts';
import { NO_MARKS, type Marks } from '#spine/marks.ts';
import { canonicalText, mergeMarks } from '#spine/mergeMarks.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';

export type CaseFileBytes = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
export type Problem = { readonly problem: string };

/** Bytes; what is larger is not read at all. */
const MOST_BYTES = 64 * 1024 ** 2;

let exported: Marks = NO_MARKS;
/** Whether a file holds exactly these marks, so that closing the page loses nothing. */
export const isExported = (marks: Marks): boolean => marks === NO_MARKS || marks === exported;

/** Of the patient, only the study's date; a reader who wants more in the name adds it. */
function nameFor(date: string): string {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date) ?? [];
  return year ? `${year}-${month}-${day}.conus.json` : 'study.conus.json';
}

/** The CaseFile of the open study. */
export function exportCaseFile(): CaseFileBytes | Problem {
  const state = useStore.getState();
  const study = activeStudy(state);
  if (!study) return { problem: 'No study is open, so there is nothing to save in a file.' };
  const text = printCaseFile({ conus: 1, studyUid: study.uid, savedAt: Date.now(), marks: state.marks });
  exported = state.marks;
  return { name: nameFor(study.date), type: 'application/json', bytes: new TextEncoder().encode(text) };
}

const countOf = ({ levels, annotations, keyImages }: Marks): number => levels.labels.length + annotations.length + keyImages.length;

export type Imported = { readonly inFile: number; readonly changed: boolean };

/** Merges a case file's text into the open study, as one step of undo; says in words why not. `ready`: what was saved before has been restored. */
async function importCaseFile(text: string, ready: Promise<void>): Promise<Imported | Problem> {
  const parsed = parseCaseFile(text);
  if ('problem' in parsed) return { problem: `The case file was not imported: ${parsed.problem}. Nothing was changed.` };
  await ready;
  const { studyUid, marks, replaceMarks } = useStore.getState();
  if (!studyUid) return { problem: 'The case file was not imported: it belongs to a study. Open its images first, then the file.' };
  if (parsed.studyUid !== studyUid)
    return {
      problem: 'The case file was not imported: it belongs to another study than the one that is open. Open that study, then the file.',
    };
  const merged = mergeMarks(marks, parsed.marks);
  const changed = canonicalText(merged) !== canonicalText(marks);
  if (changed) replaceMarks(merged, true);
  return { inFile: countOf(parsed.marks), changed };
}

/** The same from a file that was chosen or dropped; the reader is told how it went. */
export async function importFile(file: Blob, ready: Promise<void>): Promise<void> {
  const { say } = useStore.getState();
  const outcome =
    file.size > MOST_BYTES
      ? { problem: 'The case file was not imported: it is far larger than a case file can be.' }
      : await importCaseFile(await file.text(), ready);
  if ('problem' in outcome) return say({ id: 'case-file', tone: 'problem', text: outcome.problem });
  const items = `${outcome.inFile} ${outcome.inFile === 1 ? 'mark' : 'marks'}`;
  const text = outcome.changed
    ? `Case file imported: ${items}. Undo takes them out again.`
    : `The case file holds ${items}; all of them were already here.`;
  return say({ id: 'case-file', tone: 'note', text });
}
