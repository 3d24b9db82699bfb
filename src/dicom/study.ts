/**
 * The model: Instance -> Slice -> Stack -> Series -> Study. Plain serialisable data, no pixels.
 * An Instance is one SOP Instance (one file); each of its frames is a Slice; parallel slices form a Stack (handbook geometry);
 * a Series keeps its slices in reading order, stack after stack.
 */
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import type { Vec3 } from '#geometry/points.ts';
import type { SlicePlane } from '#geometry/plane.ts';

declare const uid: unique symbol;
export type SopInstanceUid = string & { readonly [uid]: 'sop' };
export type SeriesUid = string & { readonly [uid]: 'series' };
export type StudyUid = string & { readonly [uid]: 'study' };
export type FrameOfReferenceUid = string & { readonly [uid]: 'frame of reference' };
/** Identifies one displayable image: the SOP Instance UID, with `#n` (1-based frame) for frames of multi-frame objects. */
export type SliceId = string & { readonly [uid]: 'slice' };
/** Identifies the bytes an instance came from; only the layer that read them can resolve it. */
export type SourceId = string & { readonly [uid]: 'source' };

/** Patient Module facts needed on every reading screen, decoded with the file's character sets; '' where absent. */
export type Patient = { readonly name: string; readonly id: string; readonly birthDate: string; readonly sex: string };

/** Image Pixel Module (PS3.3 C.7.6.3) plus where the pixel data lies in the source. */
export type PixelFormat = {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly planarConfiguration: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly transferSyntaxUid: string;
  /** Byte range of the Pixel Data value when it is native (not encapsulated, not deflated); undefined otherwise. */
  readonly native?: { readonly offset: number; readonly length: number };
};

/** What T1 / T2 recognition and hanging need from the acquisition (PS3.3 C.8.3.1, C.8.13 for Enhanced MR). */
export type Acquisition = {
  readonly repetitionTimeMs?: number;
  readonly echoTimeMs?: number;
  readonly inversionTimeMs?: number;
  readonly flipAngleDeg?: number;
  readonly echoNumber?: number;
  readonly scanningSequence: readonly string[];
  readonly sequenceVariant: readonly string[];
  readonly scanOptions: readonly string[];
  readonly sequenceName: string;
  readonly imageType: readonly string[];
  readonly fieldStrengthT?: number;
  /** Diffusion b-value in s/mm^2. */
  readonly bValue?: number;
  readonly contrastAgent: string;
  /** Acquisition Contrast of Enhanced MR (PS3.3 C.8.13.2.1.1): 'T1', 'T2', 'STIR', 'DIFFUSION' ...; '' or undefined where absent. */
  readonly acquisitionContrast?: string;
};

/** Stored values -> output values (PS3.3 C.11.1): value = stored * slope + intercept. */
export type Rescale = { readonly slope: number; readonly intercept: number };
/** VOI window in output values (PS3.3 C.11.2.1.2). */
export type VoiWindow = { readonly center: number; readonly width: number };

/** One frame of an instance: its geometry and value mapping. */
export type Frame = {
  /** 1-based frame number (PS3.3 C.7.6.6). */
  readonly number: number;
  /** Undefined when the headers do not give a plane; `planeProblem` then says why. */
  readonly plane?: SlicePlane;
  readonly planeProblem?: string;
  /** Row step and column step in mm when known even without a plane; undefined means measurements are in pixels. */
  readonly spacingMm?: readonly [number, number];
  readonly thicknessMm?: number;
  readonly temporalPosition?: number;
  readonly rescale: Rescale;
  readonly window?: VoiWindow;
  readonly acquisition: Acquisition;
};

/** One SOP Instance as its header describes it. */
export type Instance = {
  readonly source: SourceId;
  /** Name of the file it came from, as text for a reader. */
  readonly sourceName: string;
  readonly sopInstanceUid: SopInstanceUid;
  readonly sopClassUid: string;
  readonly studyUid: StudyUid;
  readonly seriesUid: SeriesUid;
  readonly frameOfReferenceUid?: FrameOfReferenceUid;
  readonly patient: Patient;
  readonly studyDate: string;
  readonly studyTime: string;
  readonly studyDescription: string;
  readonly accessionNumber: string;
  readonly modality: string;
  readonly seriesNumber?: number;
  readonly seriesDescription: string;
  readonly protocolName: string;
  readonly bodyPart: string;
  readonly manufacturer: string;
  readonly patientPosition: string;
  readonly instanceNumber?: number;
  readonly acquisitionNumber?: number;
  readonly pixels: PixelFormat;
  readonly frames: readonly Frame[];
  /** Things missing or odd that a reader should know ("no pixel spacing"). */
  readonly warnings: readonly string[];
};

/** Header could not be used; the file is listed under "skipped". `reason` is for a person. */
export type Unreadable = { readonly source: SourceId; readonly sourceName: string; readonly reason: string; readonly kind: UnreadableKind };
export type UnreadableKind = 'not-dicom' | 'no-image' | 'directory' | 'document' | 'corrupt' | 'too-large' | 'unsupported' | 'duplicate';

/** One displayable image. */
export type Slice = {
  readonly id: SliceId;
  readonly sopInstanceUid: SopInstanceUid;
  readonly seriesUid: SeriesUid;
  readonly source: SourceId;
  readonly frame: Frame;
  readonly pixels: PixelFormat;
  readonly instanceNumber?: number;
  readonly frameOfReferenceUid?: FrameOfReferenceUid;
};

/** Parallel slices of one orientation, ordered by signed distance along `normal` (or by InstanceNumber when there is no geometry). */
export type Stack = {
  readonly id: string;
  readonly slices: readonly Slice[];
  /** Undefined when the slices have no geometry. */
  readonly normal?: Vec3;
  /** Median distance between neighbours in mm; undefined for a single slice or without geometry. */
  readonly spacingMm?: number;
  /** Nearest anatomical plane of the normal; undefined without geometry. */
  readonly anatomical?: AnatomicalPlane;
};

export type Weighting = 'T1' | 'T2' | 'T2*' | 'STIR' | 'PD' | 'FLAIR' | 'localizer' | 'projection' | 'diffusion' | 'derived' | 'unknown';

/** One DICOM series in the hanging. `slices` are all its stacks' slices in reading order. */
export type Series = {
  readonly uid: SeriesUid;
  readonly studyUid: StudyUid;
  readonly number?: number;
  readonly description: string;
  readonly modality: string;
  readonly weighting: Weighting;
  /** How the weighting was recognised, for a tooltip: "TR 3500 TE 105". */
  readonly weightingReason: string;
  /** Anatomical plane shared by its stacks; undefined when they differ (localizer, rotating projection) or geometry is missing. */
  readonly anatomical?: AnatomicalPlane;
  readonly stacks: readonly Stack[];
  readonly slices: readonly Slice[];
  readonly frameOfReferenceUid?: FrameOfReferenceUid;
  readonly warnings: readonly string[];
};

export type Study = {
  readonly uid: StudyUid;
  readonly patient: Patient;
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly accessionNumber: string;
  readonly series: readonly Series[];
  readonly instanceCount: number;
  readonly warnings: readonly string[];
};
