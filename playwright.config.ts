import { defineConfig } from '@playwright/test';
import { launchArgs } from './scripts/chromium.ts';

/** Run by scripts/journeys.ts, which names the server (CONUS_URL) and the browser (CHROMIUM). */
export default defineConfig({
  testDir: './tests/journeys',
  testMatch: '**/*.test.ts',
  outputDir: './test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // A journey that passes only at the second try is broken: a reader has one try.
  retries: 0,
  reporter: [['list'], ['./scripts/journeysReporter.ts']],
  use: {
    baseURL: process.env['CONUS_URL'] ?? 'http://127.0.0.1:4173/',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { ...(process.env['CHROMIUM'] && { executablePath: process.env['CHROMIUM'] }), args: [...launchArgs] },
  },
});
