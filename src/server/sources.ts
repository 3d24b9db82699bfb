/** Tells whether a build is older than the sources it was made from, by their content. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sourceFiles = ['index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', 'public/**/*', 'src/**/*'];
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** Where a build keeps the fingerprint of its sources; hidden, so that the host does not serve it. */
export const stampFile = '.sources';

/** One hash over the path and content of every file that a build reads. */
export const fingerprint = (root: string): string => {
  const files = globSync(sourceFiles, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

export type BuildState = 'fresh' | 'stale' | 'absent';

/** A build shipped without its sources is always fresh: there is nothing newer to make it from. */
export const buildState = (root: string, app: string): BuildState => {
  if (!existsSync(join(app, 'index.html'))) return 'absent';
  if (!existsSync(join(root, 'src', 'main.tsx'))) return 'fresh';
  const stamp = join(app, stampFile);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root) ? 'fresh' : 'stale';
};
