/** Concepts of the measurement report (PS3.16 TID 1500 and the templates it includes). */
import { conus, dcm, sct, ucum, type Code } from '#dicom/code.ts';
import type { AnnotationKind } from '#spine/annotation.ts';
import type { Unit } from '#spine/measurement.ts';
import { KIND_WORDS } from './kindWords.ts';

export const CONCEPTS = {
  report: dcm('126000', 'Imaging Measurement Report'),
  language: dcm('121049', 'Language of Content Item and Descendants'),
  english: { value: 'en', scheme: 'RFC5646', meaning: 'English' },
  observerType: dcm('121005', 'Observer Type'),
  device: dcm('121007', 'Device'),
  person: dcm('121006', 'Person'),
  personName: dcm('121008', 'Person Observer Name'),
  deviceUid: dcm('121012', 'Device Observer UID'),
  deviceName: dcm('121013', 'Device Observer Name'),
  deviceMaker: dcm('121014', 'Device Observer Manufacturer'),
  deviceModel: dcm('121015', 'Device Observer Model Name'),
  procedure: dcm('121058', 'Procedure reported'),
  library: dcm('111028', 'Image Library'),
  libraryGroup: dcm('126200', 'Image Library Group'),
  modality: dcm('121139', 'Modality'),
  targetRegion: dcm('123014', 'Target Region'),
  lumbarSpine: sct('122496007', 'Lumbar spine'),
  measurements: dcm('126010', 'Imaging Measurements'),
  group: dcm('125007', 'Measurement Group'),
  trackingId: dcm('112039', 'Tracking Identifier'),
  trackingUid: dcm('112040', 'Tracking Unique Identifier'),
  finding: dcm('121071', 'Finding'),
  site: sct('363698007', 'Finding Site'),
  seriesUid: dcm('112002', 'Series Instance UID'),
  frameUid: dcm('112227', 'Frame of Reference UID'),
  imageUid: conus('image-uid', 'SOP Instance UID'),
  // Not "Image Region": a group that holds one is a planar region of interest (TID 1410) and must be nothing else.
  centre: dcm('111010', 'Center'),
  path: dcm('121055', 'Path'),
  comment: dcm('121106', 'Comment'),
  warning: conus('warning', 'Warning'),
  grade: conus('grade', 'Grade'),
  level: conus('level', 'Level label'),
  numbering: conus('numbering', 'Level numbering'),
} as const satisfies Record<string, Code>;

/** What was drawn, as a finding. */
export const kindCode = (kind: AnnotationKind): Code => conus(kind, KIND_WORDS[kind]);

const UNITS: Record<Unit, Code> = {
  mm: ucum('mm', 'mm'),
  'mm²': ucum('mm2', 'square millimeter'),
  '°': ucum('deg', 'degree'),
  '%': ucum('%', 'percent'),
  px: ucum('{pixels}', 'pixels'),
  'px²': ucum('{square pixels}', 'square pixels'),
  ratio: ucum('1', 'ratio'),
  value: ucum('1', 'no units'),
};
export const unitCode = (unit: Unit): Code => UNITS[unit];

/** Labels of measured rows that SNOMED CT has a concept for. */
const STANDARD: Readonly<Record<string, Code>> = {
  Length: sct('410668003', 'Length'),
  Area: sct('42798000', 'Area'),
  Angle: sct('1483009', 'Angle'),
  Perimeter: sct('131191004', 'Perimeter'),
  'Cobb angle': sct('285285000', 'Cobb angle'),
  'Long axis': sct('103339001', 'Long axis'),
  'Short axis': sct('103340004', 'Short axis'),
  Mean: sct('373098007', 'Mean'),
  'Standard deviation': sct('386136009', 'Standard Deviation'),
};

/** A Code Value holds 16 characters (PS3.5 section 6.2, SH). */
const CODE_LENGTH = 16;

export function measuredCode(label: string): Code {
  const standard = Object.hasOwn(STANDARD, label) ? STANDARD[label] : undefined;
  return (
    standard ??
    conus(
      label
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .slice(0, CODE_LENGTH),
      label,
    )
  );
}

const loinc = (value: string, meaning: string): Code => ({ value, scheme: 'LN', meaning });

/** What was examined (PS3.16 CID 100). */
export const procedureCode = (modality: string): Code =>
  ({ MR: loinc('25056-3', 'MRI unspecified body region'), CT: loinc('25045-6', 'CT unspecified body region') })[modality] ??
  sct('363679005', 'Imaging procedure');

const MODALITIES: Readonly<Record<string, string>> = { MR: 'Magnetic Resonance', CT: 'Computed Tomography', CR: 'Computed Radiography' };
export const modalityCode = (modality: string): Code => dcm(modality, MODALITIES[modality] ?? modality);
