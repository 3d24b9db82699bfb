/** Header of one file: reads as little of it as the parser needs. */
import { readDirectory } from '#dicom/directory.ts';
import { readInstance } from '#dicom/readInstance.ts';
import { unreadable } from './headerMessages.ts';
import type { Header, HeaderJob } from './headerMessages.ts';
import { glanceBytes, hasDicomPrefix, isSystemFile, systemFileReason } from './systemFile.ts';
import { looksLikeZip } from './zip.ts';

/** Holds the header of nearly every single-frame MR image, and costs one small read. */
const firstBytes = 32 * 1024;
/** A deflated file must be read whole, a header alone is never this long. */
const maxHeaderBytes = 256 * 1024 ** 2;
/** A disc drive may need ten seconds to spin up. */
const slowReadMs = 20_000;

async function bytesOf(blob: Blob, length: number): Promise<Uint8Array | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooSlow = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, slowReadMs, undefined);
  });
  try {
    const buffer = await Promise.race([blob.slice(0, length).arrayBuffer(), tooSlow]);
    return buffer && new Uint8Array(buffer);
  } finally {
    clearTimeout(timer);
  }
}

/** `began` before each parse, the only step that can take the thread away; `paused` when it ends without an answer. */
type Tell = (state: 'began' | 'paused') => void;

/** What the file is. */
export async function readHeader(job: HeaderJob, tell: Tell): Promise<Header> {
  const quiet = isSystemFile(job.path);
  let wanted = quiet ? glanceBytes : firstBytes;
  try {
    for (;;) {
      const bytes = await bytesOf(job.blob, wanted);
      if (!bytes) return unreadable(job, `could not be read within ${slowReadMs / 1000} s`, 'corrupt');
      if (quiet && bytes.length <= glanceBytes && !hasDicomPrefix(bytes)) return unreadable(job, systemFileReason, 'not-dicom');
      if (looksLikeZip(bytes)) return { kind: 'zip' };
      tell('began');
      const result = readInstance(bytes, { source: job.source, sourceName: job.path, byteLength: job.blob.size });
      if ('frames' in result) return { kind: 'instance', instance: result };
      if ('reason' in result && result.kind !== 'directory') return { kind: 'unreadable', unreadable: result };
      tell('paused');
      if ('reason' in result) return await readWholeDirectory(job, tell);
      if (result.needMore <= bytes.length) return unreadable(job, 'the file ends in the middle of its header', 'corrupt');
      if (result.needMore > maxHeaderBytes) return unreadable(job, 'too much of it would have to be read to understand it', 'too-large');
      wanted = result.needMore;
    }
  } catch (error) {
    return unreadable(
      job,
      error instanceof DOMException ? 'could not be read (moved, changed or not permitted)' : 'its header could not be understood',
      'corrupt',
    );
  }
}

async function readWholeDirectory(job: HeaderJob, tell: Tell): Promise<Header> {
  const bytes = await bytesOf(job.blob, maxHeaderBytes);
  if (!bytes) return unreadable(job, `could not be read within ${slowReadMs / 1000} s`, 'corrupt');
  tell('began');
  return { kind: 'directory', names: readDirectory(bytes) };
}
