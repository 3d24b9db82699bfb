/**
 * A downloaded image without anything that tells whose it is: a new file is written from the few attributes that a viewer needs, so what is
 * not named here (private attributes, comments, physicians, institutions, device and station, sequences) cannot slip through. UIDs are
 * replaced consistently; dates keep their year. Compare PS3.15 annex E.
 */
import { extractFrame } from '#dicom/pixelData.ts';
import { readHeaderOf } from '#dicom/header.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { SourceId } from '#dicom/study.ts';
import { DICTIONARY, type Keyword } from '../dicom/dictionary.ts';
import { EXPLICIT_LITTLE_ENDIAN, part10, type DataSet, type Value } from '../dicom/encode.ts';
import { uidOf } from '../dicom/uid.ts';

/** Copied byte for byte: how the image was made and where it lies. */
const KEPT = [
  ...([
    'SpecificCharacterSet',
    'ImageType',
    'SOPClassUID',
    'Modality',
    'Manufacturer',
    'ManufacturerModelName',
    'SeriesDescription',
    'ProtocolName',
  ] as const),
  ...([
    'PatientSex',
    'BodyPartExamined',
    'ScanningSequence',
    'SequenceVariant',
    'ScanOptions',
    'MRAcquisitionType',
    'SequenceName',
  ] as const),
  ...(['SliceThickness', 'RepetitionTime', 'EchoTime', 'InversionTime', 'NumberOfAverages', 'ImagingFrequency', 'ImagedNucleus'] as const),
  ...(['EchoNumbers', 'MagneticFieldStrength', 'SpacingBetweenSlices', 'EchoTrainLength', 'PercentSampling', 'PixelBandwidth'] as const),
  ...(['PercentPhaseFieldOfView', 'AcquisitionMatrix', 'InPlanePhaseEncodingDirection', 'FlipAngle', 'PatientPosition'] as const),
  ...(['SeriesNumber', 'AcquisitionNumber', 'InstanceNumber', 'ImagePositionPatient', 'ImageOrientationPatient', 'SliceLocation'] as const),
  ...([
    'SamplesPerPixel',
    'PhotometricInterpretation',
    'Rows',
    'Columns',
    'PixelSpacing',
    'BitsAllocated',
    'BitsStored',
    'HighBit',
  ] as const),
  ...(['PixelRepresentation', 'WindowCenter', 'WindowWidth', 'RescaleIntercept', 'RescaleSlope', 'LossyImageCompression'] as const),
] satisfies Keyword[];
const UIDS = ['SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID', 'FrameOfReferenceUID'] as const satisfies Keyword[];

const NOBODY: DataSet = {
  PatientName: 'Volunteer^Real',
  PatientID: 'CONUS-REAL',
  PatientBirthDate: '',
  ReferringPhysicianName: '',
  AccessionNumber: '',
  StudyID: '',
  StudyTime: '',
  StudyDescription: 'MR LUMBAR SPINE',
  PositionReferenceIndicator: '',
  PatientIdentityRemoved: 'YES',
  DeidentificationMethod: 'Rewritten from an allow list; UIDs replaced',
};

const ascii = new TextDecoder('latin1');
const tagOf = (keyword: Keyword): string => `x${DICTIONARY[keyword][0].toString(16).padStart(8, '0')}`;

/** The file without identity, or why it cannot be written: it is no single-frame little-endian image. */
export function withoutIdentity(bytes: Uint8Array): Uint8Array | { readonly problem: string } {
  const instance = readInstance(bytes, { source: 'x' as SourceId, sourceName: 'x', byteLength: bytes.length });
  if (!('frames' in instance)) return { problem: 'reason' in instance ? instance.reason : 'the file is cut short' };
  const header = readHeaderOf(bytes, bytes.length);
  if (!('dataSet' in header) || header.container.encoding.bigEndian || instance.frames.length !== 1)
    return { problem: 'not a single-frame little-endian image' };
  const frame = extractFrame(bytes, 1, instance.pixels);
  if ('problem' in frame) return frame;
  const raw = (keyword: Keyword): Uint8Array | undefined => {
    const found = header.dataSet.elements.get(tagOf(keyword));
    return found && header.dataSet.bytes.slice(found.offset, found.offset + found.length);
  };
  const kept = Object.fromEntries(KEPT.flatMap((keyword) => [[keyword, raw(keyword)] as const]).filter(([, value]) => value));
  const text = (keyword: Keyword): string => ascii.decode(raw(keyword) ?? new Uint8Array()).replaceAll(/[\0 ]+$/g, '');
  const uids = Object.fromEntries(
    UIDS.map((keyword): [Keyword, Value | undefined] => [keyword, text(keyword) ? uidOf('real sample', text(keyword)) : undefined]),
  );
  const native = frame.encoding === 'little-endian';
  const clean: DataSet = {
    ...kept,
    ...uids,
    ...NOBODY,
    SOPClassUID: text('SOPClassUID'),
    StudyDate: /^\d{4}/.test(text('StudyDate')) ? `${text('StudyDate').slice(0, 4)}0101` : '',
    PixelData: native ? frame.data : { fragments: [frame.data] },
  };
  return part10(clean, native ? EXPLICIT_LITTLE_ENDIAN : instance.pixels.transferSyntaxUid);
}
