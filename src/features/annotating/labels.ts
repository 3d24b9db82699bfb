/** Places labels beside what they measure, never over it, inside the pane and clear of each other. Pure; CSS pixels. */
import { canvasPoint, type CanvasPoint } from '#geometry/points.ts';
import type { PaneSize } from '#geometry/viewTransform.ts';
import type { Polyline } from './sketch.ts';

export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
export type Placed = { readonly box: Box; readonly leader: readonly [CanvasPoint, CanvasPoint] };

/** From the lines to their label. */
const GAP_PX = 16;
/** Kept free along the pane's edge. */
const EDGE_PX = 6;
const LINE_PX = 16;
/** Width of a character of the overlay font, and of the label's margins; a little generous, since fonts differ. */
const CHARACTER_PX = 6.7;
const MARGIN_PX = 10;

export const labelSize = (lines: readonly string[]): { width: number; height: number } => ({
  width: Math.max(...lines.map((line) => line.length)) * CHARACTER_PX + MARGIN_PX,
  height: lines.length * LINE_PX + 4,
});

const bounds = (points: Polyline): Box => {
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
};

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top));

/** The nearest of the points to the box, and where the box meets it. */
function leaderTo(box: Box, points: Polyline): readonly [CanvasPoint, CanvasPoint] {
  const edge = (p: CanvasPoint): CanvasPoint =>
    canvasPoint(Math.min(box.left + box.width, Math.max(box.left, p.x)), Math.min(box.top + box.height, Math.max(box.top, p.y)));
  const far = (p: CanvasPoint): number => Math.hypot(p.x - edge(p).x, p.y - edge(p).y);
  const nearest = points.reduce((best, p) => (far(p) < far(best) ? p : best));
  return [nearest, edge(nearest)];
}

/** What a label above or below costs more than one beside: over the spine it would hide the neighbouring levels. */
const STACKED_COST = 120;

type Candidate = { readonly box: Box; readonly cost: number };

/** Beside, above and below the bounds, level with its middle or its ends. */
function candidates({ left, top, width, height }: Box, size: { width: number; height: number }, pane: PaneSize): Candidate[] {
  const rows = [top + height / 2 - size.height / 2, top - size.height / 2, top + height - size.height / 2];
  const columns = [left + width / 2 - size.width / 2, left - size.width / 2, left + width - size.width / 2];
  const places = [
    ...rows.map((y) => [left + width + GAP_PX, y, 0] as const),
    ...rows.map((y) => [left - GAP_PX - size.width, y, 0] as const),
    ...columns.map((x) => [x, top + height + GAP_PX, STACKED_COST] as const),
    ...columns.map((x) => [x, top - GAP_PX - size.height, STACKED_COST] as const),
  ];
  const within = (value: number, room: number) => Math.max(EDGE_PX, Math.min(room - EDGE_PX, value));
  return places.map(([x, y, cost]) => ({
    box: { left: within(x, pane.widthPx - size.width), top: within(y, pane.heightPx - size.height), ...size },
    cost,
  }));
}

/**
 * A place for each label, in order; earlier ones choose first. `marks[i]` are the points that label i speaks of and must not cover;
 * it stands beside all of them, or beside `besides[i]` where only a part is meant (an arrow's tail).
 */
export function placeLabels(
  marks: readonly Polyline[],
  sizes: readonly { readonly width: number; readonly height: number }[],
  pane: PaneSize,
  besides: readonly (Polyline | undefined)[] = [],
): readonly (Placed | null)[] {
  const all = marks.map((points) => (points.length > 0 ? bounds(points) : null));
  const taken: Box[] = [];
  return sizes.map((size, index) => {
    const own = all[index];
    if (!own) return null;
    const anchor = besides[index] ?? marks[index]!;
    const beside = bounds(anchor);
    // Its own marks count most: a label over what it measures hides it.
    const cost = ({ box, cost: placeCost }: Candidate): number =>
      placeCost +
      8 * overlap(box, own) +
      4 * taken.reduce((sum, other) => sum + overlap(box, other), 0) +
      all.reduce((sum, other, i) => sum + (other && i !== index ? overlap(box, other) : 0), 0) +
      Math.hypot(box.left + box.width / 2 - beside.left - beside.width / 2, box.top + box.height / 2 - beside.top - beside.height / 2);
    const { box } = candidates(beside, size, pane).reduce((best, each) => (cost(each) < cost(best) ? each : best));
    taken.push(box);
    return { box, leader: leaderTo(box, anchor) };
  });
}
