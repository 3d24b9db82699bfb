/** What every exported object says of its patient, study, series and maker, around its own content. */
import type { DataSet } from './dataSet.ts';

/** Patient and study as the source images state them, so that the object files with them (see sourceIdentity.ts). */
export type Subject = DataSet & { readonly StudyInstanceUID: string };

/** When and by what an object is made. The same input and the same issue give the same bytes. */
export type Issue = {
  /** DA and TM (PS3.5 section 6.2), local time. */
  readonly date: string;
  readonly time: string;
  /** Version of this program. */
  readonly version: string;
  /** A UID never used before. */
  readonly newUid: () => string;
};

export const MANUFACTURER = 'Conus';
export const MODEL = 'Conus spine viewer';
/** Stands for the program as an observer and as equipment: it has no serial number of its own. */
export const DEVICE_UID = '2.25.224903418537019465127730946118253307452';

type Series = { readonly modality: 'SR' | 'KO' | 'PR'; readonly number: number; readonly description: string };

export const envelope = (subject: Subject, issue: Issue, sopClassUid: string, series: Series) => ({
  ...subject,
  SpecificCharacterSet: 'ISO_IR 192',
  SOPClassUID: sopClassUid,
  SOPInstanceUID: issue.newUid(),
  InstanceCreationDate: issue.date,
  InstanceCreationTime: issue.time,
  Modality: series.modality,
  SeriesInstanceUID: issue.newUid(),
  SeriesNumber: series.number,
  SeriesDate: issue.date,
  SeriesTime: issue.time,
  SeriesDescription: series.description,
  InstanceNumber: 1,
  Manufacturer: MANUFACTURER,
  ManufacturerModelName: MODEL,
  DeviceSerialNumber: '1',
  SoftwareVersions: issue.version,
});

/** A UUID as a UID (PS3.5 annex B.2). */
export const uidOfUuid = (uuid: string): string => `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`)}`;

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Whether a text can stand as a UID (PS3.5 section 9); stand-ins for missing ones cannot. */
export const isUid = (text: string): boolean => text.length <= 64 && /^\d+(\.\d+)+$/.test(text);
