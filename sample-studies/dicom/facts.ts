/** What every image of a sample study says of its patient, study, series and scanner, whatever its SOP class. */
import type { PatientFacts } from '../phantom/recipe.ts';
import type { SeriesSpec } from '../phantom/series.ts';
import { decimal, type DataSet } from './encode.ts';
import { uidOf } from './uid.ts';

export type StudyFacts = {
  /** Makes the UIDs of the study its own: the case, which of its studies, and what it is made from. */
  readonly uidSeed: string;
  readonly patient: PatientFacts;
  /** YYYYMMDD. */
  readonly date: string;
  /** HHMMSS of the first series. */
  readonly time: string;
  readonly accessionNumber: string;
};

/** One series and its place in the study; `number` is its Series Number, from 1. */
export type SeriesFacts = { readonly study: StudyFacts; readonly spec: SeriesSpec; readonly number: number };

const PLANE_WORDS = { sagittal: 'SAG', axial: 'AX', coronal: 'COR' } as const;

/** As a scanner's protocol names it: how it was acquired, never what it shows. */
export function seriesDescription({ weighting, plane, blocks }: SeriesSpec): string {
  if (plane === 'localizer') return 'LOCALIZER';
  const block = plane === 'axial' && blocks.length === 1 ? ' BLOCK' : '';
  return `${weighting} TSE ${PLANE_WORDS[plane]}${block}`;
}

/** The series a minute count after the first began, as TM (PS3.5 6.2). */
function timeOf(start: string, minutes: number): string {
  const total = Number(start.slice(0, 2)) * 60 + Number(start.slice(2, 4)) + minutes;
  return `${String(Math.floor(total / 60) % 24).padStart(2, '0')}${String(total % 60).padStart(2, '0')}${start.slice(4, 6)}`;
}
export const seriesTime = ({ study, number }: SeriesFacts): string => timeOf(study.time, (number - 1) * 4);

/** Whole years as AS (PS3.5 6.2). */
function ageOn(date: string, birthDate: string): string {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (date.slice(4) < birthDate.slice(4) ? 1 : 0);
  return `${String(years).padStart(3, '0')}Y`;
}

export const studyUid = ({ uidSeed }: StudyFacts): string => uidOf(uidSeed, 'study');
export const frameOfReferenceUid = ({ uidSeed }: StudyFacts): string => uidOf(uidSeed, 'frame of reference');

export const DEVICE = { manufacturer: 'Conus phantom', model: 'Lumbar spine 1.5 T', serialNumber: '1', software: '1' } as const;
/** Proton resonance at 1.5 T, MHz. */
export const IMAGING_FREQUENCY_MHZ = 63.87;

/** Patient, General Study, Patient Study, General Series, Frame of Reference and General Equipment (PS3.3 C.7.1 to C.7.5). */
export function studyAttributes(facts: SeriesFacts): DataSet {
  const { study, spec, number } = facts;
  const { patient, date } = study;
  const time = seriesTime(facts);
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    PatientName: patient.name,
    PatientID: patient.id,
    PatientBirthDate: patient.birthDate,
    PatientSex: patient.sex,
    PatientAge: ageOn(date, patient.birthDate),
    PatientSize: decimal(patient.heightM),
    PatientWeight: decimal(patient.weightKg),
    StudyInstanceUID: studyUid(study),
    StudyID: '1',
    StudyDate: date,
    StudyTime: study.time,
    StudyDescription: 'MR LUMBAR SPINE',
    AccessionNumber: study.accessionNumber,
    ReferringPhysicianName: '',
    Modality: 'MR',
    SeriesInstanceUID: uidOf(study.uidSeed, 'series', number),
    SeriesNumber: number,
    SeriesDate: date,
    SeriesTime: time,
    SeriesDescription: seriesDescription(spec),
    ProtocolName: seriesDescription(spec),
    BodyPartExamined: 'LSPINE',
    PatientPosition: 'HFS',
    FrameOfReferenceUID: frameOfReferenceUid(study),
    PositionReferenceIndicator: '',
    Manufacturer: DEVICE.manufacturer,
    ManufacturerModelName: DEVICE.model,
    DeviceSerialNumber: DEVICE.serialNumber,
    SoftwareVersions: DEVICE.software,
  };
}
