/**
 * Completes package-lock.json with the builds for other platforms (macOS, Windows, musl, ...) that native tools list as optional.
 * npm 11 leaves such an entry out when the registry in use does not carry it, and `npm ci` then rejects the lock that npm wrote.
 * A build for another platform is never fetched, so its name, version and platform are all that npm asks for.
 * Run it after adding a package: `node scripts/lockPlatforms.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type Lock = { packages: Record<string, LockEntry> };

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x'];

/** npm's os / cpu / libc as the usual naming of such packages tells them: `@tool/binding-linux-arm64-musl`. */
export const platformOf = (name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> => {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : [];
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }) };
};

const byNpmKey = ([a]: [string, unknown], [b]: [string, unknown]): number =>
  a === 'version' ? -1 : b === 'version' ? 1 : a.localeCompare(b, 'en');

/** Optional packages that some entry names and the lock does not describe. */
export const missingOptional = (lock: Lock): { name: string; version: string; dev: boolean }[] =>
  Object.values(lock.packages).flatMap((entry) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => lock.packages[`node_modules/${name}`]?.version === undefined)
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  );

/** The same lock with every missing optional package described, its entries in npm's (alphabetical) order. */
export const completeLock = (lock: Lock): Lock => {
  const added = missingOptional(lock).map(({ name, version, dev }): [string, LockEntry] => [
    `node_modules/${name}`,
    // npm's own order of keys, so that its next write changes nothing.
    Object.fromEntries(Object.entries({ version, ...(dev && { dev }), optional: true, ...platformOf(name) }).toSorted(byNpmKey)),
  ]);
  const entries = [...Object.entries(lock.packages), ...added];
  return { ...lock, packages: Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en'))) };
};

if (import.meta.main) {
  const path = new URL('../package-lock.json', import.meta.url);
  const lock: Lock = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`package-lock.json: ${missingOptional(lock).length} platform builds added`);
}
