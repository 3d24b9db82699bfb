/** Height loss of a vertebral body against its neighbours (handbook clinical: Genant). */
import type { Vec3 } from '#geometry/points.ts';
import { distance as between } from './figures.ts';
import { centreOf } from './annotationPoints.ts';
import type { Annotation } from './annotation.ts';

export type Heights = { readonly anterior: number; readonly middle: number; readonly posterior: number };
const COLUMNS = ['anterior', 'middle', 'posterior'] as const;
export type Column = (typeof COLUMNS)[number];

/** Centres of neighbouring lumbar vertebrae lie about 30 to 45 mm apart: nearer is the same one, farther is not next to it. */
const NEIGHBOUR_MM = [15, 60] as const;

/** Heights from the six points: anterior upper, lower; middle upper, lower; posterior upper, lower. */
export const heightsOf = (p: readonly Vec3[]): Heights => ({
  anterior: between(p[0]!, p[1]!),
  middle: between(p[2]!, p[3]!),
  posterior: between(p[4]!, p[5]!),
});

/** Heights of the vertebrae measured next to this one, nearest above and nearest below. */
export function neighbourHeights(annotation: Annotation, all: readonly Annotation[]): readonly Heights[] {
  const centre = centreOf(annotation);
  if (!centre) return [];
  const others = all.flatMap((other) => {
    const at = other.kind === 'vertebralHeight' && other.id !== annotation.id && other.on.frame === annotation.on.frame && centreOf(other);
    if (!at) return [];
    const awayMm = between(at, centre);
    const isNext = awayMm >= NEIGHBOUR_MM[0] && awayMm <= NEIGHBOUR_MM[1];
    return isNext ? [{ awayMm, above: at.z > centre.z, heights: heightsOf(other.shape.points as readonly Vec3[]) }] : [];
  });
  const nearest = (above: boolean) => others.filter((each) => each.above === above).toSorted((a, b) => a.awayMm - b.awayMm)[0];
  return [nearest(true), nearest(false)].flatMap((each) => each?.heights ?? []);
}

/**
 * The greatest loss in percent and the column that has it. Against the mean of the neighbours, column by column; without neighbours
 * against the vertebra's own posterior height, which shows a wedge or a biconcave shape but no crush.
 */
export function heightLoss(heights: Heights, neighbours: readonly Heights[]): { readonly percent: number; readonly most: Column } {
  const usual = (column: Column): number =>
    neighbours.length > 0 ? neighbours.reduce((sum, each) => sum + each[column], 0) / neighbours.length : heights.posterior;
  const losses = COLUMNS.map((most) => ({ most, percent: usual(most) > 0 ? Math.max(0, 1 - heights[most] / usual(most)) * 100 : 0 }));
  return losses.reduce((greatest, each) => (each.percent > greatest.percent ? each : greatest));
}
