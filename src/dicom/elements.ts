/**
 * Data elements of a data set or sequence item (PS3.5 section 7). dicom-parser reads each element's header; the descent into
 * sequences is ours, because its own recurses without a limit and does not know that the bytes may be only the first part of a file.
 * Every walk is bounded: by the bytes, by a depth, by a number of elements.
 */
import { dicomParser } from './dicomParser.ts';

export type Encoding = { readonly explicit: boolean; readonly bigEndian: boolean };

/** `tag` as 'xggggeeee'; `offset` and `length` of the value in bytes. An undefined length is resolved by the walk. */
export type DicomElement = {
  readonly tag: string;
  readonly vr: string | undefined;
  readonly offset: number;
  readonly length: number;
  readonly undefinedLength: boolean;
  /** How the element's own items are encoded (a UN sequence is always implicit little endian, PS3.5 section 6.2.2). */
  readonly inner: Encoding;
};

export type DataSet = { readonly bytes: Uint8Array; readonly encoding: Encoding; readonly elements: ReadonlyMap<string, DicomElement> };

/**
 * Why a walk ended early: `needed` bytes from the start of the file would be required, or the content is refused with a reason.
 * `needed` beyond the whole file means that the file is cut short.
 */
export type Stop = { readonly needed: number; readonly at: string } | { readonly refused: string; readonly tooLarge?: boolean };

/** The bytes at hand and what is left of the limits; one per file. */
export type Scan = {
  readonly bytes: Uint8Array;
  readonly stream: { readonly little: ByteStream; readonly big: ByteStream };
  elementsLeft: number;
};
type ByteStream = InstanceType<typeof dicomParser.ByteStream>;

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 1_000_000;
const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 'xfffee000';
const ITEM_END = 'xfffee00d';
const SEQUENCE_END = 'xfffee0dd';
/** VRs with a 32-bit length that dicom-parser does not know; it reads their reserved two bytes as the length. */
const LATER_LONG_VRS = new Set(['OV', 'SV', 'UV']);
const IMPLICIT: Encoding = { explicit: false, bigEndian: false };

export function scanOf(bytes: Uint8Array): Scan {
  const { ByteStream, littleEndianByteArrayParser, bigEndianByteArrayParser } = dicomParser;
  return {
    bytes,
    stream: { little: new ByteStream(littleEndianByteArrayParser, bytes, 0), big: new ByteStream(bigEndianByteArrayParser, bytes, 0) },
    elementsLeft: MAX_ELEMENTS,
  };
}

/** Header of the element at `position`; its value may lie beyond the bytes. */
function readHeader(scan: Scan, position: number, encoding: Encoding): DicomElement | Stop {
  if (scan.elementsLeft-- <= 0) return { refused: `more than ${MAX_ELEMENTS.toLocaleString('en')} data elements`, tooLarge: true };
  const stream = encoding.bigEndian ? scan.stream.big : scan.stream.little;
  if (position + 8 > scan.bytes.length) return { needed: position + 8, at: 'the end of the data set' };
  stream.position = position;
  const tag = dicomParser.readTag(stream);
  // Item and delimiter tags have no VR (PS3.5 section 7.5); letters that are no VR at all mean an implicit element in an explicit file.
  const explicit = encoding.explicit && !tag.startsWith('xfffe') && hasVr(scan.bytes, position + 4);
  if (explicit && position + 12 > scan.bytes.length && isLongVr(scan.bytes, position + 4)) return { needed: position + 12, at: tag };
  stream.position = position;
  // With the element's own tag as `untilTag` dicom-parser returns its header and does not descend.
  const read = explicit ? dicomParser.readDicomElementExplicit(stream, [], tag) : dicomParser.readDicomElementImplicit(stream, tag);
  const later = explicit && LATER_LONG_VRS.has(read.vr ?? '');
  if (later) stream.position = position + 8;
  const length = later ? stream.readUint32() : read.length;
  const vr = explicit ? read.vr : undefined;
  return {
    tag,
    vr,
    offset: later ? position + 12 : read.dataOffset,
    length,
    undefinedLength: length === UNDEFINED_LENGTH,
    inner: vr === 'UN' ? IMPLICIT : encoding,
  };
}

/**
 * Elements from `start` to `end`, sequences not opened. Stops before an element for which `until` holds and returns it as `reached`;
 * the elements read before an early stop are returned with it. The first of two elements with one tag counts.
 */
export function readElements(
  scan: Scan,
  start: number,
  end: number,
  encoding: Encoding,
  until: (tag: string) => boolean,
): { readonly dataSet: DataSet; readonly reached?: DicomElement; readonly stop?: Stop; readonly position: number } {
  const elements = new Map<string, DicomElement>();
  const dataSet: DataSet = { bytes: scan.bytes, encoding, elements };
  let position = start;
  while (position < end) {
    const element = readHeader(scan, position, encoding);
    if (isStop(element)) return { dataSet, stop: element, position };
    if (until(element.tag)) return { dataSet, reached: element, position };
    const next = endOf(scan, element, 0, end);
    if (isStop(next)) return { dataSet, stop: next, position };
    if (!elements.has(element.tag)) elements.set(element.tag, { ...element, length: next - element.offset });
    position = next;
  }
  return { dataSet, position };
}

