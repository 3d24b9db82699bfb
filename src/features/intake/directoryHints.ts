/**
 * A DICOMDIR (PS3.3 F) is a hint, never a truth: every file is read whether it is listed or not. What it is good for is to say
 * which files should be here and are not (an incomplete copy of a disc).
 */
import type { SourceId, Unreadable } from '#dicom/study.ts';

/** One DICOMDIR: where it was and the files that it names, relative to its own folder. */
export type Directory = { readonly source: SourceId; readonly path: string; readonly names: readonly string[] };

/** Discs give names in capitals, perhaps with a version (`;1`) or an empty extension; their copies may not. */
function comparable(path: string): string {
  return path.toLowerCase().replace(/\.?(?:;\d+)?$/, '');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Named files that are not among `paths`. A file chosen without its folder counts as here when its own name fits. */
function missing({ path, names }: Directory, paths: ReadonlySet<string>): string[] {
  const folder = folderOf(path);
  return names.filter((name) => !paths.has(comparable(folder + name)) && !paths.has(comparable(folder + nameOf(name))));
}

/** What the list of skipped files says of each DICOMDIR, and one line for each file that it names in vain. */
export function directoryReports(directories: readonly Directory[], found: Iterable<string>): Unreadable[] {
  const paths = new Set(Array.from(found, comparable));
  return directories.flatMap((directory) => {
    const { source, path } = directory;
    const gone = missing(directory, paths);
    const report = (sourceName: string, reason: string): Unreadable => ({ source, sourceName, reason, kind: 'directory' });
    if (directory.names.length > 0 && gone.length === directory.names.length) {
      return [
        report(
          path,
          `only a list (DICOMDIR) of ${gone.length} file${gone.length === 1 ? '' : 's'} not chosen with it: open the whole disc or folder`,
        ),
      ];
    }
    return [
      report(path, 'a list of files (DICOMDIR), used as a hint only'),
      ...gone.map((name) => report(folderOf(path) + name, 'named by DICOMDIR, but not here')),
    ];
  });
}
