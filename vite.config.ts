import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { createHost } from './src/server/host.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here('./package.json'), 'utf8')) as { version: string };

/** Under `npm run dev` the sample studies come from the same host code as in production. */
const samplesInDevelopment = (): Plugin => ({
  name: 'conus-samples',
  apply: 'serve',
  configureServer: async (server) => {
    if (process.env['VITEST']) return;
    const host = await createHost({ app: here('./public'), samples: here('./.cache/samples') });
    await host.ready();
    server.middlewares.use((request, response, next) => {
      if (request.url?.startsWith('/samples/')) host.routing(request, response);
      else next();
    });
    server.httpServer?.once('close', () => void host.close());
  },
});

export default defineConfig({
  base: './',
  define: { __CONUS_VERSION__: JSON.stringify(version) },
  plugins: [react(), samplesInDevelopment()],
  // No asset is inlined: the page's security policy allows no data: addresses but images, and the size budget wants to see each file.
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog: (level, log, report) => {
        // The codecs carry their Node loader along; it never runs in a browser.
        if (!/"(fs|path)" has been externalized .*codec-/.test(log.message)) report(level, log);
      },
    },
  },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/{bench,corpus,unit}/**/*.test.ts', 'sample-studies/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
