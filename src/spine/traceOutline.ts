/** The outline of a set of pixels as a smooth closed polygon. */
import { pixelPoint, type PixelPoint } from '#geometry/points.ts';
import type { Mask } from './mask.ts';

/** Share of each pixel and its neighbours that belongs, so that the outline runs between steps instead of along them. */
function softened({ rows, columns, bits }: Mask): Float32Array {
  const weights = [1, 2, 1];
  return Float32Array.from(bits, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let dr = -1; dr <= 1; dr += 1)
      for (let dc = -1; dc <= 1; dc += 1) {
        const [r, c] = [row + dr, column + dc];
        if (r >= 0 && r < rows && c >= 0 && c < columns) sum += weights[dr + 1]! * weights[dc + 1]! * bits[r * columns + c]!;
      }
    return sum / 16;
  });
}

type Crossing = { readonly key: string; readonly at: PixelPoint };

/**
 * Half-way line of the softened set (marching squares), in the mask's own pixels: the longest closed loop. Empty for an empty set. The
 * set must not touch the mask's edge.
 */
export function traceOutline(mask: Mask): readonly PixelPoint[] {
  const { rows, columns } = mask;
  const share = softened(mask);
  const value = (row: number, column: number): number => share[row * columns + column]!;
  const between = (row: number, column: number, isAcross: boolean): Crossing => {
    const [a, b] = [value(row, column), isAcross ? value(row, column + 1) : value(row + 1, column)];
    const t = (0.5 - a) / (b - a);
    const at = isAcross ? pixelPoint(column + t, row) : pixelPoint(column, row + t);
    return { key: `${isAcross ? 'a' : 'd'}${row} ${column}`, at };
  };
  const next = new Map<string, Crossing>();
  const places = new Map<string, Crossing>();
  for (let row = 0; row + 1 < rows; row += 1)
    for (let column = 0; column + 1 < columns; column += 1)
      for (const [from, to] of cellSegments(value, between, row, column)) {
        next.set(from.key, to);
        places.set(from.key, from);
      }
  const loops: PixelPoint[][] = [];
  while (places.size > 0) {
    const loop: PixelPoint[] = [];
    let here = places.values().next().value;
    while (here && places.delete(here.key)) {
      loop.push(here.at);
      here = next.get(here.key);
    }
    loops.push(loop);
  }
  return loops.reduce<readonly PixelPoint[]>((longest, loop) => (loop.length > longest.length ? loop : longest), []);
}

/** Pieces of the line within a square of four pixels, the set always on the right hand. */
function cellSegments(
  value: (row: number, column: number) => number,
  between: (row: number, column: number, isAcross: boolean) => Crossing,
  row: number,
  column: number,
): readonly (readonly [Crossing, Crossing])[] {
  const inside = (r: number, c: number): boolean => value(r, c) >= 0.5;
  const corners = [inside(row, column), inside(row, column + 1), inside(row + 1, column + 1), inside(row + 1, column)];
  const sides = [
    () => between(row, column, true),
    () => between(row, column + 1, false),
    () => between(row + 1, column, true),
    () => between(row, column, false),
  ];
  // Going round the square, the line comes in where the set is left and goes out where it is entered again.
  const leaves = [0, 1, 2, 3].filter((i) => corners[i] && !corners[(i + 1) % 4]);
  const enters = [0, 1, 2, 3].filter((i) => !corners[i] && corners[(i + 1) % 4]);
  return leaves.map((leave) => {
    const enter = enters.toSorted((a, b) => ((a - leave + 4) % 4) - ((b - leave + 4) % 4))[0]!;
    return [sides[leave]!(), sides[enter]!()] as const;
  });
}
