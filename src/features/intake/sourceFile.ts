/**
 * Where files come from before anything is known about them: a file input, or a drop with folders in it.
 * A path is only text for a reader and a hint for grouping; it is never used to open anything.
 */
import type { UnreadableKind } from '#dicom/study.ts';

export type SourceFile = { readonly path: string; readonly blob: Blob };
/** Something that was offered but is not opened; `problem` is for a person. */
export type SourceProblem = { readonly path: string; readonly problem: string; readonly kind: UnreadableKind };
export type Found = SourceFile | SourceProblem;

/** A case file that Conus itself saved; imported, not read as an image. */
export function isCaseFile(path: string): boolean {
  return path.toLowerCase().endsWith('.conus.json');
}

/** Files of an `<input type=file>`; a folder input gives paths below the chosen folder. */
export async function* sourcesFromFiles(files: Iterable<File>): AsyncGenerator<SourceFile> {
  for (const file of files) yield { path: file.webkitRelativePath || file.name, blob: file };
}

/** Browsers list a directory in batches (Chromium: 100) and signal the end with an empty one. */
function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\/+/, '') || entry.name;
}

function fileOf(entry: FileSystemEntry): Promise<Found> {
  return new Promise((resolve) => {
    (entry as FileSystemFileEntry).file(
      (file) => {
        resolve({ path: pathOf(entry), blob: file });
      },
      () => {
        resolve({ path: pathOf(entry), problem: 'the file could not be opened (moved, or not permitted)', kind: 'corrupt' });
      },
    );
  });
}

/** Depth first over folders still to list; an explicit stack because a folder tree may be deeper than a call stack likes. */
async function* walk(roots: readonly FileSystemEntry[]): AsyncGenerator<Found> {
  const folders = roots.filter(isDirectory);
  yield* await Promise.all(roots.filter((entry) => !entry.isDirectory).map(fileOf));
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const reader = folder.createReader();
    try {
      for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
        folders.push(...batch.filter(isDirectory));
        yield* await Promise.all(batch.filter((entry) => !entry.isDirectory).map(fileOf));
      }
    } catch {
      yield { path: pathOf(folder), problem: 'the folder could not be listed (moved, or not permitted)', kind: 'corrupt' };
    }
  }
}

/**
 * Everything in a drop, folders included. Call it inside the drop event: the browser empties `dataTransfer` when the event ends,
 * so the entries are taken before the first await and only walked afterwards.
 */
export function sourcesFromDrop(dataTransfer: Pick<DataTransfer, 'items'>): AsyncIterable<Found> {
  const entries: FileSystemEntry[] = [];
  const loose: SourceFile[] = [];
  for (const item of dataTransfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    if (entry) entries.push(entry);
    else {
      // Drops made by a script, and pasted files, have a File but no entry.
      const file = item.getAsFile();
      if (file) loose.push({ path: file.name, blob: file });
    }
  }
  return (async function* found(): AsyncGenerator<Found> {
    yield* loose;
    yield* walk(entries);
  })();
}
