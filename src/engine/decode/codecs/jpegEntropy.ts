/** Huffman codes and the bits of entropy-coded JPEG data (ISO/IEC 10918-1 annexes C, F.2.2). */

/** Canonical code: a code word of `length` bits up to `last[length]` is `symbols[word + offset[length]]`; `short` answers up to 8 bits at once. */
export type HuffmanTable = {
  readonly last: Int32Array;
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
  /** For each 8 next bits: length * 256 + symbol, or 0 when the code word is longer. */
  readonly short: Uint16Array;
};

/** The data ran out, or a code word is not in its table: what follows cannot be known. */
export class EndOfData extends Error {}

/** Reads the table whose 16 counts start at `at` (B.2.4.2). */
export const readHuffmanTable = (bytes: Uint8Array, at: number): HuffmanTable => {
  const last = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  const short = new Uint16Array(256);
  let code = 0;
  let symbol = 0;
  for (let length = 1; length <= 16; length += 1) {
    const count = bytes[at + length - 1] ?? 0;
    offset[length] = symbol - code;
    for (let i = 0; i < count && length <= 8; i += 1) {
      const first = (code + i) << (8 - length);
      short.fill(length * 256 + (bytes[at + 16 + symbol + i] ?? 0), first, first + (1 << (8 - length)));
    }
    code += count;
    symbol += count;
    if (count > 0) last[length] = code - 1;
    code <<= 1;
  }
  return { last, offset, symbols: bytes.slice(at + 16, at + 16 + symbol), short };
};

export type EntropyBits = {
  /** The next code word's symbol. */
  symbol(table: HuffmanTable): number;
  /** The next `size` (0..16) bits as a signed difference (F.2.2.1). */
  difference(size: number): number;
  /** Drops the rest of the byte and passes a restart marker (F.2.1.3.1). */
  restart(): void;
  /** Where the marker after this data is; undefined when whole bytes are left unread before it. */
  end(): number | undefined;
};

/** Reads entropy-coded data from `start` up to the next marker, without the zeros stuffed after FF. */
export const createEntropyBits = (bytes: Uint8Array, start: number): EntropyBits => {
  let at = start;
  let held = 0;
  let count = 0;
  const fill = (): void => {
    while (count <= 16 && at < bytes.length) {
      const byte = bytes[at] as number;
      if (byte === 0xff && bytes[at + 1] !== 0) return;
      at += byte === 0xff ? 2 : 1;
      held = (held << 8) | byte;
      count += 8;
    }
  };
  const drop = (bits: number): void => {
    if (bits > count) throw new EndOfData();
    count -= bits;
  };
  return {
    symbol: ({ short, last, offset, symbols }) => {
      if (count < 16) fill();
      const next = (count >= 16 ? held >>> (count - 16) : held << (16 - count)) & 0xffff;
      const entry = short[next >> 8] as number;
      if (entry !== 0) {
        drop(entry >> 8);
        return entry & 255;
      }
      for (let length = 9; length <= 16; length += 1) {
        const word = next >> (16 - length);
        if (word <= (last[length] as number)) {
          drop(length);
          return symbols[word + (offset[length] as number)] ?? 0;
        }
      }
      throw new EndOfData();
    },
    difference: (size) => {
      if (size === 0) return 0;
      if (count < size) fill();
      drop(size);
      const value = (held >>> count) & ((1 << size) - 1);
      return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    },
    restart: () => {
      count = 0;
      if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf8) !== 0xd0) throw new EndOfData();
      at += 2;
    },
    end: () => {
      fill();
      return count < 8 ? at : undefined;
    },
  };
};
