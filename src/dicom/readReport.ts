/**
 * Structured Reports as content trees (PS3.3 section C.17). Any bytes may come: the answer is a tree, cut at fixed limits, or the reason why
 * there is none.
 */
import { decodeText } from './characterSets.ts';
import type { Code } from './code.ts';
import { contentItem, type Content, type ContentItem, type GraphicType, type ImageReference, type Relationship } from './contentItem.ts';
import { itemsOf, type DataSet } from './elements.ts';
import { readHeaderOf } from './header.ts';
import { optional } from './optional.ts';
import { characterSetsOf, safeLines, safeText, textOf } from './text.ts';
import { bytesOf, numberOf, numbersOf, stringOf } from './values.ts';

export type Report = {
  readonly sopInstanceUid: string;
  readonly studyUid: string;
  /** Who made it and when, as text: "Conus 0.1.0", "20261124". */
  readonly manufacturer: string;
  readonly date: string;
  /** Series of every image that the report lists as its evidence, by SOP Instance UID. */
  readonly seriesOf: ReadonlyMap<string, string>;
  readonly root: ContentItem;
};
export type ReportProblem = { readonly problem: string };

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 32;
const MAX_ITEMS = 100_000;
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

const STRUCTURED_REPORT = '1.2.840.10008.5.1.4.1.1.88.';
const KEY_OBJECT_SELECTION = `${STRUCTURED_REPORT}59`;

/** `bytes`: the whole file. */
export function readReport(bytes: Uint8Array): Report | ReportProblem {
  if (bytes.length > MAX_BYTES) return { problem: 'the report is far larger than a report can be' };
  const header = readHeaderOf(bytes, bytes.length);
  if ('needMore' in header) return { problem: 'the file is cut short' };
  if ('refused' in header) return { problem: header.refused };
  const { dataSet, stop } = header;
  const sopClass = stringOf(dataSet, 'x00080016');
  if (!sopClass.startsWith(STRUCTURED_REPORT) || sopClass === KEY_OBJECT_SELECTION) return { problem: 'the file is no Structured Report' };
  if (stop) return { problem: 'refused' in stop ? stop.refused : 'the file is cut short' };
  const root = readItem(dataSet, { characterSets: characterSetsOf(dataSet), itemsLeft: MAX_ITEMS }, 0);
  if (root?.type !== 'CONTAINER') return { problem: 'the report has no content' };
  return {
    sopInstanceUid: stringOf(dataSet, 'x00080018'),
    studyUid: stringOf(dataSet, 'x0020000d'),
    manufacturer: textOf(dataSet, 'x00080070', 'LO'),
    date: stringOf(dataSet, 'x00080023'),
    seriesOf: new Map([...evidenceOf(dataSet, 'x0040a375'), ...evidenceOf(dataSet, 'x0040a385')]),
    root,
  };
}

/** Current Requested Procedure Evidence Sequence, or Pertinent Other Evidence Sequence: image -> series. */
const evidenceOf = (dataSet: DataSet, tag: string): readonly (readonly [string, string])[] =>
  itemsOf(dataSet, tag).flatMap((study) =>
    itemsOf(study, 'x00081115').flatMap((series) =>
      itemsOf(series, 'x00081199').map((image) => [stringOf(image, 'x00081155'), stringOf(series, 'x0020000e')] as const),
    ),
  );

type Reading = { readonly characterSets: readonly string[]; itemsLeft: number };

function readItem(dataSet: DataSet, reading: Reading, depth: number): ContentItem | null {
  if (depth > MAX_DEPTH || reading.itemsLeft-- <= 0) return null;
  const content = readContent(dataSet, reading);
  if (!content) return null;
  const children = itemsOf(dataSet, 'x0040a730').flatMap((child) => readItem(child, reading, depth + 1) ?? []);
  return contentItem(depth === 0 ? null : relationshipOf(dataSet), codeOf(dataSet, 'x0040a043', reading), content, children);
}

const RELATIONSHIPS: Readonly<Record<Relationship, true>> = {
  CONTAINS: true,
  'HAS OBS CONTEXT': true,
  'HAS ACQ CONTEXT': true,
  'HAS CONCEPT MOD': true,
  'HAS PROPERTIES': true,
  'INFERRED FROM': true,
  'SELECTED FROM': true,
};
const isRelationship = (text: string): text is Relationship => Object.hasOwn(RELATIONSHIPS, text);
/** An item that says none, or one of a private kind, still belongs to what holds it. */
function relationshipOf(dataSet: DataSet): Relationship {
  const text = stringOf(dataSet, 'x0040a010');
  return isRelationship(text) ? text : 'CONTAINS';
}

