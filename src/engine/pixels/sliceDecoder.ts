/** Gets one slice's pixels from the bytes of its source: at once in the page when they only need reading, else in a worker. */
import type { Slice, SourceId } from '#dicom/study.ts';
import type { DecodedFrame, Problem } from '#engine/decode/decodedFrame.ts';
import { decodeNative, nativeRange } from '#engine/decode/native.ts';

export type SliceDecoder = {
  /** How many slices are worth decoding at a time. */
  readonly lanes: number;
  addSources(sources: ReadonlyMap<SourceId, Blob>): void;
  /** Never rejects: whatever goes wrong with the bytes is a problem with its reason. */
  decode(slice: Slice, isUrgent: boolean): Promise<DecodedFrame | Problem>;
  /** Ends the workers and lets go of all bytes. */
  clear(): void;
};

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** Above this a frame costs the page more than a frame's time. */
const MOST_BYTES_IN_PAGE = 4 * 1024 * 1024;

/** Byte range of a frame small and plain enough to be decoded in the page. */
const rangeForPage = ({ pixels, frame }: Slice) => {
  const range = nativeRange(pixels, frame.number);
  return range && range.end - range.start <= MOST_BYTES_IN_PAGE ? range : undefined;
};

async function decodeInPage({ pixels }: Slice, blob: Blob, start: number, end: number): Promise<DecodedFrame | Problem> {
  try {
    const bytes = new Uint8Array(await blob.slice(start, end).arrayBuffer());
    return decodeNative(bytes, pixels, pixels.transferSyntaxUid === BIG_ENDIAN);
  } catch (error) {
    if (error instanceof DOMException) return { problem: 'the file can no longer be read' };
    throw error;
  }
}

export function createSliceDecoder(): SliceDecoder {
  const blobs = new Map<SourceId, Blob>();
  return {
    lanes: 2,
    addSources: (sources) => sources.forEach((blob, id) => blobs.set(id, blob)),
    decode(slice) {
      const blob = blobs.get(slice.source);
      if (!blob) return Promise.resolve({ problem: 'its file is not open' });
      const range = rangeForPage(slice);
      return range ? decodeInPage(slice, blob, range.start, range.end) : Promise.resolve({ problem: 'not decoded yet' });
    },
    clear: () => blobs.clear(),
  };
}
