/**
 * What a CaseFile may hold, and nothing else. Every string and list is capped, every number finite and every plane a plane, so that what passes can be
 * drawn and measured without further questions. The caps lie far above what a reader makes and far below what could hurt the page.
 */
import * as v from 'valibot';
import type { PatientPoint, PixelPoint, Vec3 } from '#geometry/points.ts';
import type { SlicePlane } from '#geometry/plane.ts';
import { cross, dot, subtract } from '#geometry/vector.ts';
import type { SeriesUid, SliceId, SopInstanceUid, StudyUid } from '#dicom/study.ts';
import { POINT_COUNTS, type Annotation, type AnnotationKind } from './annotation.ts';
import type { LevelLabel, LevelSet } from './level.ts';
import type { CaseFile, KeyImage, Marks } from './marks.ts';

const finite = v.pipe(v.number(), v.finite());
const wholeFrom = (least: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
const revision = wholeFrom(0);
const time = wholeFrom(0);
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** A brand exists for the compiler alone: any identifier that passes may carry it. */
const branded = <T extends string>() => id as unknown as v.GenericSchema<T>;
const listOf = <T>(item: v.GenericSchema<T>, most: number) => v.pipe(v.array(item), v.maxLength(most));

const xyz = v.strictObject({ x: finite, y: finite, z: finite });
const vector: v.GenericSchema<Vec3> = xyz;
const patientPoint = xyz as unknown as v.GenericSchema<PatientPoint>;
const pixelPoint = v.strictObject({ column: finite, row: finite }) as unknown as v.GenericSchema<PixelPoint>;
const positive = v.pipe(finite, v.gtValue(0));

/** Headers give cosines with a few digits; what is stored was normalised. */
const UNIT_TOLERANCE = 1e-3;
function isPlane({ right, down, normal }: SlicePlane): boolean {
  const off = subtract(cross(right, down), normal);
  const near = (value: number, wanted: number): boolean => Math.abs(value - wanted) <= UNIT_TOLERANCE;
  return near(dot(right, right), 1) && near(dot(down, down), 1) && near(dot(right, down), 0) && near(dot(off, off), 0);
}
const plane: v.GenericSchema<SlicePlane> = v.pipe(
  v.strictObject({
    origin: patientPoint,
    right: vector,
    down: vector,
    normal: vector,
    rows: wholeFrom(1),
    columns: wholeFrom(1),
    rowStepMm: positive,
    columnStepMm: positive,
  }),
  v.check(isPlane, 'directions of a plane are three perpendicular unit vectors'),
);

const MOST_POINTS = 10_000;
const rightCount = (kind: AnnotationKind, count: number): boolean => {
  const wanted = POINT_COUNTS[kind];
  return wanted === 'polygon' ? count >= 3 : count === wanted;
};

export const annotationSchema: v.GenericSchema<Annotation> = v.pipe(
  v.strictObject({
    id,
    revision,
    kind: v.picklist(Object.keys(POINT_COUNTS) as AnnotationKind[]),
    shape: v.variant('space', [
      v.strictObject({ space: v.literal('patient'), points: listOf(patientPoint, MOST_POINTS) }),
      v.strictObject({ space: v.literal('pixel'), points: listOf(pixelPoint, MOST_POINTS) }),
    ]),
    on: v.strictObject({
      seriesUid: branded<SeriesUid>(),
      sliceId: v.nullable(branded<SliceId>()),
      sopInstanceUid: v.nullable(branded<SopInstanceUid>()),
      frame: v.nullable(text(256)),
      plane: v.nullable(plane),
    }),
    text: text(10_000),
    values: listOf(v.strictObject({ mean: finite, deviation: finite, count: wholeFrom(0) }), 16),
    changedAt: time,
    readOnly: v.boolean(),
  }),
  v.check(({ kind, shape }) => rightCount(kind, shape.points.length), 'number of points does not fit the kind'),
);

export const labelSchema: v.GenericSchema<LevelLabel> = v.strictObject({
  id,
  revision,
  kind: v.picklist(['vertebra', 'disc']),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
  point: patientPoint,
  frame: text(256),
  accepted: v.boolean(),
});

export const keyImageSchema: v.GenericSchema<KeyImage> = v.strictObject({
  id,
  revision,
  caption: text(10_000),
  view: text(20_000),
  sopInstanceUid: v.nullable(id),
  seriesUid: id,
  changedAt: time,
});

const numberingEntries = {
  numbering: v.picklist(['counted from C2', 'assumed: lowest mobile disc is L5/S1', 'counted from the sacrum', 'reader']),
  variant: v.strictObject({
    thoracic: v.pipe(wholeFrom(11), v.maxValue(13)),
    lumbar: v.pipe(wholeFrom(4), v.maxValue(6)),
  }),
} as const;
export const numberingSchema: v.GenericSchema<Omit<LevelSet, 'labels'>> = v.strictObject(numberingEntries);

const unique = <T extends { readonly id: string }>(item: v.GenericSchema<T>, most: number) =>
  v.pipe(
    listOf(item, most),
    v.check((items) => new Set(items.map((each) => each.id)).size === items.length, 'two items share an id'),
  );

const marksSchema: v.GenericSchema<Marks> = v.strictObject({
  levels: v.strictObject({ labels: unique(labelSchema, 1000), ...numberingEntries }),
  annotations: unique(annotationSchema, 20_000),
  keyImages: unique(keyImageSchema, 2000),
});

export const caseFileSchema: v.GenericSchema<CaseFile> = v.strictObject({
  conus: v.literal(1),
  studyUid: branded<StudyUid>(),
  savedAt: time,
  marks: marksSchema,
});
