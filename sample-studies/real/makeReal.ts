/** The real sample in the cache, beside the phantoms: downloaded once, listed with them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseSchema, type TeachingCase } from '#spine/teachingCase.ts';
import { readPart } from '../caseFolders.ts';
import { isMade, putText, stampCase } from '../makeCase.ts';
import { png, windowed } from '../png.ts';
import { windowFor } from '../dicom/pixels.ts';
import { storedFrames } from '../storedFrames.ts';
import { filesInViewingOrder, instanceOf } from '../viewingOrder.ts';
import { downloadReal, readHashes, type DownloadOptions } from './download.ts';

export const REAL_SLUG = 'real-lumbar-spine';
const HERE = fileURLToPath(new URL('.', import.meta.url));

export const realFront = (): TeachingCase => readPart(HERE, 'case.json', caseSchema);

/** A middle slice of the first series: a real study without a reference reading has no answer to give away. */
async function thumbnail(folder: string, first: string): Promise<Uint8Array> {
  const file = join(folder, first);
  const instance = instanceOf(file, first);
  if (!instance?.pixels.native) return png({ width: 16, height: 16, pixels: new Uint8Array(256).fill(40) });
  const [raw] = await storedFrames(file, instance);
  const floor = raw!.reduce((least, value) => Math.min(least, value), 65_535);
  const image = { pixels: raw!.map((value) => value - floor), rows: instance.pixels.rows, columns: instance.pixels.columns };
  return png(windowed(image, windowFor([image]), 160, 160));
}

export type RealOptions = Partial<Pick<DownloadOptions, 'address' | 'files' | 'retryAfterMs' | 'onProgress'>> & {
  readonly samples: string;
};

/** Downloads what is missing and puts the case in its place. Resolves with whether there was anything to do. */
export async function makeReal({ samples, files, ...rest }: RealOptions): Promise<boolean> {
  const wanted = files ?? readHashes(readFileSync(join(HERE, 'files.sha256'), 'utf8'));
  const code = readFileSync(join(HERE, 'withoutIdentity.ts'));
  const key = createHash('sha256').update(JSON.stringify(wanted)).update(code).digest('hex');
  const place = join(samples, REAL_SLUG);
  const front = `${JSON.stringify(realFront(), null, 1)}\n`;
  if (isMade(samples, REAL_SLUG, key)) {
    putText(join(place, 'case.json'), front);
    return false;
  }
  // Named by what it is made from, so that another version of the cleaning starts anew.
  const folder = join(samples, `.downloading-${key.slice(0, 12)}`);
  mkdirSync(folder, { recursive: true });
  await downloadReal({ ...rest, files: wanted, folder: join(folder, 'dicom') });
  const list = filesInViewingOrder(folder, ['dicom']);
  writeFileSync(join(folder, 'files.json'), `${JSON.stringify(list, null, 1)}\n`);
  writeFileSync(join(folder, 'case.json'), front);
  writeFileSync(join(folder, 'thumbnail.png'), await thumbnail(folder, list[0]!.path));
  stampCase(folder, key);
  if (existsSync(place)) rmSync(place, { recursive: true });
  renameSync(folder, place);
  return true;
}