/** The items of a sequence as data sets; [] when the element is absent or no sequence. Bytes are known to be there. */
export function itemsOf(dataSet: DataSet, tag: string): readonly DataSet[] {
  const element = dataSet.elements.get(tag);
  if (!element) return [];
  const scan = scanOf(dataSet.bytes);
  const end = element.offset + element.length;
  const items: DataSet[] = [];
  let position = element.offset;
  while (position + 8 <= end) {
    const item = readHeader(scan, position, element.inner);
    if (isStop(item) || item.tag !== ITEM) break;
    const itemEnd = item.undefinedLength ? end : Math.min(end, item.offset + item.length);
    const read = readElements(scan, item.offset, itemEnd, element.inner, (inner) => inner === ITEM_END || inner === SEQUENCE_END);
    items.push(read.dataSet);
    if (!item.undefinedLength) position = item.offset + item.length;
    else if (read.reached?.tag === ITEM_END) position = read.position + 8;
    else break;
  }
  return items;
}

const isStop = (value: DicomElement | Stop | number): value is Stop =>
  typeof value !== 'number' && ('needed' in value || 'refused' in value);

/**
 * Position after the element's value, which must not pass `limit`, the end of what holds it: so no byte is walked twice, whatever the
 * lengths claim. Defined-length sequences are opened too, only to hold the depth limit.
 */
function endOf(scan: Scan, element: DicomElement, depth: number, limit: number): number | Stop {
  if (element.undefinedLength) return endOfItems(scan, element, depth, limit);
  const end = element.offset + element.length;
  if (end > limit || end > scan.bytes.length) return { needed: end, at: element.tag };
  if (element.vr === 'SQ' || (element.vr === undefined && startsWithItem(scan, element))) {
    const inside = endOfItems(scan, element, depth, end);
    // A defined length says where to go on, whatever nonsense the sequence holds; only the limits are final.
    if (isStop(inside) && 'refused' in inside) return inside;
  }
  return end;
}

function endOfItems(scan: Scan, element: DicomElement, depth: number, limit: number): number | Stop {
  if (depth >= MAX_DEPTH) return { refused: `sequences nested more than ${MAX_DEPTH} deep` };
  const fragments = element.vr !== undefined && element.vr !== 'SQ' && element.vr !== 'UN';
  let position = element.offset;
  while (position < limit) {
    const item = readHeader(scan, position, element.inner);
    if (isStop(item)) return item;
    if (item.tag === SEQUENCE_END) return item.offset;
    // Some writers forget the delimiter: the next element outside shows that the sequence is over.
    if (item.tag !== ITEM) return position;
    const end = item.undefinedLength ? limit : item.offset + item.length;
    if (!item.undefinedLength && (end > limit || end > scan.bytes.length)) return { needed: end, at: element.tag };
    const next = fragments && !item.undefinedLength ? end : endOfItem(scan, item, element.inner, depth, end);
    if (isStop(next)) return next;
    position = next;
  }
  return position;
}

function endOfItem(scan: Scan, item: DicomElement, encoding: Encoding, depth: number, end: number): number | Stop {
  const inside = walkItem(scan, item.offset, encoding, depth, end);
  return item.undefinedLength || (isStop(inside) && 'refused' in inside) ? inside : end;
}

function walkItem(scan: Scan, start: number, encoding: Encoding, depth: number, end: number): number | Stop {
  let position = start;
  while (position < end) {
    const element = readHeader(scan, position, encoding);
    if (isStop(element)) return element;
    if (element.tag === ITEM_END) return element.offset;
    if (element.tag === SEQUENCE_END) return position;
    const next = endOf(scan, element, depth + 1, end);
    if (isStop(next)) return next;
    position = next;
  }
  return end;
}

function startsWithItem(scan: Scan, element: DicomElement): boolean {
  const { bytes } = scan;
  const at = element.offset;
  if (element.length < 8 || at + 4 > bytes.length) return false;
  return bytes[at] === 0xfe && bytes[at + 1] === 0xff && bytes[at + 2] === 0x00 && bytes[at + 3] === 0xe0;
}

const isLetter = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a;
const hasVr = (bytes: Uint8Array, at: number): boolean => isLetter(bytes[at]) && isLetter(bytes[at + 1]);
const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const isLongVr = (bytes: Uint8Array, at: number): boolean => LONG_VRS.has(String.fromCharCode(bytes[at]!, bytes[at + 1]!));
