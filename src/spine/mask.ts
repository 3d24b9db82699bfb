/** Sets of pixels of a small image: what belongs to a region while it is being found. */

/** 1 where a pixel belongs; row by row. */
export type Mask = { readonly rows: number; readonly columns: number; readonly bits: Uint8Array };

/** Pixel offsets within a radius in mm; at least the pixel itself. */
export function discOf(radiusMm: number, [rowStep, columnStep]: readonly [number, number]): readonly (readonly [number, number])[] {
  const [rows, columns] = [Math.floor(radiusMm / rowStep), Math.floor(radiusMm / columnStep)];
  const offsets: [number, number][] = [];
  for (let row = -rows; row <= rows; row += 1)
    for (let column = -columns; column <= columns; column += 1)
      if (Math.hypot(row * rowStep, column * columnStep) <= radiusMm) offsets.push([row, column]);
  return offsets;
}

type Disc = ReturnType<typeof discOf>;

/** Spreads `value` over the disc around each pixel that has it: 1 grows the set, 0 shrinks it (beyond the image counts as empty). */
function spread({ rows, columns, bits }: Mask, disc: Disc, value: 0 | 1): Mask {
  const out = Uint8Array.from(bits);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      if (bits[row * columns + column] !== value) continue;
      for (const [dr, dc] of disc) {
        const [r, c] = [row + dr, column + dc];
        if (r >= 0 && r < rows && c >= 0 && c < columns) out[r * columns + c] = value;
      }
    }
  return { rows, columns, bits: out };
}

/** Without what is thinner than the disc: narrow leaks break. */
export const opened = (mask: Mask, disc: Disc): Mask => spread(spread(mask, disc, 0), disc, 1);
/** With gaps narrower than the disc closed. */
export const closed = (mask: Mask, disc: Disc): Mask => spread(spread(mask, disc, 1), disc, 0);

/** The pixels connected (by their sides) to one of `seeds`, among those for which `inside` holds. */
export function connected({ rows, columns, bits }: Mask, seeds: Iterable<number>, inside: 0 | 1): Mask {
  const out = new Uint8Array(bits.length);
  const open = [...seeds].filter((at) => bits[at] === inside);
  for (const at of open) out[at] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const column = at % columns;
    const next = [at - columns, at + columns, column > 0 ? at - 1 : -1, column < columns - 1 ? at + 1 : -1];
    for (const other of next) {
      if (other < 0 || other >= rows * columns || out[other] === 1 || bits[other] !== inside) continue;
      out[other] = 1;
      open.push(other);
    }
  }
  return { rows, columns, bits: out };
}

/** Places along the image's edge. */
export function edgesOf({ rows, columns }: Mask): number[] {
  const across = Array.from({ length: columns }, (_, column) => [column, (rows - 1) * columns + column]);
  const down = Array.from({ length: rows }, (_, row) => [row * columns, row * columns + columns - 1]);
  return [...across, ...down].flat();
}

/** With every hole that the set surrounds filled. */
export function filled(mask: Mask): Mask {
  const outside = connected(mask, edgesOf(mask), 0);
  return { ...mask, bits: outside.bits.map((bit) => 1 - bit) };
}

export const countOf = ({ bits }: Mask): number => bits.reduce((sum, bit) => sum + bit, 0);
