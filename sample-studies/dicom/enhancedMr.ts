/** A whole series as one Enhanced MR Image Storage object (PS3.3 A.36): shared and per-frame functional groups. */
import type { RenderedSlice, SeriesSpec } from '../phantom/series.ts';
import { decimal, EXPLICIT_LITTLE_ENDIAN, part10, type DataSet } from './encode.ts';
import { DICTIONARY } from './dictionary.ts';
import { DEVICE, IMAGING_FREQUENCY_MHZ, seriesTime, studyAttributes, type SeriesFacts } from './facts.ts';
import { blockOf, encodingSteps } from './mrImage.ts';
import { littleEndian, pixelAttributes, windowFor } from './pixels.ts';
import { uidOf } from './uid.ts';

const ENHANCED_MR_STORAGE = '1.2.840.10008.5.1.4.1.1.4.1';

const FRAME_KIND: DataSet = {
  PixelPresentation: 'MONOCHROME',
  VolumetricProperties: 'VOLUME',
  VolumeBasedCalculationTechnique: 'NONE',
  ComplexImageComponent: 'MAGNITUDE',
};
const CONTRAST = { T1: 'T1', T2: 'T2', STIR: 'STIR' } as const;

/** MR Pulse Sequence Module (PS3.3 C.8.13.4). */
const pulseSequence = (spec: SeriesSpec): DataSet => ({
  PulseSequenceName: `tse2d1_${spec.echoTrainLength}`,
  MRAcquisitionType: '2D',
  EchoPulseSequence: 'SPIN',
  MultipleSpinEcho: 'NO',
  MultiPlanarExcitation: 'NO',
  PhaseContrast: 'NO',
  TimeOfFlightContrast: 'NO',
  SteadyStatePulseSequence: 'NONE',
  EchoPlanarPulseSequence: 'NO',
  SaturationRecovery: 'NO',
  SpectrallySelectedSuppression: 'NONE',
  OversamplingPhase: 'NONE',
  GeometryOfKSpaceTraversal: 'RECTILINEAR',
  RectilinearPhaseEncodeReordering: 'LINEAR',
  SegmentedKSpaceTraversal: 'PARTIAL',
  NumberOfKSpaceTrajectories: 1,
});

