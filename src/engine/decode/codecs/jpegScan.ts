/** Tables and scan headers of a JPEG stream, in the order in which they come (ISO/IEC 10918-1 annex B.2). */
import { readHuffmanTable, type HuffmanTable } from './jpegEntropy.ts';

export type JpegScan = {
  /** Positions in the frame header of the components in this scan, with their tables. */
  readonly components: readonly {
    readonly index: number;
    readonly dc: HuffmanTable;
    readonly ac: HuffmanTable | undefined;
    readonly quantisation: Uint16Array | undefined;
  }[];
  /** Ss: the predictor of a lossless scan. */
  readonly predictor: number;
  /** Al: the point transform of a lossless scan. */
  readonly pointTransform: number;
  /** Data units between restart markers; 0 without any. */
  readonly restartInterval: number;
  /** Where the entropy-coded data starts. */
  readonly dataStart: number;
};

/** Yields each scan; resume after reading a scan's data by `next(position of the marker after it)`. Ends at EOI, or early when the stream is damaged. */
export function* readScans(bytes: Uint8Array): Generator<JpegScan, void, number> {
  const u16 = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const quantisation = new Map<number, Uint16Array>();
  const huffman = new Map<number, HuffmanTable>();
  let frame: { readonly id: number; readonly quantisation: number }[] = [];
  let restartInterval = 0;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === 0xd9) return;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + u16(at + 2);
    let from = at + 4;
    if (end < from || end > bytes.length) return;
    if (marker === 0xdd) restartInterval = u16(from);
    if (marker === 0xc0 || marker === 0xc1 || marker === 0xc3) {
      frame = Array.from({ length: bytes[from + 5] ?? 0 }, (_, i) => ({
        id: bytes[from + 6 + 3 * i] ?? 0,
        quantisation: bytes[from + 8 + 3 * i] ?? 0,
      }));
    }
    while (marker === 0xdb && from < end) {
      const [head, first] = [bytes[from] as number, from + 1];
      const isWide = head >> 4 > 0;
      quantisation.set(
        head & 15,
        Uint16Array.from({ length: 64 }, (_, i) => (isWide ? u16(first + 2 * i) : (bytes[first + i] ?? 0))),
      );
      from += isWide ? 129 : 65;
    }
    while (marker === 0xc4 && from + 17 <= end) {
      const table = readHuffmanTable(bytes, from + 1);
      huffman.set(bytes[from] as number, table);
      from += 17 + table.symbols.length;
    }
    if (marker === 0xda) {
      const count = bytes[from] ?? 0;
      const components = Array.from({ length: count }, (_, i) => {
        const index = frame.findIndex(({ id }) => id === bytes[from + 1 + 2 * i]);
        const tables = bytes[from + 2 + 2 * i] ?? 0;
        const dc = huffman.get(tables >> 4);
        return dc && index >= 0
          ? { index, dc, ac: huffman.get(0x10 | (tables & 15)), quantisation: quantisation.get(frame[index]?.quantisation ?? 0) }
          : undefined;
      });
      if (components.includes(undefined)) return;
      const last = from + 1 + 2 * count;
      at = yield {
        components: components.filter((component) => component !== undefined),
        predictor: bytes[last] ?? 0,
        pointTransform: (bytes[last + 2] ?? 0) & 15,
        restartInterval,
        dataStart: end,
      };
      continue;
    }
    at = end;
  }
}
