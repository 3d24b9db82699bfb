/** An annotation as lines on a pane, in CSS pixels. Truth for drawing, for hit tests and for placing its label. */
import { canvasPoint, pixelPoint, type CanvasPoint } from '#geometry/points.ts';
import type { AnnotationKind } from '#spine/annotation.ts';
import { ellipseOutline } from '#spine/regionValues.ts';

export type Polyline = readonly CanvasPoint[];

export type Sketch = {
  /** What was marked. */
  readonly lines: readonly Polyline[];
  /** Construction: how the marked parts make the number. */
  readonly thin: readonly Polyline[];
  /** One for each point, in their order. */
  readonly handles: readonly CanvasPoint[];
};

const TICK_PX = 5;
const ARROW_PX = 11;
const ARC_PX = 22;
const CROSS_PX = 6;

const middle = (a: CanvasPoint, b: CanvasPoint): CanvasPoint => canvasPoint((a.x + b.x) / 2, (a.y + b.y) / 2);
const moved = ({ x, y }: CanvasPoint, dx: number, dy: number): CanvasPoint => canvasPoint(x + dx, y + dy);
const unit = (from: CanvasPoint, to: CanvasPoint): readonly [number, number] => {
  const size = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return [(to.x - from.x) / size, (to.y - from.y) / size];
};

/** A line with a short stroke across each end. */
function ticked(a: CanvasPoint, b: CanvasPoint): Polyline[] {
  const [x, y] = unit(a, b);
  const tick = (p: CanvasPoint): Polyline => [moved(p, -y * TICK_PX, x * TICK_PX), moved(p, y * TICK_PX, -x * TICK_PX)];
  return [[a, b], tick(a), tick(b)];
}

const closed = (points: Polyline): Polyline => (points.length > 2 ? [...points, points[0]!] : points);

function ellipse(ends: readonly CanvasPoint[]): Polyline {
  const outline = ellipseOutline(ends.map(({ x, y }) => pixelPoint(x, y)));
  return closed(outline.map(({ column, row }) => canvasPoint(column, row)));
}

/** The foot of `p` on the line through `a` and `b`. */
function footOn(p: CanvasPoint, a: CanvasPoint, b: CanvasPoint): CanvasPoint {
  const [x, y] = unit(a, b);
  const t = (p.x - a.x) * x + (p.y - a.y) * y;
  return moved(a, t * x, t * y);
}

function arc(vertex: CanvasPoint, a: CanvasPoint, b: CanvasPoint): Polyline {
  const radius = Math.min(ARC_PX, Math.hypot(a.x - vertex.x, a.y - vertex.y) / 2, Math.hypot(b.x - vertex.x, b.y - vertex.y) / 2);
  const start = Math.atan2(a.y - vertex.y, a.x - vertex.x);
  const turn = Math.atan2(b.y - vertex.y, b.x - vertex.x) - start;
  const least = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  return Array.from({ length: 13 }, (_, i) => {
    const t = start + (least * i) / 12;
    return moved(vertex, radius * Math.cos(t), radius * Math.sin(t));
  });
}

function arrow(tip: CanvasPoint, tail: CanvasPoint): Polyline[] {
  const [x, y] = unit(tip, tail);
  const barb = (side: number) => moved(tip, ARROW_PX * (x * 0.87 - side * y * 0.5), ARROW_PX * (y * 0.87 + side * x * 0.5));
  return [
    [tip, tail],
    [barb(1), tip, barb(-1)],
  ];
}

const cross = (p: CanvasPoint): Polyline[] => [
  [moved(p, -CROSS_PX, 0), moved(p, CROSS_PX, 0)],
  [moved(p, 0, -CROSS_PX), moved(p, 0, CROSS_PX)],
];

type Parts = Omit<Sketch, 'handles'>;
const span = (p: Polyline): Parts => ({ lines: p.length < 2 ? [] : ticked(p[0]!, p[1]!), thin: [] });
const pairs = (p: Polyline): Polyline[] => [0, 2, 4].flatMap((i) => (p.length > i + 1 ? [[p[i]!, p[i + 1]!]] : []));
/** Two lines, and what joins their middles. */
const twoLines = (p: Polyline): Parts => ({
  lines: pairs(p),
  thin: p.length === 4 ? [[middle(p[0]!, p[1]!), middle(p[2]!, p[3]!)]] : [],
});
const threeHeights = (p: Polyline): Parts => ({
  lines: pairs(p),
  thin: [p.filter((_, i) => i % 2 === 0), p.filter((_, i) => i % 2 === 1)].filter((line) => line.length > 1),
});
const outline = (p: Polyline): Parts => ({ lines: [closed(p)], thin: [] });
const mark = (p: Polyline): Parts => ({ lines: p[0] ? cross(p[0]) : [], thin: [] });

const SKETCHES = {
  length: span,
  canalAp: span,
  lateralRecess: span,
  angle: (p) => ({ lines: [p], thin: p.length === 3 ? [arc(p[1]!, p[0]!, p[2]!)] : [] }),
  cobb: twoLines,
  lordosis: twoLines,
  segmentalAngle: twoLines,
  bidirectional: (p) => ({ lines: pairs(p).flatMap(([a, b]) => ticked(a!, b!)), thin: [] }),
  ellipse: (p) => ({ lines: p.length < 4 ? [] : [ellipse(p)], thin: [] }),
  signalRatio: (p) => ({ lines: [p.slice(0, 4), p.slice(4)].filter((ends) => ends.length === 4).map(ellipse), thin: [] }),
  freehand: outline,
  sacArea: outline,
  point: mark,
  conusLevel: mark,
  arrow: (p) => ({ lines: p.length < 2 ? [] : arrow(p[0]!, p[1]!), thin: [] }),
  discHeight: threeHeights,
  vertebralHeight: threeHeights,
  // The offset is measured along the lower endplate, from its posterior corner to the foot of the upper one.
  slip: (p) => {
    if (p.length < 4) return { lines: pairs(p), thin: [] };
    const foot = footOn(p[1]!, p[3]!, p[2]!);
    return { lines: pairs(p), thin: [[p[1]!, foot, p[3]!]] };
  },
} satisfies Record<AnnotationKind, (points: Polyline) => Parts>;

/** `points` may be fewer than the kind takes: a draft shows what it has. */
export const sketchOf = (kind: AnnotationKind, points: Polyline): Sketch => {
  const sketch: (points: Polyline) => Parts = SKETCHES[kind];
  return { ...sketch(points), handles: points };
};

/** The lines as one SVG path. */
export const pathOf = (lines: readonly Polyline[]): string =>
  lines.map((line) => line.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')).join('');

function toSegment(p: CanvasPoint, a: CanvasPoint, b: CanvasPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const size = dx * dx + dy * dy;
  const t = size === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / size));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** CSS pixels from a place to the nearest line of a sketch. */
export const distanceTo = ({ lines }: Pick<Sketch, 'lines'>, p: CanvasPoint): number =>
  lines.reduce((least, line) => line.slice(1).reduce((near, b, i) => Math.min(near, toSegment(p, line[i]!, b)), least), Infinity);
