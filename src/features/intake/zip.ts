/**
 * Files inside a ZIP, one after another, as a reader asks for them. Runs in the header worker; zip.js is loaded only when a ZIP is met and only reads
 * the archive's directory (Zip64, old encodings, damaged ends). Names of entries are text: `../` in a name can reach nothing, since nothing is written.
 */
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-reader.js';
import type { Found } from './sourceFile.ts';
import { hasDicomPrefix, isSystemFile, systemFileReason } from './systemFile.ts';
import { readingOrder } from './readingOrder.ts';
import { readEntry } from './zipEntry.ts';
import type { Refusal } from './zipEntry.ts';

export type ZipLimits = {
  /** Unpacked bytes for each packed one, of an entry and of the archive. A blank slice packs far better, hence `freeBytes`. */
  readonly ratio: number;
  /** Up to here an entry's ratio is not judged. */
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly entries: number;
  readonly directoryBytes: number;
};
export const zipLimits: ZipLimits = {
  ratio: 200,
  freeBytes: 8 * 1024 ** 2,
  totalBytes: 4 * 1024 ** 3,
  entries: 50_000,
  directoryBytes: 64 * 1024 ** 2,
};

/** `PK\3\4`, or `PK\5\6` of an archive without entries (APPNOTE 4.3). */
export function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

function glanceAt(path: string, head: Uint8Array): Refusal | undefined {
  if (hasDicomPrefix(head)) return undefined;
  if (looksLikeZip(head)) return { problem: 'a ZIP inside a ZIP is not opened; unpack the outer one first', kind: 'unsupported' };
  return isSystemFile(path) ? { problem: systemFileReason, kind: 'not-dicom' } : undefined;
}

const unreachable: Refusal = { problem: 'the ZIP could not be read here (moved, changed or removed)', kind: 'corrupt' };

type Listing = { readonly files: FileEntry[]; readonly more: boolean };

async function listEntries(zip: Blob, limits: ZipLimits): Promise<Listing> {
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const source = {
    readable: zip.stream(),
    size: zip.size,
    async readUint8Array(at: number, length: number): Promise<Uint8Array> {
      if (length > limits.directoryBytes) throw new RangeError('ZIP directory larger than any real one');
      return new Uint8Array(await zip.slice(at, at + length).arrayBuffer());
    },
  };
  const files: FileEntry[] = [];
  for await (const entry of new ZipReader(source, { filenameValidation: 'tolerant' }).getEntriesGenerator()) {
    if (entry.directory) continue;
    if (files.length === limits.entries) return { files, more: true };
    files.push(entry);
  }
  return { files, more: false };
}

/**
 * Every file of the archive at `path`, or why one is not here. `listed` is told how many will follow once the directory is known.
 * Sizes are counted while unpacking; past a limit the rest of the archive is refused and named.
 */
export async function* expandZip(path: string, zip: Blob, listed: (count: number) => void, limits = zipLimits): AsyncGenerator<Found> {
  let listing: Listing;
  try {
    listing = await listEntries(zip, limits);
  } catch {
    yield { path, problem: 'the ZIP is damaged or incomplete: its list of files cannot be read', kind: 'corrupt' };
    return;
  }
  const entries = readingOrder(listing.files.map((entry) => ({ path: `${path}/${entry.filename}`, entry })));
  listed(entries.length);
  if (listing.more) yield { path, problem: `more than ${limits.entries} files in one ZIP; the rest is not read`, kind: 'too-large' };
  const totalBytes = Math.min(limits.totalBytes, Math.max(8 * limits.freeBytes, limits.ratio * zip.size));
  let total = 0;
  for (const { path: entryPath, entry } of entries) {
    const left = totalBytes - total;
    const maxBytes = Math.min(left, Math.max(limits.freeBytes, limits.ratio * entry.compressedSize));
    const content = await readEntry(entry, zip, maxBytes, (head) => glanceAt(entryPath, head)).catch(() => unreachable);
    if (content instanceof Blob) {
      // Stored entries are ranges of the archive and take no room.
      if (entry.compressionMethod !== 0) total += content.size;
      yield { path: entryPath, blob: content };
    } else if (content.kind === 'too-large' && maxBytes === left) {
      yield {
        path,
        problem: 'unpacks to more than Conus opens from one ZIP (4 GiB, or 200 times its size); the rest is not read',
        kind: 'too-large',
      };
      return;
    } else yield { path: entryPath, ...content };
  }
}
