/** A real browser that can be killed: a process of our own with a profile of its own, driven over its debugging port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from '@playwright/test';
import { launchArgs } from '../../scripts/chromium.ts';

export type Killable = {
  readonly page: Page;
  /** SIGKILL to every process of the browser at once; resolves when it is gone. */
  kill(): Promise<void>;
};

const debuggingAddress = (browser: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    browser.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    browser.once('exit', (code) => reject(new Error(`the browser ended by itself (${code}):\n${output}`)));
  });

/** The browser with this profile, whatever state the last kill left it in, and its one page. */
export const startBrowser = async (executablePath: string, profile: string): Promise<Killable> => {
  const args = [...launchArgs, `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--window-size=1440,900', 'about:blank'];
  // A process group of its own: the signal reaches renderer, storage and GPU processes at the same moment.
  const child = spawn(executablePath, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async kill() {
      process.kill(-child.pid!, 'SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
};
