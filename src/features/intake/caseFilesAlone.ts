import { isCaseFile, type Found, type SourceFile } from './sourceFile.ts';

/** The same sources again, what was already taken from them first. */
async function* again(taken: readonly Found[], rest: AsyncIterator<Found>): AsyncGenerator<Found> {
  yield* taken;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Whether all that was chosen is case files, to be imported into what is open; else the sources, whole, to be opened in its place. */
export async function caseFilesAlone(
  sources: AsyncIterable<Found>,
): Promise<{ readonly caseFiles: readonly SourceFile[] } | { readonly sources: AsyncIterable<Found> }> {
  const iterator = sources[Symbol.asyncIterator]();
  const caseFiles: SourceFile[] = [];
  for (;;) {
    const next = await iterator.next();
    if (next.done) return caseFiles.length > 0 ? { caseFiles } : { sources: again([], iterator) };
    const found = next.value;
    if ('problem' in found || !isCaseFile(found.path)) return { sources: again([...caseFiles, found], iterator) };
    caseFiles.push(found);
  }
}
