import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from './harness.ts';

const script = fileURLToPath(new URL('../../src/server/start.ts', import.meta.url));

type Started = { readonly child: ChildProcess; readonly said: () => string; readonly complained: () => string };

/** `npm start` as a program, on the build that the journeys run against. */
const start = (port: number): Started => {
  const child = spawn(process.execPath, [script], { env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), CONUS_NO_OPEN: '1' } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  return { child, said: () => out, complained: () => err };
};

test.describe('@trust start', () => {
  test('says one line when it answers, refuses a busy port in words, and stops cleanly on SIGTERM', async ({ page }) => {
    const first = start(0);
    await expect.poll(first.said).toMatch(/^Conus is at http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const address = first.said().trim().replace('Conus is at ', '');
    const answer = await page.request.get(address);
    expect(await answer.text()).toContain('<title>Conus</title>');

    const second = start(Number(new URL(address).port));
    const [refused] = await once(second.child, 'exit');
    expect(refused).toBe(1);
    expect(second.said()).toBe('');
    expect(second.complained()).toMatch(/^Port \d+ on 127\.0\.0\.1 is in use\..*\n$/);

    first.child.kill('SIGTERM');
    const [code] = await once(first.child, 'exit');
    expect(code).toBe(0);
    expect(first.said()).toBe(`Conus is at ${address}\n`);
  });
});
