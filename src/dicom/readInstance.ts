/**
 * A file's header as an Instance. Any bytes may come: the answer is an Instance, the reason why there is none, or the number of bytes
 * that are needed to tell. Nothing here throws for bad input.
 */
import { MAX_HEADER_BYTES, readHeaderOf, type Header } from './header.ts';
import { readFrames } from './frames.ts';
import { readIdentity } from './identity.ts';
import { readPixelFormat } from './pixelFormat.ts';
import { notAnImage } from './sopClass.ts';
import { optional } from './optional.ts';
import type { Instance, SourceId, Unreadable, UnreadableKind } from './study.ts';
import { textOf } from './text.ts';
import { numberOf, stringOf } from './values.ts';

/** Where the bytes come from; `byteLength` is the whole file's. */
export type Origin = { readonly source: SourceId; readonly sourceName: string; readonly byteLength: number };
/** The header does not fit in the bytes given: call again with at least this many from the start of the file. */
export type NeedMore = { readonly needMore: number };

/** `bytes` is the first part of the file, or all of it. */
export function readInstance(bytes: Uint8Array, origin: Origin): Instance | Unreadable | NeedMore {
  const { byteLength } = origin;
  const header = readHeaderOf(bytes, byteLength);
  if ('needMore' in header) return needMore(header.needMore, bytes.length, byteLength);
  if ('refused' in header) return unreadable(origin, header.kind, header.refused);
  const { dataSet, container, stop } = header;
  const sopClassUid = stringOf(dataSet, 'x00080016') || stringOf(container.meta, 'x00020002');
  const other = notAnImage(sopClassUid);
  if (other) return unreadable(origin, other.kind, other.reason);
  if (dataSet.elements.has('x00041220')) return unreadable(origin, 'directory', 'DICOMDIR: the disc’s table of contents');
  if (stop && 'refused' in stop) return unreadable(origin, stop.tooLarge ? 'too-large' : 'corrupt', stop.refused);
  if (stop) return stoppedEarly(stop.needed, stop.at, bytes.length, header, origin);
  if (!header.pixelData) return withoutPixels(header, sopClassUid, origin);
  if (header.pixelData.tag !== 'x7fe00010') return unreadable(origin, 'unsupported', 'floating-point pixel data cannot be shown');
  const format = readPixelFormat(header, byteLength);
  if ('reason' in format) return unreadable(origin, format.kind, format.reason);
  const { identity, warnings } = readIdentity(header, origin);
  const frames = readFrames(dataSet, format.pixels);
  const preamble = executablePreamble(bytes);
  const problem = frames[0]?.planeProblem;
  return {
    source: origin.source,
    sourceName: origin.sourceName,
    sopClassUid,
    ...identity,
    studyDate: stringOf(dataSet, 'x00080020'),
    studyTime: stringOf(dataSet, 'x00080030'),
    studyDescription: textOf(dataSet, 'x00081030', 'LO'),
    accessionNumber: textOf(dataSet, 'x00080050', 'SH'),
    modality: textOf(dataSet, 'x00080060', 'SH'),
    ...optional('seriesNumber', numberOf(dataSet, 'x00200011', 'IS')),
    seriesDescription: textOf(dataSet, 'x0008103e', 'LO'),
    protocolName: textOf(dataSet, 'x00181030', 'LO'),
    bodyPart: textOf(dataSet, 'x00180015', 'SH'),
    manufacturer: textOf(dataSet, 'x00080070', 'LO'),
    patientPosition: textOf(dataSet, 'x00185100', 'SH'),
    ...optional('instanceNumber', numberOf(dataSet, 'x00200013', 'IS')),
    ...optional('acquisitionNumber', numberOf(dataSet, 'x00200012', 'IS')),
    pixels: format.pixels,
    frames,
    warnings: [
      ...container.warnings,
      ...(preamble ? [`begins like ${preamble}: open it only as an image`] : []),
      ...warnings,
      ...format.warnings,
      ...(problem ? [problem] : []),
    ],
  };
}

/** The data set ended, or seemed to, before pixel data came. */
function stoppedEarly(needed: number, at: string, available: number, header: Header, origin: Origin): Unreadable | NeedMore {
  const { byteLength } = origin;
  // A deflated data set that was not inflated to its end went on beyond that limit.
  if (needed > MAX_HEADER_BYTES && (needed <= byteLength || header.container.total === Infinity)) {
    return unreadable(origin, 'too-large', `header of more than ${MAX_HEADER_BYTES / 2 ** 20} MiB`);
  }
  if (!header.container.deflated && available < byteLength && needed <= byteLength) return needMore(needed, available, byteLength);
  if (header.container.start === 0 && header.dataSet.elements.size < 3) return unreadable(origin, 'not-dicom', 'not a DICOM file');
  return unreadable(origin, 'corrupt', `the file is cut short in its header, at ${tagName(at)}`);
}

function withoutPixels({ dataSet, container }: Header, sopClassUid: string, origin: Origin): Unreadable {
  if (sopClassUid === '' && container.meta.elements.size === 0) return unreadable(origin, 'not-dicom', 'not a DICOM file');
  const modality = textOf(dataSet, 'x00080060', 'SH');
  return unreadable(origin, 'no-image', modality === '' ? 'holds no image' : `holds no image (${modality})`);
}

const unreadable = ({ source, sourceName }: Origin, kind: UnreadableKind, reason: string): Unreadable => ({
  source,
  sourceName,
  kind,
  reason,
});

/** At least doubles, so that a header which asks for a little more each time is not read a hundred times. */
const needMore = (needed: number, available: number, byteLength: number): NeedMore => ({
  needMore: Math.min(byteLength, Math.max(needed + 1024, 2 * available)),
});

/** 'xggggeeee' -> '(GGGG,EEEE)'. */
const tagName = (tag: string): string => (tag.startsWith('x') ? `(${tag.slice(1, 5)},${tag.slice(5)})`.toUpperCase() : tag);

const EXECUTABLES: readonly (readonly [readonly number[], string])[] = [
  [[0x4d, 0x5a], 'a Windows program'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a Linux program'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'a macOS program'],
  [[0xce, 0xfa, 0xed, 0xfe], 'a macOS program'],
  [[0xfe, 0xed, 0xfa, 0xcf], 'a macOS program'],
  [[0xfe, 0xed, 0xfa, 0xce], 'a macOS program'],
  [[0xca, 0xfe, 0xba, 0xbe], 'a macOS program'],
];

/** The preamble may hold anything, even a program (CVE-2019-11687); said so that nobody runs the file. */
const executablePreamble = (bytes: Uint8Array): string | undefined =>
  EXECUTABLES.find(([magic]) => magic.every((byte, index) => bytes[index] === byte))?.[1];
