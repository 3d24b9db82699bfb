/** One slice as MR Image Storage (PS3.3 A.4). */
import { cross, dot } from '#geometry/vector.ts';
import type { RenderedSlice, SeriesSpec } from '../phantom/series.ts';
import { decimal, EXPLICIT_LITTLE_ENDIAN, JPEG_LS_LOSSLESS, part10, type DataSet } from './encode.ts';
import { IMAGING_FREQUENCY_MHZ, seriesTime, studyAttributes, type SeriesFacts } from './facts.ts';
import { littleEndian, pixelAttributes, windowFor, type JpegLsEncoder } from './pixels.ts';
import { uidOf } from './uid.ts';

const MR_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.4';

/** Numbers of frequency- and phase-encoding steps. */
export function encodingSteps(spec: SeriesSpec): {
  readonly frequency: number;
  readonly phase: number;
  readonly phaseAlong: 'ROW' | 'COL';
} {
  const steps = (count: number) => Math.round((count * spec.pixelMm) / spec.acquiredPixelMm);
  return spec.frequencyAxis === 'row'
    ? { frequency: steps(spec.columns), phase: steps(spec.rows), phaseAlong: 'COL' }
    : { frequency: steps(spec.rows), phase: steps(spec.columns), phaseAlong: 'ROW' };
}

/** MR Image Module (PS3.3 C.8.3.1). */
function mrAttributes(spec: SeriesSpec): DataSet {
  const { frequency, phase, phaseAlong } = encodingSteps(spec);
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'SE'],
    ScanningSequence: spec.inversionTimeMs === undefined ? 'SE' : ['SE', 'IR'],
    SequenceVariant: 'SK',
    ScanOptions: spec.saturateAnterior ? 'SP' : '',
    MRAcquisitionType: '2D',
    SequenceName: `${spec.inversionTimeMs === undefined ? 'tse' : 'tir'}2d1_${spec.echoTrainLength}`,
    SliceThickness: decimal(spec.thicknessMm),
    SpacingBetweenSlices: decimal(spec.thicknessMm + spec.gapMm),
    RepetitionTime: decimal(spec.repetitionTimeMs),
    EchoTime: decimal(spec.echoTimeMs),
    InversionTime: spec.inversionTimeMs === undefined ? undefined : decimal(spec.inversionTimeMs),
    NumberOfAverages: 2,
    ImagingFrequency: decimal(IMAGING_FREQUENCY_MHZ),
    ImagedNucleus: '1H',
    EchoNumbers: 1,
    MagneticFieldStrength: decimal(1.5),
    EchoTrainLength: spec.echoTrainLength,
    PercentSampling: 100,
    PercentPhaseFieldOfView: 100,
    PixelBandwidth: decimal(spec.pixelBandwidthHz),
    ReceiveCoilName: 'SPINE',
    AcquisitionMatrix: phaseAlong === 'COL' ? [0, frequency, phase, 0] : [frequency, 0, 0, phase],
    InPlanePhaseEncodingDirection: phaseAlong,
    FlipAngle: decimal(spec.flipAngleDeg),
  };
}

/** 1-based block of the slice with this 0-based index: each angle of an axial series is one acquisition. */
export function blockOf({ blocks }: SeriesSpec, index: number): number {
  let rest = index;
  const found = blocks.findIndex(({ slices }) => {
    if (rest < slices) return true;
    rest -= slices;
    return false;
  });
  if (found < 0) throw new RangeError(`no slice ${index}`);
  return found + 1;
}

/** The bytes of the file of a series' slice with this 0-based index; compressed when there is an encoder. */
export function mrImageFile(facts: SeriesFacts, index: number, slice: RenderedSlice, jpegLs?: JpegLsEncoder): Uint8Array {
  const { study, spec } = facts;
  const { position: p, rightCosines: r, downCosines: d, pixels } = slice;
  const time = seriesTime(facts);
  const window = windowFor([slice]);
  const image: DataSet = {
    ...studyAttributes(facts),
    ...mrAttributes(spec),
    ...pixelAttributes(spec),
    SOPClassUID: MR_IMAGE_STORAGE,
    SOPInstanceUID: uidOf(study.uidSeed, 'image', facts.number, index),
    InstanceNumber: index + 1,
    AcquisitionNumber: blockOf(spec, index),
    AcquisitionDate: study.date,
    AcquisitionTime: time,
    ContentDate: study.date,
    ContentTime: time,
    BurnedInAnnotation: 'NO',
    ImagePositionPatient: [p.x, p.y, p.z].map(decimal),
    ImageOrientationPatient: [r.x, r.y, r.z, d.x, d.y, d.z].map(decimal),
    SliceLocation: decimal(dot(cross(r, d), p)),
    PixelSpacing: [decimal(spec.pixelMm), decimal(spec.pixelMm)],
    WindowCenter: window.center,
    WindowWidth: window.width,
    LossyImageCompression: '00',
    PixelData: jpegLs ? { fragments: [jpegLs(pixels, spec.rows, spec.columns)] } : littleEndian([pixels]),
  };
  return part10(image, jpegLs ? JPEG_LS_LOSSLESS : EXPLICIT_LITTLE_ENDIAN);
}
