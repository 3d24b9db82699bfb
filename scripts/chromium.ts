/** Finds a Chromium for the journeys and benchmarks, and installs one where it may. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './steps.ts';

/** What Debian's build needs as root, and no background traffic that would blur a measurement or fail the network guard. */
export const launchArgs: readonly string[] = [
  '--headless=new',
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);

/** The CHROMIUM variable, then a system's own, then Playwright's; undefined when there is none. */
export const findChromium = (): string | undefined => {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM names ${named}, which cannot be run`);
    return named;
  }
  const system = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean);
  const playwrights = chromium.executablePath();
  return system ?? (existsSync(playwrights) ? playwrights : undefined);
};

/** Debian and its kin ship a Chromium package; Ubuntu's is a snap that does not work in every container, so it uses Playwright's. */
const isDebianRoot = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

const run = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** Debian's package where root may install it, else Playwright's download; whether either worked shows in what is found afterwards. */
const install = (): void => {
  if (isDebianRoot() && run('apt-get', ['update', '-q']) && run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']))
    return;
  run(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
};

/** A Chromium, installed first if need be; throws with what a person can do when there is none to be had. */
export const ensureChromium = (): string => {
  const found = findChromium();
  if (found) return found;
  process.stderr.write('No Chromium found: installing one\n');
  install();
  const installed = findChromium();
  if (installed) return installed;
  throw new Error('No Chromium found, and none could be installed. Install one, or name it: CHROMIUM=/path/to/chromium npm test');
};
