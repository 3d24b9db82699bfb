/** Instances of planted geometry, as a header reader would give them, for tests of what stands on the model. */
import type { FrameOfReferenceUid, Instance, SeriesUid, SopInstanceUid, SourceId, StudyUid } from '#dicom/study.ts';
import type { PatientPoint, Vec3 } from '#geometry/points.ts';
import { cross, moveAlong } from '#geometry/vector.ts';

const SIZE = 100;

/** Parallel slices of 100 x 100 mm, 1 mm pixels, in the order of their normal, the middle one centred on `centre`. */
export function seriesOf(
  uid: string,
  centre: PatientPoint,
  axes: { readonly right: Vec3; readonly down: Vec3 },
  count: number,
  stepMm: number,
  frame = 'frame 1',
): Instance[] {
  const { right, down } = axes;
  const normal = cross(right, down);
  return Array.from({ length: count }, (_, index): Instance => {
    const middle = moveAlong(centre, normal, (index - (count - 1) / 2) * stepMm);
    const origin = moveAlong(moveAlong(middle, right, -(SIZE - 1) / 2), down, -(SIZE - 1) / 2);
    const sop = `${uid}.${centre.z}.${index}`;
    return {
      source: sop as SourceId,
      sourceName: sop,
      sopInstanceUid: sop as SopInstanceUid,
      sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
      studyUid: 'study' as StudyUid,
      seriesUid: uid as SeriesUid,
      frameOfReferenceUid: frame as FrameOfReferenceUid,
      patient: { name: 'Planted^Geometry', id: '1', birthDate: '', sex: '' },
      studyDate: '20260101',
      studyTime: '',
      studyDescription: '',
      accessionNumber: '',
      modality: 'MR',
      seriesDescription: uid,
      protocolName: '',
      bodyPart: '',
      manufacturer: '',
      patientPosition: 'HFS',
      instanceNumber: index + 1,
      pixels: {
        rows: SIZE,
        columns: SIZE,
        frames: 1,
        samplesPerPixel: 1,
        photometric: 'MONOCHROME2',
        planarConfiguration: 0,
        bitsAllocated: 16,
        bitsStored: 16,
        highBit: 15,
        signed: false,
        transferSyntaxUid: '1.2.840.10008.1.2.1',
      },
      frames: [
        {
          number: 1,
          plane: { origin, right, down, normal, rows: SIZE, columns: SIZE, rowStepMm: 1, columnStepMm: 1 },
          spacingMm: [1, 1],
          thicknessMm: stepMm,
          rescale: { slope: 1, intercept: 0 },
          acquisition: {
            scanningSequence: ['SE'],
            sequenceVariant: [],
            scanOptions: [],
            sequenceName: '',
            imageType: [],
            contrastAgent: '',
          },
        },
      ],
      warnings: [],
    };
  });
}