const GRAPHICS = new Set(['POINT', 'MULTIPOINT', 'POLYLINE', 'POLYGON', 'CIRCLE', 'ELLIPSE', 'ELLIPSOID']);
const isGraphic = (text: string): text is GraphicType => GRAPHICS.has(text);

/** Null for an item that says nothing, such as a by-reference relationship (PS3.3 section C.17.3.2.5). */
function readContent(dataSet: DataSet, reading: Reading): Content | null {
  const valueType = stringOf(dataSet, 'x0040a040');
  switch (valueType) {
    case '':
      return null;
    case 'CONTAINER': {
      const [template] = itemsOf(dataSet, 'x0040a504');
      return { type: 'CONTAINER', ...optional('template', (template && stringOf(template, 'x0040db00')) || undefined) };
    }
    case 'TEXT':
      return { type: 'TEXT', text: longText(dataSet, 'x0040a160', reading) };
    case 'CODE': {
      const code = codeOf(dataSet, 'x0040a168', reading);
      return code && { type: 'CODE', code };
    }
    case 'NUM':
      return { type: 'NUM', measured: measuredOf(dataSet, reading) };
    case 'UIDREF':
      return { type: 'UIDREF', uid: stringOf(dataSet, 'x0040a124') };
    case 'PNAME':
      return { type: 'PNAME', person: shortText(dataSet, 'x0040a123', 'PN', reading) };
    case 'IMAGE': {
      const image = imageOf(dataSet);
      return image && { type: 'IMAGE', image };
    }
    case 'SCOORD':
    case 'SCOORD3D': {
      const graphic = stringOf(dataSet, 'x00700023');
      const data = numbersOf(dataSet, 'x00700022', 'FL');
      if (!isGraphic(graphic) || data.length === 0 || !data.every(Number.isFinite)) return { type: 'OTHER', valueType, text: graphic };
      if (valueType === 'SCOORD') return { type: 'SCOORD', graphic, data };
      return { type: 'SCOORD3D', graphic, data, frameOfReferenceUid: stringOf(dataSet, 'x30060024') };
    }
    default:
      return { type: 'OTHER', valueType: safeText(valueType), text: otherText(dataSet) };
  }
}

/** Dates and times, as they are written. */
const otherText = (dataSet: DataSet): string =>
  safeText(['x0040a121', 'x0040a122', 'x0040a120'].map((tag) => stringOf(dataSet, tag)).find((text) => text !== '') ?? '');

function imageOf(dataSet: DataSet): ImageReference | null {
  const [reference] = itemsOf(dataSet, 'x00081199');
  if (!reference) return null;
  const frame = numberOf(reference, 'x00081160', 'IS');
  return {
    sopClassUid: stringOf(reference, 'x00081150'),
    sopInstanceUid: stringOf(reference, 'x00081155'),
    ...optional('frame', frame),
  };
}

function measuredOf(dataSet: DataSet, reading: Reading): { readonly value: number; readonly unit: Code } | null {
  const [measured] = itemsOf(dataSet, 'x0040a300');
  if (!measured) return null;
  const value = numberOf(measured, 'x0040a161', 'FD') ?? numberOf(measured, 'x0040a30a', 'DS');
  const unit = codeOf(measured, 'x004008ea', reading) ?? { value: '1', scheme: 'UCUM', meaning: 'no units' };
  return value === undefined ? null : { value, unit };
}

/** The first code of a sequence; its value may stand in Code Value, Long Code Value or URN Code Value (PS3.3 section 8.1). */
function codeOf(dataSet: DataSet, tag: string, reading: Reading): Code | null {
  const [code] = itemsOf(dataSet, tag);
  if (!code) return null;
  const value = stringOf(code, 'x00080100') || stringOf(code, 'x00080119') || stringOf(code, 'x00080120');
  return { value, scheme: stringOf(code, 'x00080102'), meaning: shortText(code, 'x00080104', 'LO', reading) };
}

function shortText(dataSet: DataSet, tag: string, vr: 'LO' | 'PN', { characterSets }: Reading): string {
  const bytes = bytesOf(dataSet, tag);
  return bytes ? safeText(decodeText(bytes, characterSets, vr)) : '';
}

/** Lines of text, each made safe for a screen; spaces at the end of the whole are padding (PS3.5 section 6.2, UT). */
function longText(dataSet: DataSet, tag: string, { characterSets }: Reading): string {
  const bytes = bytesOf(dataSet, tag, MAX_TEXT_BYTES);
  if (!bytes) return '';
  return safeLines(decodeText(bytes, characterSets, 'UT'));
}
