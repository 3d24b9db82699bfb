/**
 * In which order headers are read. Files of a series usually lie side by side, so reading them in order means that the last series
 * is known last, and the picture that a reader wants first (sagittal T2, middle slice) may wait for 39 coronal ones.
 * Reading every folder in turn, and each folder by ever finer strides, meets every series within the first handful of files.
 */

/** 0, 1/2, 1/4, 3/4, 1/8, 5/8, ... as positions of a list of `length`, each exactly once (van der Corput sequence in base 2). */
export function strideOrder(length: number): number[] {
  const order: number[] = [];
  if (length > 0) order.push(0);
  let size = 1;
  while (size < length) size *= 2;
  for (let step = size; step > 1; step /= 2) {
    for (let at = step / 2; at < length; at += step) order.push(at);
  }
  return order;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}

/** The same files, one of each folder in turn, each folder sorted by name and strided. Does not depend on the order given. */
export function readingOrder<T extends { readonly path: string }>(files: readonly T[]): T[] {
  const folders = new Map<string, T[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const list = folders.get(folder);
    if (list) list.push(file);
    else folders.set(folder, [file]);
  }
  let lists = [...folders.keys()].toSorted().map((folder) => {
    const sorted = (folders.get(folder) ?? []).toSorted(byPath);
    return strideOrder(sorted.length).flatMap((at) => sorted[at] ?? []);
  });
  const order: T[] = [];
  for (let turn = 0; order.length < files.length; turn += 1) {
    lists = lists.filter((list) => turn < list.length);
    order.push(...lists.flatMap((list) => list[turn] ?? []));
  }
  return order;
}
