import type { Vec3 } from '#geometry/points.ts';
import type { Anatomy } from './anatomy.ts';
import { boxesMeet, type Box, type Region } from './region.ts';
import { TISSUE } from './tissues.ts';

/** A grid of sample positions: the centre of the first pixel, and the steps along rows and columns, in patient mm. */
export type Grid = {
  readonly origin: Vec3;
  readonly right: Vec3;
  readonly down: Vec3;
  readonly normal: Vec3;
  readonly stepMm: number;
  readonly rows: number;
  readonly columns: number;
  readonly thicknessMm: number;
};

/** Signal of one weighting over a grid, water and fat apart, because the scanner displaces fat. */
export type Signal = { readonly water: Float32Array; readonly fat: Float32Array };

/**
 * Places of the sub-samples of a pixel: through the slice at equal shares of its profile (a box with soft edges, in units of the
 * thickness) and spread over the pixel, so that one set does for partial volume in all three directions.
 */
const THROUGH = [-0.46, 0.46, -0.09, 0.27, -0.27, 0.09, 0.37] as const;
const ACROSS = [-0.31, 0.36, 0.08, -0.14, 0.22, -0.43, 0] as const;
const ALONG = [0.17, -0.29, 0.38, -0.43, 0.05, -0.17, 0.29] as const;
const TILE = 16;

/** Regions that can touch a tile of the grid. */
function candidates(regions: readonly Region[], grid: Grid, row: number, column: number, size: number): Region[] {
  const half = grid.thicknessMm * 0.5;
  const bounds = [0, 1, 2].map((axis) => {
    const key = (['x', 'y', 'z'] as const)[axis]!;
    const across = [column - 0.5, column + size - 0.5].map((c) => c * grid.stepMm * grid.right[key]);
    const along = [row - 0.5, row + size - 0.5].map((r) => r * grid.stepMm * grid.down[key]);
    const thick = Math.abs(grid.normal[key]) * half;
    return [
      grid.origin[key] + Math.min(...across) + Math.min(...along) - thick,
      grid.origin[key] + Math.max(...across) + Math.max(...along) + thick,
    ] as const;
  });
  const box: Box = { min: [bounds[0]![0], bounds[1]![0], bounds[2]![0]], max: [bounds[0]![1], bounds[1]![1], bounds[2]![1]] };
  return regions.filter((region) => boxesMeet(region.box, box));
}

/** Whether two codes are of the same pair of tissues (their proportions may differ: textures). */
const alike = (a: number, b: number): boolean => ((a ^ b) & 4095) === 0;

/**
 * Signals of several weightings that share one slice geometry; `tables` give each tissue's signal (see `signalTable`). Two samples
 * tell where a pixel and its neighbours are uniform; all the others get the full set.
 */
export function sampleSlice({ regions }: Anatomy, grid: Grid, tables: readonly Float32Array[]): Signal[] {
  const { origin: o, right: r, down: d, normal: n, stepMm, rows, columns, thicknessMm } = grid;
  const out = tables.map(() => ({ water: new Float32Array(rows * columns), fat: new Float32Array(rows * columns) }));
  // Fat's part of each table apart from water's, so that no branch is needed per sample.
  const fatOnly = tables.map((table) => table.map((value, tissue) => (tissue === TISSUE.fat ? value : 0)));
  const waterOnly = tables.map((table) => table.map((value, tissue) => (tissue === TISSUE.fat ? 0 : value)));
  const first = new Int32Array(rows * columns);
  const second = new Int32Array(rows * columns);
  const codes = new Int32Array(THROUGH.length);

  const sample = (near: readonly Region[], row: number, column: number, k: number): number => {
    const across = (column + ACROSS[k]!) * stepMm;
    const along = (row + ALONG[k]!) * stepMm;
    const through = THROUGH[k]! * thicknessMm;
    const x = o.x + r.x * across + d.x * along + n.x * through;
    const y = o.y + r.y * across + d.y * along + n.y * through;
    const z = o.z + r.z * across + d.z * along + n.z * through;
    for (let i = 0; i < near.length; i++) {
      const code = near[i]!.at(x, y, z);
      if (code !== 0) return code;
    }
    return TISSUE.air;
  };
  const tiles: { row0: number; column0: number; near: Region[] }[] = [];
  for (let row0 = 0; row0 < rows; row0 += TILE)
    for (let column0 = 0; column0 < columns; column0 += TILE)
      tiles.push({ row0, column0, near: candidates(regions, grid, row0, column0, TILE) });

  for (const { row0, column0, near } of tiles) {
    const coarse = near.every((region) => region.coarse);
    for (let row = row0; row < Math.min(rows, row0 + TILE); row++) {
      for (let column = column0; column < Math.min(columns, column0 + TILE); column++) {
        const i = row * columns + column;
        const code = sample(near, row, column, 0);
        first[i] = code;
        second[i] = coarse ? code : sample(near, row, column, 1);
      }
    }
  }
  for (const { row0, column0, near } of tiles) {
    if (near.length === 0) continue;
    const coarse = near.every((region) => region.coarse);
    for (let row = row0; row < Math.min(rows, row0 + TILE); row++) {
      for (let column = column0; column < Math.min(columns, column0 + TILE); column++) {
        const i = row * columns + column;
        const code = first[i]!;
        codes[0] = code;
        codes[1] = second[i]!;
        const uniform =
          coarse ||
          (alike(code, second[i]!) &&
            (column === 0 || (alike(code, first[i - 1]!) && alike(code, second[i - 1]!))) &&
            (column === columns - 1 || (alike(code, first[i + 1]!) && alike(code, second[i + 1]!))) &&
            (row === 0 || (alike(code, first[i - columns]!) && alike(code, second[i - columns]!))) &&
            (row === rows - 1 || (alike(code, first[i + columns]!) && alike(code, second[i + columns]!))));
        const used = uniform ? 2 : THROUGH.length;
        for (let k = 2; k < used; k++) codes[k] = sample(near, row, column, k);
        for (let w = 0; w < tables.length; w++) {
          const waterTable = waterOnly[w]!;
          const fatTable = fatOnly[w]!;
          let water = 0;
          let fat = 0;
          for (let k = 0; k < used; k++) {
            const packed = codes[k]!;
            const f = (packed >>> 12) / 255;
            const a = packed & 63;
            const b = (packed >>> 6) & 63;
            water += waterTable[a]! * (1 - f) + waterTable[b]! * f;
            fat += fatTable[a]! * (1 - f) + fatTable[b]! * f;
          }
          out[w]!.water[i] = water / used;
          out[w]!.fat[i] = fat / used;
        }
      }
    }
  }
  return out;
}
