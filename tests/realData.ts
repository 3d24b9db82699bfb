/** The real studies that tests read; they are never part of this repository. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folder of the real studies: CONUS_DATA, else ../shared/data beside the project. */
export const dataFolder: string = resolve(root, process.env['CONUS_DATA'] ?? '../shared/data');

/** Why tests with real studies cannot run here; undefined when they can. */
export const dataMissing: string | undefined = existsSync(join(dataFolder, 'expected.csv'))
  ? undefined
  : 'the real studies are not on this machine (set CONUS_DATA to their folder)';

/** A file or folder of the real studies. */
export const real = (...path: string[]): string => join(dataFolder, ...path);
