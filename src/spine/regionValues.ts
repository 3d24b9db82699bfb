/** Statistics of the pixels under a region: those whose centres lie inside its outline. */
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import type { AnnotationKind, RegionValues } from './annotation.ts';

/** Output values (after rescale) of one image, row by row. */
export type ImageValues = { readonly rows: number; readonly columns: number; readonly values: Float32Array };

/** Corners enough that an ellipse's outline is off by less than a thousandth of its size. */
const ELLIPSE_CORNERS = 96;

/** The ellipse through the ends of two of its conjugate diameters (perpendicular axes stay conjugate under non-square pixels). */
export function ellipseOutline([a, b, c, d]: readonly PixelPoint[]): readonly PixelPoint[] {
  if (!a || !b || !c || !d) return [];
  const centre = pixelPoint((a.column + b.column + c.column + d.column) / 4, (a.row + b.row + c.row + d.row) / 4);
  const u = { column: (b.column - a.column) / 2, row: (b.row - a.row) / 2 };
  const v = { column: (d.column - c.column) / 2, row: (d.row - c.row) / 2 };
  return Array.from({ length: ELLIPSE_CORNERS }, (_, index) => {
    const t = (2 * Math.PI * index) / ELLIPSE_CORNERS;
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    return pixelPoint(centre.column + u.column * cos + v.column * sin, centre.row + u.row * cos + v.row * sin);
  });
}

/** Outlines of the regions that a kind has, in the order of its values; none for kinds without regions. */
export function regionsOf(kind: AnnotationKind, pixels: readonly PixelPoint[]): readonly (readonly PixelPoint[])[] {
  if (kind === 'freehand' || kind === 'sacArea') return [pixels];
  if (kind === 'ellipse') return [ellipseOutline(pixels)];
  return kind === 'signalRatio' ? [ellipseOutline(pixels.slice(0, 4)), ellipseOutline(pixels.slice(4))] : [];
}

/** Columns where the outline crosses the middle of a row, ascending (even-odd rule). */
function crossings(outline: readonly PixelPoint[], row: number): number[] {
  const columns = outline.flatMap((a, index) => {
    const b = outline[(index + 1) % outline.length]!;
    if (a.row > row === b.row > row) return [];
    return a.column + ((row - a.row) / (b.row - a.row)) * (b.column - a.column);
  });
  return columns.toSorted((a, b) => a - b);
}

/** Mean, standard deviation (of the population) and number of the pixels inside; zeros when there are none. */
export function regionValues(outline: readonly PixelPoint[], { rows, columns, values }: ImageValues): RegionValues {
  const inside: number[] = [];
  const top = Math.max(0, Math.ceil(Math.min(...outline.map((p) => p.row))));
  const bottom = Math.min(rows - 1, Math.floor(Math.max(...outline.map((p) => p.row))));
  for (let row = top; row <= bottom; row += 1) {
    const cuts = crossings(outline, row);
    for (let i = 0; i + 1 < cuts.length; i += 2)
      for (let column = Math.max(0, Math.ceil(cuts[i]!)); column <= Math.min(columns - 1, cuts[i + 1]!); column += 1)
        inside.push(values[row * columns + column]!);
  }
  if (inside.length === 0) return { mean: 0, deviation: 0, count: 0 };
  const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
  const deviation = Math.sqrt(inside.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inside.length);
  return { mean, deviation, count: inside.length };
}