/** Timing, echo, modifiers, field of view, coils and averages of every frame (PS3.3 C.8.13.5). */
function sharedGroups(spec: SeriesSpec, frames: readonly RenderedSlice[]): DataSet {
  const { frequency, phase, phaseAlong } = encodingSteps(spec);
  const window = windowFor(frames);
  const inversion: DataSet =
    spec.inversionTimeMs === undefined ? { InversionRecovery: 'NO' } : { InversionRecovery: 'YES', InversionTimes: [spec.inversionTimeMs] };
  return {
    PixelMeasuresSequence: [
      {
        PixelSpacing: [decimal(spec.pixelMm), decimal(spec.pixelMm)],
        SliceThickness: decimal(spec.thicknessMm),
        SpacingBetweenSlices: decimal(spec.thicknessMm + spec.gapMm),
      },
    ],
    FrameAnatomySequence: [
      {
        FrameLaterality: 'U',
        AnatomicRegionSequence: [{ CodeValue: '122496007', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Lumbar spine' }],
      },
    ],
    PixelValueTransformationSequence: [{ RescaleIntercept: '0', RescaleSlope: '1', RescaleType: 'US' }],
    FrameVOILUTSequence: [{ WindowCenter: window.center, WindowWidth: window.width }],
    MRImageFrameTypeSequence: [
      { FrameType: ['ORIGINAL', 'PRIMARY', contrastValue(spec), 'NONE'], ...FRAME_KIND, AcquisitionContrast: CONTRAST[spec.weighting] },
    ],
    MRTimingAndRelatedParametersSequence: [
      {
        RepetitionTime: decimal(spec.repetitionTimeMs),
        FlipAngle: decimal(spec.flipAngleDeg),
        EchoTrainLength: spec.echoTrainLength,
        RFEchoTrainLength: spec.echoTrainLength,
        GradientEchoTrainLength: 0,
        SpecificAbsorptionRateSequence: [{ SpecificAbsorptionRateDefinition: 'IEC_WHOLE_BODY', SpecificAbsorptionRateValue: 1 }],
        GradientOutputType: 'DB_DT',
        GradientOutput: 0,
        OperatingModeSequence: [
          { OperatingModeType: 'GRADIENT', OperatingMode: 'IEC_NORMAL' },
          { OperatingModeType: 'RF', OperatingMode: 'IEC_NORMAL' },
        ],
      },
    ],
    MREchoSequence: [{ EffectiveEchoTime: [spec.echoTimeMs] }],
    MRModifierSequence: [
      {
        ...inversion,
        FlowCompensation: 'NONE',
        Spoiling: 'NONE',
        T2Preparation: 'NO',
        SpectrallySelectedExcitation: 'NONE',
        SpatialPresaturation: 'NONE',
        PartialFourier: 'NO',
        ParallelAcquisition: 'NO',
      },
    ],
    MRImagingModifierSequence: [
      {
        MagnetizationTransfer: 'NONE',
        BloodSignalNulling: 'NO',
        Tagging: 'NONE',
        TransmitterFrequency: [IMAGING_FREQUENCY_MHZ],
        PixelBandwidth: decimal(spec.pixelBandwidthHz),
      },
    ],
    MRFOVGeometrySequence: [
      {
        InPlanePhaseEncodingDirection: phaseAlong === 'COL' ? 'COLUMN' : 'ROW',
        MRAcquisitionFrequencyEncodingSteps: frequency,
        MRAcquisitionPhaseEncodingStepsInPlane: phase,
        PercentSampling: 100,
        PercentPhaseFieldOfView: 100,
      },
    ],
    MRReceiveCoilSequence: [
      {
        ReceiveCoilName: 'SPINE',
        ReceiveCoilManufacturerName: DEVICE.manufacturer,
        ReceiveCoilType: 'SURFACE',
        QuadratureReceiveCoil: 'NO',
      },
    ],
    MRTransmitCoilSequence: [{ TransmitCoilName: 'BODY', TransmitCoilManufacturerName: DEVICE.manufacturer, TransmitCoilType: 'BODY' }],
    MRAveragesSequence: [{ NumberOfAverages: 2 }],
  };
}

const contrastValue = (spec: SeriesSpec): string => (spec.plane === 'localizer' ? 'LOCALIZER' : CONTRAST[spec.weighting]);

/** Where and when each frame was acquired; frames of one block form a DICOM stack (PS3.3 C.7.6.16.2.2). */
function perFrameGroups(facts: SeriesFacts, frames: readonly RenderedSlice[]): DataSet[] {
  const { spec, study } = facts;
  const placeInBlock = new Map<number, number>();
  return frames.map(({ position: p, rightCosines: r, downCosines: d }, index) => {
    const block = blockOf(spec, index);
    const place = (placeInBlock.get(block) ?? 0) + 1;
    placeInBlock.set(block, place);
    const acquired = `${study.date}${seriesTime(facts)}`;
    return {
      FrameContentSequence: [
        {
          FrameAcquisitionNumber: block,
          FrameReferenceDateTime: acquired,
          FrameAcquisitionDateTime: acquired,
          FrameAcquisitionDuration: spec.repetitionTimeMs,
          StackID: String(block),
          InStackPositionNumber: place,
          DimensionIndexValues: [block, place],
        },
      ],
      PlanePositionSequence: [{ ImagePositionPatient: [p.x, p.y, p.z].map(decimal) }],
      PlaneOrientationSequence: [{ ImageOrientationPatient: [r.x, r.y, r.z, d.x, d.y, d.z].map(decimal) }],
    };
  });
}

/** Frames are ordered by stack, then by place in it (PS3.3 C.7.6.17). */
function dimensions({ study, number }: SeriesFacts): DataSet {
  const organization = uidOf(study.uidSeed, 'dimensions', number);
  const index = (keyword: 'StackID' | 'InStackPositionNumber', label: string): DataSet => ({
    DimensionOrganizationUID: organization,
    DimensionIndexPointer: DICTIONARY[keyword][0],
    FunctionalGroupPointer: DICTIONARY.FrameContentSequence[0],
    DimensionDescriptionLabel: label,
  });
  return {
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: organization }],
    DimensionIndexSequence: [index('StackID', 'Stack'), index('InStackPositionNumber', 'Position in stack')],
  };
}

/** The bytes of the one file of a series. */
export function enhancedMrFile(facts: SeriesFacts, frames: readonly RenderedSlice[]): Uint8Array {
  const { study, spec } = facts;
  const time = seriesTime(facts);
  const object: DataSet = {
    ...studyAttributes(facts),
    ...pulseSequence(spec),
    ...pixelAttributes(spec),
    ...dimensions(facts),
    ...FRAME_KIND,
    SOPClassUID: ENHANCED_MR_STORAGE,
    SOPInstanceUID: uidOf(study.uidSeed, 'image', facts.number, 0),
    InstanceNumber: 1,
    AcquisitionNumber: 1,
    ImageType: ['ORIGINAL', 'PRIMARY', contrastValue(spec), 'NONE'],
    AcquisitionContrast: CONTRAST[spec.weighting],
    ContentDate: study.date,
    ContentTime: time,
    AcquisitionDateTime: `${study.date}${time}`,
    AcquisitionDuration: spec.repetitionTimeMs / 1000,
    NumberOfFrames: frames.length,
    ContentQualification: 'RESEARCH',
    ResonantNucleus: '1H',
    MagneticFieldStrength: decimal(1.5),
    KSpaceFiltering: 'NONE',
    ApplicableSafetyStandardAgency: 'IEC',
    PresentationLUTShape: 'IDENTITY',
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
    AcquisitionContextSequence: [],
    SharedFunctionalGroupsSequence: [sharedGroups(spec, frames)],
    PerFrameFunctionalGroupsSequence: perFrameGroups(facts, frames),
    PixelData: littleEndian(frames.map(({ pixels }) => pixels)),
  };
  return part10(object, EXPLICIT_LITTLE_ENDIAN);
}
