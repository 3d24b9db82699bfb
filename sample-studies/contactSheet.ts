/**
 * `npm run samples:sheets`: every slice of every series of the made sample studies, or of the folders given, as PNG contact sheets under
 * `.cache/sheets`, to be looked at beside real studies.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStudies } from '#dicom/buildStudies.ts';
import type { Series } from '#dicom/study.ts';
import { windowFor } from './dicom/pixels.ts';
import { SAMPLES } from './make.ts';
import { png, windowed, type Grey } from './png.ts';
import { storedFrames } from './storedFrames.ts';
import { instanceOf } from './viewingOrder.ts';

const SHEETS = fileURLToPath(new URL('../.cache/sheets', import.meta.url));
const TILE = 300;
const ACROSS = 5;

/** Tiles from left to right, row after row. */
function sheetOf(tiles: readonly Grey[]): Grey {
  const width = TILE * Math.min(ACROSS, tiles.length);
  const height = TILE * Math.ceil(tiles.length / ACROSS);
  const pixels = new Uint8Array(width * height);
  for (const [i, tile] of tiles.entries()) {
    const left = (i % ACROSS) * TILE;
    const top = Math.floor(i / ACROSS) * TILE;
    for (let y = 0; y < tile.height; y++) pixels.set(tile.pixels.subarray(y * tile.width, (y + 1) * tile.width), (top + y) * width + left);
  }
  return { width, height, pixels };
}

async function tilesOf(folder: string, { slices }: Series): Promise<Grey[]> {
  const tiles: Grey[] = [];
  for (const { source, frame } of slices) {
    const instance = instanceOf(join(folder, source), source)!;
    const frames = await storedFrames(join(folder, source), instance);
    const { rows, columns } = instance.pixels;
    const raw = frames[frame.number - 1]!;
    const floor = raw.reduce((least, value) => Math.min(least, value), 65_535);
    const image = { pixels: raw.map((value) => value - floor), rows, columns };
    const window = windowFor([image]);
    const scale = TILE / Math.max(rows, columns);
    tiles.push(windowed(image, window, Math.round(columns * scale), Math.round(rows * scale)));
  }
  return tiles;
}

/** Writes the sheets of every series in a folder; returns their paths. */
export async function contactSheets(folder: string, target: string): Promise<string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted();
  const { studies } = buildStudies(names.flatMap((name) => instanceOf(join(folder, name), name) ?? []));
  mkdirSync(target, { recursive: true });
  const written: string[] = [];
  for (const { date, series } of studies) {
    for (const one of series) {
      const description = one.description.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'no-description';
      const file = join(target, `${date}-${String(one.number ?? 0).padStart(2, '0')}-${description}.png`);
      writeFileSync(file, png(sheetOf(await tilesOf(folder, one))));
      written.push(file);
    }
  }
  return written;
}

if (import.meta.main) {
  const given = process.argv.slice(2);
  const made = () =>
    readdirSync(SAMPLES, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(SAMPLES, name));
  for (const folder of given.length > 0 ? given.map((each) => resolve(each)) : made()) {
    const sheets = await contactSheets(folder, join(SHEETS, basename(folder)));
    console.log(`${sheets.length} sheets in ${join(SHEETS, basename(folder))}`);
  }
}
