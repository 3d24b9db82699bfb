/** Any marks that a reader could make, for property tests of what carries them. */
import fc from 'fast-check';
import { patientPoint, pixelPoint } from '#geometry/points.ts';
import type { SlicePlane } from '#geometry/plane.ts';
import { cross, normalise, vec3 } from '#geometry/vector.ts';
import type { SeriesUid, SliceId, SopInstanceUid, StudyUid } from '#dicom/study.ts';
import { POINT_COUNTS, type Annotation, type AnnotationKind, type DrawnOn } from './annotation.ts';
import type { LevelLabel, LevelSet } from './level.ts';
import type { CaseFile, KeyImage, Marks } from './marks.ts';

/** JSON has no negative zero; no measurement tells it from zero. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const uid = fc.stringMatching(/^[0-9]{1,4}(\.[0-9]{1,9}){1,6}$/);
const uidOf = <T extends string>() => uid as unknown as fc.Arbitrary<T>;
/** Any text a reader can type, signs of every script and half surrogate pairs included. */
const words = (maxLength: number) => fc.string({ unit: 'binary', maxLength });
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const revision = fc.nat(1000);
const time = fc.nat(2 ** 45);

const point = fc.tuple(number, number, number).map(([x, y, z]) => patientPoint(x, y, z));
const pixel = fc.tuple(number, number).map(([column, row]) => pixelPoint(column, row));
const small = fc.double({ min: -1, max: 1, noNaN: true });
const step = fc.double({ min: 0.01, max: 20, noNaN: true });

const clean = (value: number): number => (value === 0 ? 0 : value);
const cleanVector = ({ x, y, z }: { x: number; y: number; z: number }) => vec3(clean(x), clean(y), clean(z));

const plane: fc.Arbitrary<SlicePlane> = fc
  .record({ origin: point, a: fc.tuple(small, small), rows: fc.integer({ min: 1, max: 4096 }), step, columnStep: step })
  .map(({ origin, a: [u, w], rows, step: rowStepMm, columnStep }) => {
    const right = normalise(vec3(1, u, w));
    const normal = normalise(cross(right, vec3(-w, 1, u)));
    return {
      origin,
      right: cleanVector(right),
      down: cleanVector(cross(normal, right)),
      normal: cleanVector(normal),
      rows,
      columns: rows,
      rowStepMm,
      columnStepMm: columnStep,
    };
  });

const drawnOn: fc.Arbitrary<DrawnOn> = fc.record({
  seriesUid: uidOf<SeriesUid>(),
  sliceId: fc.option(uidOf<SliceId>()),
  sopInstanceUid: fc.option(uidOf<SopInstanceUid>()),
  frame: fc.option(uid),
  plane: fc.option(plane),
});

const shapeOf = (kind: AnnotationKind): fc.Arbitrary<Annotation['shape']> => {
  const wanted = POINT_COUNTS[kind];
  const [minLength, maxLength] = wanted === 'polygon' ? [3, 12] : [wanted, wanted];
  return fc.oneof(
    fc.array(point, { minLength, maxLength }).map((points) => ({ space: 'patient' as const, points })),
    fc.array(pixel, { minLength, maxLength }).map((points) => ({ space: 'pixel' as const, points })),
  );
};

export const anyAnnotation: fc.Arbitrary<Annotation> = fc.constantFrom(...(Object.keys(POINT_COUNTS) as AnnotationKind[])).chain((kind) =>
  fc.record({
    id,
    revision,
    kind: fc.constant(kind),
    shape: shapeOf(kind),
    on: drawnOn,
    text: words(40),
    values: fc.array(fc.record({ mean: number, deviation: number, count: fc.nat() }), { maxLength: 2 }),
    changedAt: time,
    readOnly: fc.boolean(),
  }),
);

const anyLabel: fc.Arbitrary<LevelLabel> = fc.record({
  id,
  revision,
  kind: fc.constantFrom('vertebra', 'disc'),
  name: fc.constantFrom('L4', 'L4/5', 'T12/L1', 'L6', 'T13', 'S1'),
  point,
  frame: uid,
  accepted: fc.boolean(),
});

const anyLevels: fc.Arbitrary<LevelSet> = fc.record({
  labels: fc.uniqueArray(anyLabel, { selector: (label) => label.id, maxLength: 8 }),
  numbering: fc.constantFrom('counted from C2', 'assumed: lowest mobile disc is L5/S1', 'counted from the sacrum', 'reader'),
  variant: fc.record({ thoracic: fc.integer({ min: 11, max: 13 }), lumbar: fc.integer({ min: 4, max: 6 }) }),
});

const anyKeyImage: fc.Arbitrary<KeyImage> = fc.record({
  id,
  revision,
  caption: words(40),
  view: fc.base64String({ maxLength: 60 }),
  sopInstanceUid: fc.option(uid),
  seriesUid: uid,
  changedAt: time,
});

export const anyMarks: fc.Arbitrary<Marks> = fc.record({
  levels: anyLevels,
  annotations: fc.uniqueArray(anyAnnotation, { selector: (each) => each.id, maxLength: 8 }),
  keyImages: fc.uniqueArray(anyKeyImage, { selector: (each) => each.id, maxLength: 4 }),
});

export const anyCaseFile: fc.Arbitrary<CaseFile> = fc.record({
  conus: fc.constant(1 as const),
  studyUid: uidOf<StudyUid>(),
  savedAt: time,
  marks: anyMarks,
});
