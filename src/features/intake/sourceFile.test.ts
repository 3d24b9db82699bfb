import { expect, test } from 'vitest';
import { sourcesFromDrop, sourcesFromFiles } from './sourceFile.ts';
import type { Found } from './sourceFile.ts';

/** Entries as browsers give them: a directory lists at most 100 at a time and ends with an empty list. */
function fileEntry(fullPath: string, readable = true): FileSystemEntry {
  const name = fullPath.slice(fullPath.lastIndexOf('/') + 1);
  return {
    isDirectory: false,
    isFile: true,
    fullPath,
    name,
    file: (done: (file: File) => void, failed: (error: Error) => void) => {
      if (readable) done(new File([fullPath], name));
      else failed(new Error('NotReadableError'));
    },
  } as unknown as FileSystemEntry;
}

function folderEntry(fullPath: string, inside: FileSystemEntry[], listable = true): FileSystemEntry {
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (done: (batch: FileSystemEntry[]) => void, failed: (error: Error) => void) => {
        if (!listable) failed(new Error('NotReadableError'));
        else done(inside.slice(at, (at += 100)));
      },
    };
  };
  return { isDirectory: true, isFile: false, fullPath, name: fullPath.slice(1), createReader } as unknown as FileSystemEntry;
}

async function collect(found: AsyncIterable<Found>): Promise<Found[]> {
  const all: Found[] = [];
  for await (const file of found) all.push(file);
  return all;
}

/** A DataTransfer that is emptied when the event is over. */
function drop(entries: (FileSystemEntry | File | string)[]) {
  let over = false;
  const items = entries.map((entry) => ({
    kind: typeof entry === 'string' ? 'string' : 'file',
    webkitGetAsEntry: () => (over || entry instanceof File ? null : entry),
    getAsFile: () => (!over && entry instanceof File ? entry : null),
  }));
  const sources = sourcesFromDrop({ items } as unknown as DataTransfer);
  over = true;
  return collect(sources);
}

const pathsOf = (found: readonly Found[]) => found.map(({ path }) => path).toSorted();

test('a dropped folder is walked to its end, beyond the first hundred and into its folders', async () => {
  const many = Array.from({ length: 250 }, (_, at) => fileEntry(`/cd/IM${at}`));
  const found = await drop([
    folderEntry('/cd', [...many, folderEntry('/cd/b', [fileEntry('/cd/b/x'), folderEntry('/cd/b/c', [fileEntry('/cd/b/c/y')])])]),
    fileEntry('/loose'),
  ]);
  expect(found).toHaveLength(253);
  expect(pathsOf(found)).toContain('cd/IM249');
  expect(pathsOf(found)).toEqual(expect.arrayContaining(['cd/b/x', 'cd/b/c/y', 'loose']));
});

test('ten thousand nested folders do not overflow the stack', async () => {
  let deepest = folderEntry('/deep', [fileEntry('/deep/x')]);
  for (let depth = 0; depth < 10_000; depth += 1) deepest = folderEntry('/deep', [deepest]);
  expect(await drop([deepest])).toHaveLength(1);
});

test('what cannot be opened is named and costs nothing else', async () => {
  const found = await drop([folderEntry('/locked', [], false), folderEntry('/cd', [fileEntry('/cd/a', false), fileEntry('/cd/b')])]);
  const problems = found.flatMap((file) => ('problem' in file ? [[file.path, file.problem]] : []));
  expect(problems).toContainEqual(['locked', expect.stringContaining('folder could not be listed')]);
  expect(problems).toContainEqual(['cd/a', expect.stringContaining('file could not be opened')]);
  expect(found.filter((file) => 'blob' in file).map(({ path }) => path)).toEqual(['cd/b']);
});

test('files without entries (scripts, paste) come too; dropped text does not', async () => {
  expect(pathsOf(await drop([new File(['x'], 'IM1'), 'some text']))).toEqual(['IM1']);
});

test('a file input gives paths below the chosen folder, else names', async () => {
  const inFolder = Object.defineProperty(new File(['x'], 'IM1'), 'webkitRelativePath', { value: 'cd/IM1' });
  expect(pathsOf(await collect(sourcesFromFiles([inFolder, new File(['x'], 'IM2')])))).toEqual(['IM2', 'cd/IM1']);
});
