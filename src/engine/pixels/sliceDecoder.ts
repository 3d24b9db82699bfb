/** Gets one slice's pixels from the bytes of its source: at once in the page when a reader waits and they only need reading, else in a worker. */
import type { Slice, SourceId } from '#dicom/study.ts';
import { createDecodePool, type DecodePool } from '#engine/decode/decodePool.ts';
import type { DecodedFrame, Problem } from '#engine/decode/decodedFrame.ts';
import { decodeNative, nativeRange } from '#engine/decode/native.ts';

export type SliceDecoder = {
  /** How many slices are worth decoding at a time in the background. */
  readonly lanes: number;
  addSources(sources: ReadonlyMap<SourceId, Blob>): void;
  /** Never rejects: whatever goes wrong with the bytes is a problem with its reason. */
  decode(slice: Slice, isUrgent: boolean): Promise<DecodedFrame | Problem>;
  /** Ends the workers and lets go of all bytes. What was being decoded never arrives, or arrives as a problem. */
  clear(): void;
};

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** Above this a frame costs the page more than a frame's time. */
const MOST_BYTES_IN_PAGE = 4 * 1024 * 1024;
/** One core is left to the page; more than four workers outrun any disk. */
const workerCount = (): number => Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1));

/** Byte range of a frame small and plain enough to be decoded in the page. */
const rangeForPage = ({ pixels, frame }: Slice) => {
  const range = nativeRange(pixels, frame.number);
  return range && range.end - range.start <= MOST_BYTES_IN_PAGE ? range : undefined;
};

async function decodeInPage({ pixels }: Slice, part: Blob): Promise<DecodedFrame | Problem> {
  let bytes: ArrayBuffer;
  try {
    bytes = await part.arrayBuffer();
  } catch {
    return { problem: 'the file can no longer be read' };
  }
  return decodeNative(new Uint8Array(bytes), pixels, pixels.transferSyntaxUid === BIG_ENDIAN);
}

export function createSliceDecoder(): SliceDecoder {
  const blobs = new Map<SourceId, Blob>();
  const size = workerCount();
  let pool: DecodePool | undefined;
  /** Workers start when something needs them, never before the first image of an uncompressed study. */
  const openPool = (): DecodePool => {
    const opened = createDecodePool({ size });
    blobs.forEach((blob, id) => opened.addSource(id, blob));
    return opened;
  };
  return {
    // A worker reads one frame while it decodes another.
    lanes: size * 2,
    addSources: (sources) =>
      sources.forEach((blob, id) => {
        blobs.set(id, blob);
        pool?.addSource(id, blob);
      }),
    decode(slice, isUrgent) {
      const blob = blobs.get(slice.source);
      if (!blob) return Promise.resolve({ problem: 'its file is not open' });
      const range = isUrgent ? rangeForPage(slice) : undefined;
      if (range) return decodeInPage(slice, blob.slice(range.start, range.end));
      pool ??= openPool();
      return pool.decode({ key: slice.id, source: slice.source, pixels: slice.pixels, frameNumber: slice.frame.number, isUrgent });
    },
    clear() {
      blobs.clear();
      pool?.dispose();
      pool = undefined;
    },
  };
}
