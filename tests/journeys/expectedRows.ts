/** What pydicom says of the real files (expected.csv), and their images' geometry from it. */
import { readFileSync } from 'node:fs';
import { real } from '../realData.ts';
import type { Image } from './images.ts';
import { unit, type Triple } from './vectors.ts';

export type Row = Readonly<Record<string, string>>;

/** Cells of a line of CSV: quoted ones may hold commas, and quotes doubled (RFC 4180). */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

/** Rows whose path begins with `prefix`; only called where the real data is. */
export const expectedRows = (prefix: string): readonly Row[] => {
  const [head = '', ...lines] = readFileSync(real('expected.csv'), 'utf8').trim().split(/\r?\n/);
  const names = cellsOf(head);
  return lines
    .filter((line) => line.startsWith(prefix))
    .map((line) => {
      const cells = cellsOf(line);
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    });
};

const numbers = (text = ''): number[] => text.split('\\').map(Number);

export const imageOf = (row: Row): Image => {
  const [x, y, z] = numbers(row['ImagePositionPatient']);
  const [a, b, c, d, e, f] = numbers(row['ImageOrientationPatient']);
  const [rowMm, columnMm] = numbers(row['PixelSpacing']);
  return {
    sopUid: row['SOPInstanceUID']!,
    seriesUid: row['SeriesInstanceUID']!,
    rows: Number(row['Rows']),
    columns: Number(row['Columns']),
    position: [x, y, z] as unknown as Triple,
    along: unit([a, b, c] as unknown as Triple),
    down: unit([d, e, f] as unknown as Triple),
    columnMm: columnMm!,
    rowMm: rowMm!,
  };
};

export type RealName = 'lumbar-hitachi-0.3t' | 'lumbar-toshiba-1.5t';
export type RealStudy = {
  readonly name: RealName;
  readonly folder: string;
  readonly rows: readonly Row[];
  readonly images: ReadonlyMap<string, Image>;
};

/** One of the two lumbar studies: every image of it by SOP Instance UID. */
export const realStudy = (name: RealName): RealStudy => {
  const rows = expectedRows(`${name}/`).filter((row) => row['SOPInstanceUID'] && row['ImagePositionPatient']);
  return { name, folder: real(name), rows, images: new Map(rows.map((row) => [row['SOPInstanceUID']!, imageOf(row)])) };
};

/** Series Instance UID of a series number. */
export const seriesUid = ({ rows }: RealStudy, number: number): string =>
  rows.find((row) => Number(row['SeriesNumber']) === number)!['SeriesInstanceUID']!;
