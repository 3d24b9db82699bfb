/** Encapsulated Pixel Data (PS3.5 A.4): the fragments, and which of them make up a frame. */

export type Fragment = {
  /** From the first byte after the Basic Offset Table to the fragment's item tag, as offset tables count. */
  readonly itemOffset: number;
  readonly start: number;
  readonly end: number;
  /** Bytes that the item claims beyond the end of the file. */
  readonly missing: number;
};

export type Encapsulated = { readonly offsets: readonly number[]; readonly fragments: readonly Fragment[]; readonly cutShort: boolean };

const ITEM_HEADER_BYTES = 8;
/** Far more than any frames are cut into; a file of empty items must not fill the memory. */
const MAX_FRAGMENTS = 500_000;

/** Walks the items of an encapsulated value that begins at `start`. `cutShort`: the file ended without a delimiter. */
export function readFragments(bytes: Uint8Array, start: number): Encapsulated {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fragments: Fragment[] = [];
  let offsets: number[] = [];
  let base = start;
  let position = start;
  while (position + ITEM_HEADER_BYTES <= bytes.length) {
    const isItem = view.getUint32(position, true) === 0xe000fffe;
    const length = view.getUint32(position + 4, true);
    const from = position + ITEM_HEADER_BYTES;
    if (!isItem) return { offsets, fragments, cutShort: false };
    if (fragments.length >= MAX_FRAGMENTS) return { offsets: [], fragments: [], cutShort: false };
    if (position === start) {
      const entries = Math.floor(Math.min(length, bytes.length - from) / 4);
      offsets = Array.from({ length: entries }, (_, index) => view.getUint32(from + 4 * index, true));
      base = from + length;
    } else {
      const end = Math.min(bytes.length, from + length);
      fragments.push({ itemOffset: position - base, start: from, end, missing: from + length - end });
    }
    position = from + length;
  }
  return { offsets, fragments, cutShort: true };
}

/**
 * Splits the fragments among `frames`: by an offset table, by one fragment a frame, or by the marks that begin and end a codestream.
 * Undefined when none of them fits; never guessed. In a file cut short the last frames have no fragments.
 */
export function fragmentsPerFrame(
  bytes: Uint8Array,
  { offsets, fragments, cutShort }: Encapsulated,
  frames: number,
  extendedOffsets: readonly number[],
): readonly (readonly Fragment[])[] | undefined {
  if (frames === 1) return [fragments];
  const fits = (groups: readonly (readonly Fragment[])[]) => groups.length === frames || (cutShort && groups.length < frames);
  const byTable = [extendedOffsets, offsets].filter((table) => table.length === frames).map((table) => startingAt(fragments, table));
  const byMarks = [
    groupsFrom(fragments, (fragment) => startsCodestream(bytes, fragment)),
    groupsFrom(fragments, (_, before) => before === undefined || endsCodestream(bytes, before)),
  ];
  return byTable.find(fits) ?? (fragments.length === frames ? fragments.map((fragment) => [fragment]) : byMarks.find(fits));
}

function startingAt(fragments: readonly Fragment[], offsets: readonly number[]): readonly (readonly Fragment[])[] {
  const starts = new Set(offsets);
  return groupsFrom(fragments, ({ itemOffset }) => starts.has(itemOffset));
}

/** Groups that begin at each fragment for which `isFirst`; none when the first fragment is not the first of a frame. */
function groupsFrom(
  fragments: readonly Fragment[],
  isFirst: (fragment: Fragment, before: Fragment | undefined) => boolean,
): readonly (readonly Fragment[])[] {
  const groups: Fragment[][] = [];
  for (const [index, fragment] of fragments.entries()) {
    if (isFirst(fragment, fragments[index - 1])) groups.push([fragment]);
    else if (index === 0) return [];
    else groups.at(-1)?.push(fragment);
  }
  return groups;
}

/** SOI + marker of JPEG and JPEG-LS (FF D8 FF), SOC + SIZ of JPEG 2000 and HTJ2K (FF 4F FF 51). */
function startsCodestream(bytes: Uint8Array, { start, end }: Fragment): boolean {
  if (end - start < 4 || bytes[start] !== 0xff || bytes[start + 2] !== 0xff) return false;
  return bytes[start + 1] === 0xd8 || (bytes[start + 1] === 0x4f && bytes[start + 3] === 0x51);
}

/** EOI / EOC (FF D9), with at most a few bytes of padding after it. */
function endsCodestream(bytes: Uint8Array, { start, end }: Fragment): boolean {
  for (let at = end - 2; at >= Math.max(start, end - 4); at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** The fragments' bytes as one run, without a copy when there is only one. */
export function joinFragments(bytes: Uint8Array, fragments: readonly Fragment[]): Uint8Array {
  const [first] = fragments;
  if (fragments.length === 1 && first) return bytes.subarray(first.start, first.end);
  const joined = new Uint8Array(fragments.reduce((size, { start, end }) => size + end - start, 0));
  let offset = 0;
  for (const { start, end } of fragments) {
    joined.set(bytes.subarray(start, end), offset);
    offset += end - start;
  }
  return joined;
}
