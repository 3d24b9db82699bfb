/**
 * The `test` that journeys use. Besides its own steps, every journey fails when the page throws, logs an error, breaks the page's
 * security policy, or asks any other host for anything.
 */
import { test as base, expect, type BrowserContext, type ConsoleMessage, type Page } from '@playwright/test';
import { dataMissing } from '../realData.ts';

export * from './page.ts';
export { real } from '../realData.ts';
export { expect };

type Faults = {
  /** Faults that a journey provokes on purpose: `test.use({ expectedFaults: [/404/] })`. */
  readonly expectedFaults: readonly RegExp[];
  readonly faultless: void;
};

/** Collects what went wrong on every page and worker of the context, for as long as it lives. */
const watch = (context: BrowserContext, origin: string): string[] => {
  const faults: string[] = [];
  const onPage = (page: Page): void => {
    page.on('pageerror', (error) => faults.push(`the page threw: ${error.stack ?? error.message}`));
    page.on('crash', () => faults.push('the page crashed'));
  };
  context.on('page', onPage);
  for (const page of context.pages()) onPage(page);
  context.on('console', (message: ConsoleMessage) => {
    // Breaches of the security policy arrive here too, as errors of the browser.
    if (message.type() === 'error') faults.push(`the console says: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host) faults.push(`a request left for ${url.origin}`);
  });
  return faults;
};

export const test = base.extend<Faults>({
  expectedFaults: [[], { option: true }],
  faultless: [
    async ({ context, baseURL, expectedFaults }, use) => {
      const faults = watch(context, baseURL ?? '');
      await use();
      expect(faults.filter((fault) => !expectedFaults.some((expected) => expected.test(fault)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** Called at the top of a file or group whose journeys read the real studies: skips them, with the reason, where there are none. */
export const needRealData = (): void => test.skip(dataMissing !== undefined, dataMissing);
