/**
 * `npm start`: builds what is missing, serves it, says where. HOST and PORT choose the address (default 127.0.0.1:4173);
 * SIGTERM or Ctrl-C stops it. Prints one line on stdout; a build reports on stderr. Sample studies that are missing are made beside it,
 * in processes of their own, unless CONUS_NO_SAMPLES is set.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.ts';
import { buildIfNeeded } from './build.ts';
import { addressOf, createHost } from './host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const app = fileURLToPath(new URL('../../dist', import.meta.url));
const samples = fileURLToPath(new URL('../../.cache/samples', import.meta.url));

const hostName = process.env['HOST'] || '127.0.0.1';
const port = Number(process.env['PORT'] || 4173);

const explain = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${hostName} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  if (code === 'EACCES') return `Port ${port} on ${hostName} may not be used by this account. Choose one above 1023: PORT=4173 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${hostName}. Choose another: HOST=127.0.0.1 npm start`;
  return error instanceof Error ? error.message : String(error);
};

/** Makes the missing sample studies while the app already serves; the home page lists each as it becomes whole. */
const makeSamples = (): (() => void) => {
  if (process.env['CONUS_NO_SAMPLES']) return () => undefined;
  const making = spawn(process.execPath, [fileURLToPath(new URL('../../sample-studies/make.ts', import.meta.url))], {
    stdio: ['ignore', 2, 2],
  });
  making.once('error', (error) => console.error(`The sample studies could not be made: ${error.message}`));
  return () => void making.kill('SIGTERM');
};

const start = async (): Promise<void> => {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a number from 0 to 65535, not "${process.env['PORT']}"`);
  await buildIfNeeded(root, app);
  const host = await createHost({ app, samples });
  await host.listen({ host: hostName, port });
  const stopSamples = makeSamples();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stopSamples();
      void host.close();
    });
  const bound = host.server.address();
  // PORT=0 lets the system choose: say what it chose.
  const address = addressOf(hostName, typeof bound === 'object' && bound ? bound.port : port);
  console.log(`Conus is at ${address}`);
  openBrowser(address);
};

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
