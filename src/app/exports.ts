/** Files made from the open study: what commands save and what `conus.exportFile` gives. */
import { exportCaseFile } from '#features/saving/index.ts';
import { useStore } from '#store/store.ts';
import { download } from '#ui/download.ts';

const EXPORTS = { casefile: exportCaseFile } as const;
export type ExportKind = keyof typeof EXPORTS;

const isKind = (kind: string): kind is ExportKind => Object.hasOwn(EXPORTS, kind);

/** The file of a kind; rejects with the reason that a person would be shown. */
export async function exportFile(kind: string) {
  if (!isKind(kind)) throw new Error(`There is no export “${kind}”; there are: ${Object.keys(EXPORTS).join(', ')}.`);
  const made = EXPORTS[kind]();
  if ('problem' in made) throw new Error(made.problem);
  return made;
}

/** Saves the file of a kind to where the browser puts downloads, or says why not. */
export async function saveFile(kind: ExportKind): Promise<void> {
  try {
    download(await exportFile(kind));
  } catch (error) {
    useStore.getState().say({ id: 'export', tone: 'problem', text: error instanceof Error ? error.message : String(error) });
  }
}
