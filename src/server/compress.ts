/** Compressed copies beside the built files, made once, so that serving them costs nothing. */
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = '**/*.{html,js,css,svg,json,wasm,webmanifest}';
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Writes `x.br` and `x.gz` beside every `x` that gets smaller by it. */
export const compressFolder = async (folder: string): Promise<void> => {
  await Promise.all(
    globSync(compressible, { cwd: folder }).map(async (name) => {
      const file = join(folder, name);
      const bytes = await readFile(file);
      const brotli = await toBrotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
      const zipped = await toGzip(bytes, { level: 9 });
      if (brotli.length < bytes.length) await writeFile(`${file}.br`, brotli);
      if (zipped.length < bytes.length) await writeFile(`${file}.gz`, zipped);
    }),
  );
};
