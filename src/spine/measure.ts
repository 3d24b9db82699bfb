/** Numbers of an annotation, from its points. Computed whenever they are shown, never stored. */
import type { Vec3 } from '#geometry/points.ts';
import type { Weighting } from '#dicom/study.ts';
import type { Annotation, AnnotationKind, RegionValues } from './annotation.ts';
import { isMetric, measuredPoints, type Spacing } from './annotationPoints.ts';
import {
  along,
  alike,
  angleAt,
  closes,
  crossesItself,
  distance,
  ellipseArea,
  lineAngle,
  perimeter,
  polygonArea,
  type Line,
} from './figures.ts';
import type { MeasuredRow, Measurement, Unit } from './measurement.ts';
import { fitnessWarnings } from './planeFitness.ts';
import { genant, meyerding, REFERENCES } from './references.ts';
import { BY_ONE_CLICK } from './regionGrow.ts';
import { heightLoss, heightsOf, neighbourHeights } from './vertebralLoss.ts';

/** What the caller knows of the place where it was drawn. */
export type MeasureContext = {
  /** Of an image without geometry; null: not stated. */
  readonly spacingMm: Spacing;
  /** Direction of the canal there, from the level labels; null when they do not say. */
  readonly canal: Vec3 | null;
  /** The level there ("L4/5 disc"); null when it has no name. */
  readonly level: string | null;
  readonly weighting: Weighting | null;
  /** Everything drawn on the study: a vertebra is compared with its measured neighbours. */
  readonly all: readonly Annotation[];
};

type Result = Pick<Measurement, 'rows'> & Partial<Pick<Measurement, 'grade' | 'warnings'>>;
type About = { readonly annotation: Annotation; readonly context: MeasureContext; readonly length: Unit; readonly area: Unit };
type Measure = (points: readonly Vec3[], about: About) => Result;

const row = (label: string, value: number, unit: Unit): MeasuredRow => ({ label, value, unit });
const linesOf = (p: readonly Vec3[]): [Line, Line] => [
  [p[0]!, p[1]!],
  [p[2]!, p[3]!],
];

const span =
  (label: string): Measure =>
  (p, { length }) => ({ rows: [row(label, distance(p[0]!, p[1]!), length)] });

const pixelRows = (values: RegionValues | undefined): readonly MeasuredRow[] =>
  values && values.count > 0 ? [row('Mean', values.mean, 'value'), row('Standard deviation', values.deviation, 'value')] : [];

const outline =
  (label: string): Measure =>
  (p, { annotation, length, area }) => ({
    rows: [row(label, polygonArea(p), area), row('Perimeter', perimeter(p), length), ...pixelRows(annotation.values[0])],
    warnings: [
      ...(crossesItself(p) ? ['The outline crosses itself: its area means nothing.'] : []),
      ...(annotation.text === BY_ONE_CLICK
        ? ['Found from bright CSF: roots at its edge may be left out, and the sac is then larger.']
        : []),
    ],
  });

const TOO_FLAT = 'Over 90°: check that both lines run from anterior to posterior.';

/** Positive where the endplates open to the front (lordosis), negative where they open to the back. */
const sagittalAngle =
  (label: string): Measure =>
  (p) => {
    const [upper, second] = linesOf(p);
    const lower = alike(upper, second);
    const angle = lineAngle(upper, lower);
    return { rows: [row(label, closes(upper, lower) ? angle : -angle, '°')], warnings: angle > 90 ? [TOO_FLAT] : [] };
  };

const discHeight: Measure = (p, { length }) => {
  const { anterior, middle, posterior } = heightsOf(p);
  const mean = (anterior + middle + posterior) / 3;
  const depth = (distance(p[0]!, p[4]!) + distance(p[1]!, p[5]!)) / 2;
  return {
    rows: [
      row('Mean height', mean, length),
      row('Anterior', anterior, length),
      row('Middle', middle, length),
      row('Posterior', posterior, length),
      row('Endplate depth', depth, length),
      ...(depth > 0 ? [row('Height index', mean / depth, 'ratio')] : []),
    ],
  };
};

