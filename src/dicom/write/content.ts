/** A content tree as nested data sets (PS3.3 section C.17.3). */
import type { Code } from '../code.ts';
import type { ContentItem, ImageReference } from '../contentItem.ts';
import { decimal } from './bytes.ts';
import type { DataSet } from './dataSet.ts';

/** One item of a code sequence (PS3.3 section 8.8). */
const codeItem = ({ value, scheme, meaning }: Code): DataSet => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
});

export const sopReference = ({ sopClassUid, sopInstanceUid, frame }: ImageReference): DataSet => ({
  ReferencedSOPClassUID: sopClassUid,
  ReferencedSOPInstanceUID: sopInstanceUid,
  ReferencedFrameNumber: frame,
});

/** Lines end in CR LF in a file (PS3.5 section 6.2). */
export const textLines = (text: string): string => text.replaceAll('\n', '\r\n');

/** A whole number or a number that 16 characters hold is a decimal string alone; others are given as binary too (PS3.3 section C.18.1). */
function numericValue(value: number): DataSet {
  const text = decimal(value);
  return { NumericValue: text, FloatingPointValue: Number(text) === value ? undefined : value };
}

function valueOf(item: ContentItem): DataSet {
  switch (item.type) {
    case 'CONTAINER':
      return {
        ContinuityOfContent: 'SEPARATE',
        ContentTemplateSequence: item.template ? [{ MappingResource: 'DCMR', TemplateIdentifier: item.template }] : undefined,
      };
    case 'TEXT':
      return { TextValue: textLines(item.text) };
    case 'CODE':
      return { ConceptCodeSequence: [codeItem(item.code)] };
    case 'NUM':
      return {
        MeasuredValueSequence: item.measured
          ? [{ ...numericValue(item.measured.value), MeasurementUnitsCodeSequence: [codeItem(item.measured.unit)] }]
          : [],
      };
    case 'UIDREF':
      return { UID: item.uid };
    case 'PNAME':
      return { PersonName: item.person };
    case 'IMAGE':
      return { ReferencedSOPSequence: [sopReference(item.image)] };
    case 'SCOORD':
      return { GraphicType: item.graphic, GraphicData: item.data };
    case 'SCOORD3D':
      return { GraphicType: item.graphic, GraphicData: item.data, ReferencedFrameOfReferenceUID: item.frameOfReferenceUid };
    case 'OTHER':
      throw new TypeError(`an item of type ${item.valueType} cannot be written`);
  }
}

/** The attributes of an item and everything under it; the root's are those of the document itself. */
export const contentAttributes = (item: ContentItem): DataSet => ({
  RelationshipType: item.relationship ?? undefined,
  ValueType: item.type,
  ConceptNameCodeSequence: item.name ? [codeItem(item.name)] : undefined,
  ...valueOf(item),
  ContentSequence: item.children.length > 0 ? item.children.map(contentAttributes) : undefined,
});

/** Schemes of the tree's codes that no standard knows. */
export const usesScheme = (item: ContentItem, scheme: string): boolean =>
  item.name?.scheme === scheme ||
  (item.type === 'CODE' && item.code.scheme === scheme) ||
  (item.type === 'NUM' && item.measured?.unit.scheme === scheme) ||
  item.children.some((child) => usesScheme(child, scheme));
