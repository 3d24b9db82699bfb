/**
 * One entry of a ZIP as a Blob. Stored entries are ranges of the archive (nothing is copied); deflated ones go through the browser's own
 * inflater, watched as they grow, because the sizes that an archive declares are only claims.
 */
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-reader.js';
import { crc32 } from './crc32.ts';

export type Refusal = { readonly problem: string; readonly kind: 'corrupt' | 'too-large' | 'unsupported' | 'not-dicom' };
/** Looks at the first bytes (at least 132 unless the entry is shorter) and may refuse the rest. */
export type Glance = (head: Uint8Array) => Refusal | undefined;

const corrupt = (problem: string): Refusal => ({ problem, kind: 'corrupt' });

/** Small enough that a bomb (deflate reaches 1032:1) gives at most 17 MB before the growth is checked again. */
const inputStepBytes = 16 * 1024;

/** The same bytes in small steps, and only when asked for. */
function inSmallSteps(blob: Blob): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader();
  let chunk = new Uint8Array(0);
  return new ReadableStream(
    {
      async pull(controller) {
        while (chunk.length === 0) {
          const next = await reader.read();
          if (next.done) {
            controller.close();
            return;
          }
          chunk = next.value;
        }
        controller.enqueue(chunk.subarray(0, inputStepBytes));
        chunk = chunk.subarray(inputStepBytes);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Where the entry's data lies: after its local header, whose name and extra field may be longer than the directory's (APPNOTE 4.3.7). */
async function packedData(entry: FileEntry, zip: Blob): Promise<Blob | Refusal> {
  const header = new DataView(await zip.slice(entry.offset, entry.offset + 30).arrayBuffer());
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) return corrupt('the ZIP points to the wrong place for this file');
  const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const data = zip.slice(start, start + entry.compressedSize);
  return data.size === entry.compressedSize ? data : corrupt('the ZIP ends before this file does');
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

async function inflate(packed: Blob, entry: FileEntry, maxBytes: number, glance: Glance): Promise<Blob | Refusal> {
  const reader = inSmallSteps(packed).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let crc = 0;
  let glanced = false;
  const refuse = (refusal: Refusal): Refusal => {
    reader.cancel().catch(() => undefined);
    return refusal;
  };
  try {
    for (;;) {
      const next = await reader.read();
      if (!next.done) {
        chunks.push(next.value);
        size += next.value.length;
        crc = crc32(next.value, crc);
      }
      if (size > maxBytes) return refuse({ problem: 'grows far beyond what an image does when unpacked (a ZIP bomb?)', kind: 'too-large' });
      if (!glanced && (size >= 132 || next.done)) {
        glanced = true;
        const refusal = glance(join(chunks, size));
        if (refusal) return refuse(refusal);
      }
      if (next.done) break;
    }
  } catch {
    return corrupt('the compressed data in the ZIP are damaged');
  }
  if (size !== entry.uncompressedSize || crc !== entry.signature) return corrupt('the ZIP is damaged here (size or checksum differ)');
  return new Blob(chunks);
}

function methodName(method: number): string {
  return ({ 9: 'Deflate64', 12: 'BZIP2', 14: 'LZMA', 93: 'Zstandard', 95: 'XZ' } as Record<number, string>)[method] ?? `method ${method}`;
}

/** The entry's content, at most `maxBytes` long, or why not. Stored entries carry no checksum check: that would read them whole. */
export async function readEntry(entry: FileEntry, zip: Blob, maxBytes: number, glance: Glance): Promise<Blob | Refusal> {
  if (entry.encrypted) return { problem: 'encrypted in the ZIP; unpack it with its password and open the folder', kind: 'unsupported' };
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return { problem: `packed with ${methodName(entry.compressionMethod)}; unpack the ZIP and open the folder`, kind: 'unsupported' };
  }
  const packed = await packedData(entry, zip);
  if (!(packed instanceof Blob)) return packed;
  if (entry.compressionMethod === 8) return inflate(packed, entry, maxBytes, glance);
  if (entry.compressedSize !== entry.uncompressedSize) return corrupt('the ZIP is damaged here (sizes differ)');
  return glance(new Uint8Array(await packed.slice(0, 132).arrayBuffer())) ?? packed;
}
