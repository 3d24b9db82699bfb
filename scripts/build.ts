/** `npm run build`: builds the app into dist/, compressed and stamped as `npm start` expects it. */
import { fileURLToPath } from 'node:url';
import { build } from '#server/build.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
await build(at('..'), at('../dist'));
