import { spawnSync } from 'node:child_process';

/** Why the validator cannot be asked on this machine; undefined when it can. */
export const noValidator: string | undefined = spawnSync('dciodvfy', ['-version']).error
  ? 'dciodvfy (Debian package dicom3tools) is not installed'
  : undefined;

/** The validator's lines that begin with Error, for one file; dciodvfy reports on stderr. */
export function errorsOf(file: string): string[] {
  const { stderr, stdout } = spawnSync('dciodvfy', ['-new', file], { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'));
}

/** What makes a set of files inconsistent, by dcentvfy of the same package. */
export function inconsistenciesOf(files: readonly string[]): string[] {
  const { stderr, stdout } = spawnSync('dcentvfy', files, { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'));
}
