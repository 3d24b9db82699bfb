import type { PatientPoint, Vec3 } from '#geometry/points.ts';

/** How a series is acquired and laid out: what a scanner's protocol page says. Times in ms, lengths in mm. */
export type SeriesSpec = {
  readonly name: string;
  readonly weighting: 'T1' | 'T2' | 'STIR';
  readonly plane: 'sagittal' | 'axial' | 'coronal' | 'localizer';
  readonly repetitionTimeMs: number;
  /** Effective echo time. */
  readonly echoTimeMs: number;
  /** Only for inversion recovery. */
  readonly inversionTimeMs?: number;
  readonly echoTrainLength: number;
  readonly flipAngleDeg: number;
  readonly rows: number;
  readonly columns: number;
  /** Reconstructed pixel, square. */
  readonly pixelMm: number;
  /** True in-plane resolution as acquired; the reconstruction interpolates it to `pixelMm`. */
  readonly acquiredPixelMm: number;
  readonly thicknessMm: number;
  /** Between neighbouring slices' edges; their centres are `thicknessMm + gapMm` apart. */
  readonly gapMm: number;
  /** Which image axis is frequency-encoded: fat is displaced along it. */
  readonly frequencyAxis: 'row' | 'column';
  readonly pixelBandwidthHz: number;
  /** Standard deviation of the noise in stored units, before the coil correction. */
  readonly noise: number;
  /** Saturation band over the abdomen. */
  readonly saturateAnterior: boolean;
  readonly blocks: readonly SliceBlock[];
};

/** Parallel slices around a centre. Slices advance along right x down, the first one lowest along it. */
export type SliceBlock = {
  /** Centre of the middle of the block. */
  readonly centre: PatientPoint;
  /** Unit direction of increasing column index. */
  readonly rightDir: Vec3;
  /** Unit direction of increasing row index. */
  readonly downDir: Vec3;
  readonly slices: number;
};

/** One image, ready for a DICOM header. */
export type RenderedSlice = {
  /** Centre of the first pixel (ImagePositionPatient), LPS mm. */
  readonly position: PatientPoint;
  readonly rightCosines: Vec3;
  readonly downCosines: Vec3;
  /** Row-major, `rows * columns`, 12-bit values. */
  readonly pixels: Uint16Array;
};

export type RenderedSeries = { readonly slices: readonly RenderedSlice[] };

export const sliceCount = (spec: SeriesSpec): number => spec.blocks.reduce((sum, block) => sum + block.slices, 0);
