import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.{ts,tsx}', 'tests/{corpus,unit}/**/*.test.ts', 'sample-studies/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 60_000 },
});
