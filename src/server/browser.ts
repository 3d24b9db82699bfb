/** Opens the address in the person's browser where there is a person and a browser. */
import { spawn } from 'node:child_process';

type Surroundings = { readonly platform: NodeJS.Platform; readonly env: NodeJS.ProcessEnv; readonly terminal: boolean };

/** The command that opens an address, or null where nobody would see it: under CI, without a terminal or a display, or unwanted. */
export const openCommand = ({ platform, env, terminal }: Surroundings): readonly [string, ...string[]] | null => {
  if (!terminal || env['CI'] || env['CONUS_NO_OPEN']) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
};

export const openBrowser = (address: string): void => {
  const command = openCommand({ platform: process.platform, env: process.env, terminal: process.stdout.isTTY });
  if (!command) return;
  const [program, ...args] = command;
  const opener = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  // The address is on the screen already: a machine without an opener needs no message.
  opener.once('error', () => undefined);
  opener.unref();
};
