/** The data set of a file up to its pixel data, from the file's first bytes. */
import { openContainer, type Container, type ContainerFailure } from './container.ts';
import { readElements, scanOf, type DataSet, type DicomElement, type Stop } from './elements.ts';

export type Header = {
  readonly container: Container;
  readonly dataSet: DataSet;
  /** Header of Pixel Data (7FE0,0010), or of Float (0008) / Double Float (0009) Pixel Data; its value may not be among the bytes. */
  readonly pixelData?: DicomElement;
  /** Where the data set ended before pixel data came, though not at the file's end. */
  readonly stop?: Stop;
};

const PIXEL_DATA_TAGS = new Set(['x7fe00008', 'x7fe00009', 'x7fe00010']);
const MIB = 1024 * 1024;
const FIRST_INFLATED_BYTES = 256 * 1024;
/** Longest header that is read: per-frame groups of the largest multi-frame objects need about a tenth. */
export const MAX_HEADER_BYTES = 64 * MIB;

/** Reads as far as the bytes go: `stop.needed` then says what would be needed to go on, or that the file is cut short. */
export function readHeaderOf(bytes: Uint8Array, byteLength: number): Header | ContainerFailure {
  for (let inflatedBytes = FIRST_INFLATED_BYTES; ; inflatedBytes *= 16) {
    const container = openContainer(bytes, byteLength, inflatedBytes);
    if (!('bytes' in container)) return container;
    const end = container.total;
    const { dataSet, reached, stop } = readElements(scanOf(container.bytes), container.start, end, container.encoding, isPastHeader);
    const inflateMore = container.total === Infinity && stop && 'needed' in stop && inflatedBytes < MAX_HEADER_BYTES;
    if (inflateMore) continue;
    const pixelData = reached && PIXEL_DATA_TAGS.has(reached.tag) ? reached : undefined;
    return { container, dataSet, ...(pixelData && { pixelData }), ...(stop && { stop }) };
  }
}

/** Pixel data come last but for padding and signatures; delimiters astray are no elements. */
const isPastHeader = (tag: string): boolean => tag >= 'x7fe00008' && !tag.startsWith('xfffe');
