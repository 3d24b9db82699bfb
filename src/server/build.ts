/** Builds the app where its build is missing or older than its sources. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compressFolder } from './compress.ts';
import { buildState, fingerprint, stampFile } from './sources.ts';

/** Runs Vite's own command, so that the host depends on no build tool; its report goes to stderr. Rejects when it fails. */
export const build = async (root: string, app: string): Promise<void> => {
  // Taken first: a file that changes while Vite reads makes the next start build again.
  const stamp = fingerprint(root);
  const vite = spawn(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', app, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  const code = await new Promise<number | null>((resolve, reject) => vite.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error(`vite build failed (exit ${code}); its report is above`);
  await compressFolder(app);
  await writeFile(join(app, stampFile), stamp);
};

export const buildIfNeeded = async (root: string, app: string): Promise<void> => {
  const state = buildState(root, app);
  if (state === 'fresh') return;
  process.stderr.write(state === 'absent' ? 'Building Conus\n' : 'Building Conus again: its sources changed\n');
  await build(root, app);
};
