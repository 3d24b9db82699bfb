/** Fetches the files of the real sample, checks each against its hash and puts them on disk without identity. Can go on where it stopped. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileName } from '../renderWork.ts';
import { withoutIdentity } from './withoutIdentity.ts';

/** Where the volunteer published them, at one commit. */
export const REAL_ADDRESS =
  'https://raw.githubusercontent.com/mapconcierge/taichi2018Jan_ctscan/7dedab53f72e0b2be3e226fb5db9c67e3feaa957/DICOM/04600/P0000001/S0000006/';

export type HashedFile = { readonly name: string; readonly sha256: string };

/** Lines of "<sha256>  <name>", as sha256sum writes them. */
export const readHashes = (text: string): HashedFile[] =>
  text.split('\n').flatMap((line) => {
    const found = /^([0-9a-f]{64}) [ *]([\w.-]+)$/.exec(line.trim());
    return found ? [{ sha256: found[1]!, name: found[2]! }] : [];
  });

export type DownloadOptions = {
  readonly address?: string;
  readonly files: readonly HashedFile[];
  /** Where the cleaned images go, one by one; those that are there are not fetched again. */
  readonly folder: string;
  /** Waits between attempts, ms. */
  readonly retryAfterMs?: readonly number[];
  readonly onProgress?: (done: number, total: number) => void;
};

const AT_ONCE = 4;
const PATIENCE_MS = 30_000;
const LARGEST_BYTES = 16 * 2 ** 20;

class Unusable extends Error {}

/** One file's bytes, checked. Throws `Unusable` when trying again is no use. */
async function fetchChecked(url: string, { name, sha256 }: HashedFile): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'follow' });
  if (response.status === 404) throw new Unusable(`${name} is no longer published at ${url}`);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  if (Number(response.headers.get('content-length') ?? 0) > LARGEST_BYTES) throw new Unusable(`${name} is larger than an image can be`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error(`${name} is not the file that was published (its SHA-256 differs)`);
  return bytes;
}

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message || (cause as NodeJS.ErrnoException).code})` : message;
};

async function withRetries<T>(attempt: () => Promise<T>, waits: readonly number[]): Promise<T> {
  for (const ms of waits) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Unusable) throw error;
      await wait(ms);
    }
  }
  return attempt();
}

/** Fills `folder` with the cleaned images. Throws, with what to do, when one cannot be had; what is there stays for the next time. */
export async function downloadReal({
  address = REAL_ADDRESS,
  files,
  folder,
  retryAfterMs = [500, 2000, 5000],
  onProgress,
}: DownloadOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const queue = files
    .map((file, index) => ({ file, target: join(folder, fileName(index + 1)) }))
    .filter(({ target }) => !existsSync(target));
  let done = files.length - queue.length;
  const next = async (): Promise<void> => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const { file, target } = one;
      const bytes = await withRetries(() => fetchChecked(new URL(file.name, address).href, file), retryAfterMs);
      const clean = withoutIdentity(bytes);
      if (!(clean instanceof Uint8Array)) throw new Unusable(`${file.name}: ${clean.problem}`);
      writeFileSync(`${target}.part`, clean);
      renameSync(`${target}.part`, target);
      done++;
      onProgress?.(done, files.length);
    }
  };
  // The first failure ends the queue; what is under way is finished and kept.
  const failures = await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      next().catch((error: unknown) => {
        queue.length = 0;
        return { error };
      }),
    ),
  );
  for (const { error } of failures.filter((failure) => failure !== undefined)) {
    const host = new URL(address).host;
    throw new Error(
      `The real study could not be downloaded from ${host}: ${reasonOf(error)}. ${done} of ${files.length} images are there; the same command goes on from there.`,
      { cause: error },
    );
  }
}
