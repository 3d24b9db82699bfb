/** Runs the steps of a check: programs or functions, timed, quiet while they pass. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = fileURLToPath(new URL('../dist', import.meta.url));

export type Outcome = { readonly ok: boolean; readonly output: string };
export type Step = {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
  /** Printed even when it passes. */ readonly always?: boolean;
};

/** Runs an installed package's command under this Node (a bare `node` on the PATH may be an older one); never rejects for its exit code. */
export const node = (script: string, args: readonly string[] = []): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      // The output is shown later, by us: the program has no terminal to colour.
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });

/** Runs one step, prints a line with its time, and its output when it failed. */
export const runStep = async ({ name, run, always = false }: Step): Promise<boolean> => {
  const start = performance.now();
  const { ok, output } = await run().catch((error: unknown): Outcome => ({ ok: false, output: String(error) }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds} s`);
  if ((!ok || always) && output.trim()) console.log(output.trim().replaceAll(/^/gm, '       '));
  return ok;
};

/** Runs all side by side; true when all passed. */
export const runTogether = async (steps: readonly Step[]): Promise<boolean> => (await Promise.all(steps.map(runStep))).every(Boolean);

/** Runs one after the other and stops at the first that fails. */
export const runInOrder = async (steps: readonly Step[]): Promise<boolean> => {
  for (const step of steps) if (!(await runStep(step))) return false;
  return true;
};
