/** Slices and pixels made up for tests of the engine: parallel 2 x 2 sagittal slices 1 mm apart. */
import { planeFromDicom, type SlicePlane } from '#geometry/plane.ts';
import type { Rescale, SeriesUid, Slice, SliceId, SopInstanceUid, SourceId, Stack, VoiWindow } from '#dicom/study.ts';
import { frameOf, type DecodedFrame, type StoredValues } from './decode/decodedFrame.ts';

type Traits = { readonly rescale?: Rescale; readonly window?: VoiWindow; readonly photometric?: string; readonly size?: number };

function sagittalPlane(x: number, size = 2): SlicePlane {
  const plane = planeFromDicom([x, 0, 0], [0, 1, 0, 0, 0, -1], [1, 1], size, size);
  if ('problem' in plane) throw new Error(plane.problem);
  return plane;
}

/** Slice number `n` at x = n mm; its id, SOP Instance UID and source are its number. */
export function testSlice(n: number, { rescale, window, photometric, size = 2 }: Traits = {}): Slice {
  return {
    id: `${n}` as SliceId,
    sopInstanceUid: `${n}` as SopInstanceUid,
    seriesUid: 'series' as SeriesUid,
    source: `${n}` as SourceId,
    frame: {
      number: 1,
      plane: sagittalPlane(n, size),
      spacingMm: [1, 1],
      rescale: rescale ?? { slope: 1, intercept: 0 },
      ...(window && { window }),
      acquisition: { scanningSequence: [], sequenceVariant: [], scanOptions: [], sequenceName: '', imageType: [], contrastAgent: '' },
    },
    pixels: {
      rows: size,
      columns: size,
      frames: 1,
      samplesPerPixel: 1,
      photometric: photometric ?? 'MONOCHROME2',
      planarConfiguration: 0,
      bitsAllocated: 16,
      bitsStored: 16,
      highBit: 15,
      signed: true,
      transferSyntaxUid: '1.2.840.10008.1.2.1',
    },
  };
}

export const testStack = (slices: readonly Slice[]): Stack => ({ id: 'stack', slices });

/** A square frame of these values. */
export function squareFrame(values: StoredValues): DecodedFrame {
  const size = Math.sqrt(values.length);
  return frameOf(values, size, size, 1);
}
