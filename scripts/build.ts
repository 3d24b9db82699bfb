/** `npm run build`: builds the app into dist/, compressed and stamped as `npm start` expects it. */
import { build } from '#server/build.ts';
import { dist, root } from './steps.ts';

try {
  await build(root, dist);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
