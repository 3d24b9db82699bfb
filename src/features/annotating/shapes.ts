/** From presses to an annotation's points and back, in pixels of the image drawn on. Pure. */
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import type { AnnotationKind } from '#spine/annotation.ts';

/** Ends of the two axes of the ellipse in the box between two corners. */
function boxedEllipse(a: PixelPoint, b: PixelPoint): readonly PixelPoint[] {
  const [column, row] = [(a.column + b.column) / 2, (a.row + b.row) / 2];
  return [pixelPoint(a.column, row), pixelPoint(b.column, row), pixelPoint(column, a.row), pixelPoint(column, b.row)];
}

/** The points that presses stand for: an ellipse is pressed as a box. An odd corner without its opposite gives nothing yet. */
export function pointsOf(kind: AnnotationKind, pressed: readonly PixelPoint[]): readonly PixelPoint[] {
  if (kind !== 'ellipse' && kind !== 'signalRatio') return pressed;
  return pressed.flatMap((corner, index) => (index % 2 === 1 ? boxedEllipse(pressed[index - 1]!, corner) : []));
}

/** Pixel steps in mm or, where those are unknown, square ones. */
export type Steps = { readonly rowStepMm: number; readonly columnStepMm: number };

/**
 * Points with one handle moved. An ellipse's axis keeps its other end, and the second axis stays across it at its own length; every
 * other kind just moves that point.
 */
export function withHandle(
  kind: AnnotationKind,
  points: readonly PixelPoint[],
  index: number,
  to: PixelPoint,
  steps: Steps,
): readonly PixelPoint[] {
  if (kind !== 'ellipse' && kind !== 'signalRatio') return points.map((point, i) => (i === index ? to : point));
  const start = index - (index % 4);
  const ellipse = withEllipseHandle(points.slice(start, start + 4), index - start, to, steps);
  return points.map((point, i) => ellipse[i - start] ?? point);
}

function withEllipseHandle(ends: readonly PixelPoint[], index: number, to: PixelPoint, steps: Steps): readonly PixelPoint[] {
  const { rowStepMm, columnStepMm } = steps;
  const flat = ({ column, row }: PixelPoint): [number, number] => [column * columnStepMm, row * rowStepMm];
  const pixel = (x: number, y: number): PixelPoint => pixelPoint(x / columnStepMm, y / rowStepMm);
  const [moved, fixed] = [flat(to), flat(ends[index ^ 1]!)];
  const axis = [moved[0] - fixed[0], moved[1] - fixed[1]] as const;
  const size = Math.hypot(...axis);
  if (size === 0) return ends;
  const middle = [(moved[0] + fixed[0]) / 2, (moved[1] + fixed[1]) / 2] as const;
  const otherStart = index < 2 ? 2 : 0;
  const [c, d] = [flat(ends[otherStart]!), flat(ends[otherStart + 1]!)];
  const half = Math.hypot(d[0] - c[0], d[1] - c[1]) / 2 / size;
  // Across the moved axis, on the same side as before.
  const side = (d[0] - c[0]) * -axis[1] + (d[1] - c[1]) * axis[0] >= 0 ? half : -half;
  const across = [
    pixel(middle[0] + axis[1] * side, middle[1] - axis[0] * side),
    pixel(middle[0] - axis[1] * side, middle[1] + axis[0] * side),
  ];
  const along = index % 2 === 0 ? [to, ends[index ^ 1]!] : [ends[index ^ 1]!, to];
  return index < 2 ? [...along, ...across] : [...across, ...along];
}

/** All points moved together. */
export const shiftedBy = (points: readonly PixelPoint[], columns: number, rows: number): readonly PixelPoint[] =>
  points.map((p) => pixelPoint(p.column + columns, p.row + rows));

/** A trace with the points that matter (Ramer, Douglas, Peucker): none left out lies farther than `tolerance` pixels from it. */
export function simplified(trace: readonly PixelPoint[], tolerance: number): readonly PixelPoint[] {
  const [first, last] = [trace[0], trace.at(-1)];
  if (!first || !last || trace.length < 3) return trace;
  const [dx, dy] = [last.column - first.column, last.row - first.row];
  const size = Math.hypot(dx, dy);
  const away = (p: PixelPoint): number =>
    size === 0
      ? Math.hypot(p.column - first.column, p.row - first.row)
      : Math.abs((p.column - first.column) * dy - (p.row - first.row) * dx) / size;
  let [farthest, most] = [0, tolerance];
  for (let i = 1; i + 1 < trace.length; i += 1) if (away(trace[i]!) > most) [farthest, most] = [i, away(trace[i]!)];
  if (farthest === 0) return [first, last];
  return [...simplified(trace.slice(0, farthest + 1), tolerance).slice(0, -1), ...simplified(trace.slice(farthest), tolerance)];
}
