/**
 * From the bytes of a file to the data set inside: preamble, File Meta Information (PS3.10 section 7), bare data sets without either,
 * the deflated transfer syntax, and files whose data set is not encoded as they say.
 */
import { readElements, scanOf, type DataSet, type Encoding } from './elements.ts';
import { inflate } from './inflate.ts';
import {
  DEFLATED_EXPLICIT,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  isNative,
  transferSyntax,
} from './transferSyntax.ts';
import { stringOf } from './values.ts';

export type Container = {
  /** The file's bytes, or for a deflated data set the inflated ones (then `start` is 0). */
  readonly bytes: Uint8Array;
  /** Where the data set begins in `bytes`. */
  readonly start: number;
  /** Length of the whole once all bytes are there; Infinity while a deflated data set has not been inflated to its end. */
  readonly total: number;
  readonly encoding: Encoding;
  readonly transferSyntaxUid: string;
  readonly deflated: boolean;
  /** Where in the file the deflated stream begins; 0 when there is none. */
  readonly deflatedFrom: number;
  readonly meta: DataSet;
  readonly warnings: readonly string[];
};

export type ContainerFailure =
  | { readonly needMore: number }
  | { readonly refused: string; readonly kind: 'not-dicom' | 'corrupt' | 'too-large' };

const EXPLICIT: Encoding = { explicit: true, bigEndian: false };
const BIG: Encoding = { explicit: true, bigEndian: true };
const IMPLICIT: Encoding = { explicit: false, bigEndian: false };
const PREFIX_AT = 128;

/**
 * Opens a file from its first bytes; `byteLength` is the whole file's. A deflated data set is inflated as far as `inflatedBytes`,
 * and needs the whole file.
 */
export function openContainer(bytes: Uint8Array, byteLength: number, inflatedBytes: number): Container | ContainerFailure {
  if (byteLength === 0) return { refused: 'the file is empty', kind: 'not-dicom' };
  if (bytes.length < Math.min(byteLength, PREFIX_AT + 4)) return { needMore: Math.min(byteLength, 4096) };
  const metaAt = hasPrefix(bytes, PREFIX_AT) ? PREFIX_AT + 4 : hasPrefix(bytes, 0) ? 4 : 0;
  const scan = scanOf(bytes);
  const bareMeta = metaAt === 0 && bytes[0] === 0x02 && bytes[1] === 0x00;
  if (metaAt === 0 && !bareMeta) {
    const encoding = sniff(bytes, 0, byteLength);
    if (!encoding) return { refused: 'not a DICOM file', kind: 'not-dicom' };
    const nothing: DataSet = { bytes, encoding: EXPLICIT, elements: new Map() };
    const warnings = ['no file header: a bare data set'];
    return {
      bytes,
      start: 0,
      total: byteLength,
      encoding,
      transferSyntaxUid: uidOf(encoding),
      deflated: false,
      deflatedFrom: 0,
      meta: nothing,
      warnings,
    };
  }
  const { dataSet: meta, stop, position } = readElements(scan, metaAt, byteLength, EXPLICIT, (tag) => tag > 'x0002ffff');
  if (stop) {
    if ('refused' in stop) return { refused: stop.refused, kind: 'corrupt' };
    if (stop.needed <= byteLength) return { needMore: stop.needed };
    return { refused: 'the file is cut short in its file header', kind: 'corrupt' };
  }
  if (position >= byteLength) return { refused: 'the file ends after its file header', kind: 'corrupt' };
  const declared = stringOf(meta, 'x00020010');
  if (declared === DEFLATED_EXPLICIT) return openDeflated(bytes, byteLength, inflatedBytes, position, meta);
  if (bytes.length < Math.min(byteLength, position + 12)) return { needMore: Math.min(byteLength, position + 4096) };
  return {
    bytes,
    start: position,
    total: byteLength,
    deflated: false,
    deflatedFrom: 0,
    meta,
    ...settleEncoding(declared, sniff(bytes, position, byteLength)),
  };
}

function openDeflated(bytes: Uint8Array, byteLength: number, wanted: number, start: number, meta: DataSet): Container | ContainerFailure {
  if (bytes.length < byteLength) return { needMore: byteLength };
  const inflated = inflate(bytes.subarray(start), wanted);
  if ('problem' in inflated) return { refused: inflated.problem, kind: 'too-large' };
  if (inflated.bytes.length === 0) return { refused: 'the deflated data set cannot be inflated', kind: 'corrupt' };
  const total = inflated.ended ? inflated.bytes.length : Infinity;
  return {
    bytes: inflated.bytes,
    start: 0,
    total,
    encoding: EXPLICIT,
    transferSyntaxUid: DEFLATED_EXPLICIT,
    deflated: true,
    deflatedFrom: start,
    meta,
    warnings: [],
  };
}

/** The declared encoding, unless the first element shows another. */
function settleEncoding(
  declaredUid: string,
  seen: Encoding | undefined,
): { readonly encoding: Encoding; readonly transferSyntaxUid: string; readonly warnings: readonly string[] } {
  const declared = declaredUid === IMPLICIT_LITTLE_ENDIAN ? IMPLICIT : declaredUid === EXPLICIT_BIG_ENDIAN ? BIG : EXPLICIT;
  const encoding = seen ?? declared;
  if (declaredUid === '') {
    const uid = uidOf(encoding);
    return { encoding, transferSyntaxUid: uid, warnings: [`no transfer syntax: read as ${transferSyntax(uid).name}`] };
  }
  if (encoding.explicit === declared.explicit && encoding.bigEndian === declared.bigEndian) {
    return { encoding, transferSyntaxUid: declaredUid, warnings: [] };
  }
  const { family, name } = transferSyntax(declaredUid);
  const warnings = [`says ${name} but is encoded as ${transferSyntax(uidOf(encoding)).name}`];
  // Compressed pixel data stay what they are, however the data set around them is encoded.
  return { encoding, transferSyntaxUid: isNative(family) ? uidOf(encoding) : declaredUid, warnings };
}

/**
 * Encoding as shown by the first element: group numbers are small, so the zero byte tells the byte order, and two letters of a known VR
 * tell explicit from implicit. Undefined when it looks like no data set at all.
 */
function sniff(bytes: Uint8Array, at: number, byteLength: number): Encoding | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const bigEndian = view.getUint8(0) === 0 && view.getUint8(1) !== 0;
  const group = view.getUint16(0, !bigEndian);
  if (group === 0 || group > 0x00ff || group % 2 === 1) return undefined;
  if (KNOWN_VRS.has(String.fromCharCode(view.getUint8(4), view.getUint8(5)))) return { explicit: true, bigEndian };
  const length = view.getUint32(4, !bigEndian);
  if (length !== 0xffffffff && at + 8 + length > byteLength) return undefined;
  return { explicit: false, bigEndian };
}

const KNOWN_VRS = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' '),
);

const uidOf = ({ explicit, bigEndian }: Encoding): string =>
  bigEndian ? EXPLICIT_BIG_ENDIAN : explicit ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;

const hasPrefix = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
