/** Files made from the open study: what commands save and what `conus.exportFile` gives. */
import { exportMarks, type MarksFormat } from '#features/exporting/index.ts';
import { exportCaseFile } from '#features/saving/index.ts';
import type { SelectionTitle } from '#dicom/write/keyObjects.ts';
import { useStore } from '#store/store.ts';
import { download } from '#ui/download.ts';
import { blobOf } from './session.ts';

const marks = (format: MarksFormat) => (title?: SelectionTitle) => exportMarks(format, { blobOf, ...(title && { title }) });

const EXPORTS = { casefile: exportCaseFile, sr: marks('sr'), kos: marks('kos'), gsps: marks('gsps'), csv: marks('csv') } as const;
export type ExportKind = keyof typeof EXPORTS;

const isKind = (kind: string): kind is ExportKind => Object.hasOwn(EXPORTS, kind);

/** The file of a kind; rejects with the reason that a person would be shown. */
export async function exportFile(kind: string, title?: SelectionTitle) {
  if (!isKind(kind)) throw new Error(`There is no export “${kind}”; there are: ${Object.keys(EXPORTS).join(', ')}.`);
  const made = await EXPORTS[kind](title);
  if ('problem' in made) throw new Error(made.problem);
  return made;
}

/** Saves the file of a kind to where the browser puts downloads, or says why not. */
export async function saveFile(kind: ExportKind, title?: SelectionTitle): Promise<void> {
  try {
    download(await exportFile(kind, title));
  } catch (error) {
    useStore.getState().say({ id: 'export', tone: 'problem', text: error instanceof Error ? error.message : String(error) });
  }
}