const slip: Measure = (p, { length }) => {
  const [, posteriorAbove, anteriorBelow, posteriorBelow] = p as readonly [Vec3, Vec3, Vec3, Vec3];
  const depth = distance(anteriorBelow, posteriorBelow);
  const offset = along(posteriorAbove, posteriorBelow, anteriorBelow);
  const percent = depth > 0 ? (100 * offset) / depth : 0;
  return {
    rows: [row('Slip', offset, length), row('Of endplate', percent, '%'), row('Endplate depth', depth, length)],
    grade: meyerding(percent),
  };
};

const vertebralHeight: Measure = (p, { annotation, context, length }) => {
  const heights = heightsOf(p);
  const neighbours = neighbourHeights(annotation, context.all);
  const { percent, most } = heightLoss(heights, neighbours);
  return {
    rows: [
      row('Height loss', percent, '%'),
      row('Anterior', heights.anterior, length),
      row('Middle', heights.middle, length),
      row('Posterior', heights.posterior, length),
    ],
    grade: genant(percent, most),
    warnings:
      neighbours.length > 0
        ? []
        : ['Compared with its own posterior height. Measure a neighbour as well: a crush of all three does not show.'],
  };
};

const signalRatio: Measure = (_p, { annotation: { values }, context }) => {
  const [nucleus, csf] = values;
  const warnings = context.weighting && context.weighting !== 'T2' ? [`Defined on T2; this series is ${context.weighting}.`] : [];
  if (!nucleus?.count || !csf?.count || csf.mean === 0)
    return {
      rows: [],
      warnings: [...warnings, 'No pixel values under the two regions: draw them on an acquired slice, inside the image.'],
    };
  const rows = [
    row('Nucleus to CSF', nucleus.mean / csf.mean, 'ratio'),
    row('Nucleus mean', nucleus.mean, 'value'),
    row('CSF mean', csf.mean, 'value'),
  ];
  return { rows, warnings };
};

const MEASURES = {
  length: span('Length'),
  angle: (p) => ({ rows: [row('Angle', angleAt(p[0]!, p[1]!, p[2]!), '°')] }),
  cobb: (p) => {
    const [upper, second] = linesOf(p);
    return { rows: [row('Cobb angle', lineAngle(upper, alike(upper, second)), '°')] };
  },
  bidirectional: (p, { length }) => ({
    rows: [row('Long axis', distance(p[0]!, p[1]!), length), row('Short axis', distance(p[2]!, p[3]!), length)],
  }),
  ellipse: (p, { annotation, area }) => ({ rows: [row('Area', ellipseArea(...linesOf(p)), area), ...pixelRows(annotation.values[0])] }),
  freehand: outline('Area'),
  point: () => ({ rows: [] }),
  arrow: () => ({ rows: [] }),
  canalAp: span('Canal AP'),
  sacArea: outline('Sac area'),
  lateralRecess: span('Recess depth'),
  discHeight,
  slip,
  lordosis: sagittalAngle('Lordosis'),
  segmentalAngle: sagittalAngle('Segmental angle'),
  vertebralHeight,
  signalRatio,
  conusLevel: (_p, { context }) => ({
    rows: [],
    grade: context.level,
    warnings: context.level ? [] : ['Label the levels to read the level of the conus.'],
  }),
} satisfies Record<AnnotationKind, Measure>;

export function measure(annotation: Annotation, context: MeasureContext): Measurement {
  const { kind, shape } = annotation;
  const metric = isMetric(shape, context.spacingMm);
  const points = measuredPoints(shape, context.spacingMm);
  const about: About = { annotation, context, length: metric ? 'mm' : 'px', area: metric ? 'mm²' : 'px²' };
  const measureKind: Measure = MEASURES[kind];
  const { rows, grade = null, warnings = [] } = measureKind(points, about);
  const unfit = kind === 'arrow' || kind === 'point' ? [] : fitnessWarnings(annotation, context.canal, context.spacingMm);
  const reference = metric ? (REFERENCES[kind] ?? null) : null;
  return { rows, grade, reference, warnings: [...unfit, ...warnings] };
}
