/** The pieces that a sample study is made in, and how one piece is made: a plain function, run by the render processes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enhancedMrFile } from './dicom/enhancedMr.ts';
import { mrImageFile } from './dicom/mrImage.ts';
import { createJpegLsEncoder, windowFor } from './dicom/pixels.ts';
import { geometryKey, renderTogether } from './phantom/render.ts';
import { sliceCount, type RenderedSlice, type SeriesSpec } from './phantom/series.ts';
import { truth } from './phantom/truthOf.ts';
import { png, windowed } from './png.ts';
import { factsOf, protocolOf, type PhantomStudy } from './protocol.ts';

/** `series` are indexes into the protocol that share their geometry; slices `from` up to, not including, `to`. */
export type Piece =
  | { readonly kind: 'slices'; readonly series: readonly number[]; readonly from: number; readonly to: number }
  | { readonly kind: 'truth' }
  | { readonly kind: 'thumbnail' };

/** Slices in one piece: large enough to keep a process busy, small enough to share the last study. */
const SLICES_PER_PIECE = 5;

/** The pieces of a study, largest first. A multi-frame object is written at once, so its series is one piece. */
export function piecesOf(study: PhantomStudy): Piece[] {
  const specs = protocolOf(study);
  const groups = Map.groupBy(specs.keys(), (index) => geometryKey(specs[index]!));
  const slices = [...groups.values()].flatMap((series): Piece[] => {
    const count = sliceCount(specs[series[0]!]!);
    const step = study.encoding === 'enhanced' ? count : SLICES_PER_PIECE;
    return Array.from({ length: Math.ceil(count / step) }, (_, i) => ({
      kind: 'slices',
      series,
      from: i * step,
      to: Math.min(count, (i + 1) * step),
    }));
  });
  return [...slices, { kind: 'truth' }, ...(study.role === 'current' ? [{ kind: 'thumbnail' } as const] : [])];
}

/** Files of a study are numbered in the order of its series, across the whole of it. */
export const fileName = (number: number): string => `${String(number).padStart(4, '0')}.dcm`;

/** 1-based number of the file of a series' slice. */
export function fileNumber(specs: readonly SeriesSpec[], series: number, index: number, encoding: PhantomStudy['encoding']): number {
  if (encoding === 'enhanced') return series + 1;
  return specs.slice(0, series).reduce((sum, spec) => sum + sliceCount(spec), 0) + index + 1;
}

const THUMBNAIL = 160;

/**
 * The card's picture: the hindmost coronal slice, through muscles and spinous processes, which looks much the same in every case. Its
 * middle, since fat under the skin fills the edges.
 */
function thumbnail(study: PhantomStudy): Uint8Array {
  const spec = protocolOf(study).find(({ plane }) => plane === 'coronal');
  if (!spec) throw new Error(`${study.slug}: a study without a coronal series has no thumbnail`);
  const [slice] = renderTogether(study.recipe, [spec], sliceCount(spec) - 1);
  return png(windowed({ ...slice!, rows: spec.rows, columns: spec.columns }, windowFor([slice!]), THUMBNAIL, THUMBNAIL));
}

async function writeSlices(study: PhantomStudy, piece: Piece & { kind: 'slices' }, folder: string): Promise<void> {
  const specs = protocolOf(study);
  const facts = factsOf(study);
  const jpegLs = study.encoding === 'jpeg-ls' ? await createJpegLsEncoder() : undefined;
  const whole = new Map<number, RenderedSlice[]>(piece.series.map((series) => [series, []]));
  const put = (series: number, index: number, bytes: Uint8Array) =>
    writeFileSync(join(folder, fileName(fileNumber(specs, series, index, study.encoding))), bytes);
  const wanted = piece.series.map((series) => specs[series]!);
  for (let index = piece.from; index < piece.to; index++) {
    const slices = renderTogether(study.recipe, wanted, index);
    for (const [i, series] of piece.series.entries()) {
      const slice = slices[i]!;
      if (study.encoding === 'enhanced') whole.get(series)!.push(slice);
      else put(series, index, mrImageFile({ study: facts, spec: wanted[i]!, number: series + 1 }, index, slice, jpegLs));
    }
  }
  if (study.encoding !== 'enhanced') return;
  for (const [series, slices] of whole) put(series, 0, enhancedMrFile({ study: facts, spec: specs[series]!, number: series + 1 }, slices));
}

/** Makes one piece in the study's `folder`: its images, its truth.json, or the case's thumbnail.png beside it. */
export async function makePiece(study: PhantomStudy, piece: Piece, folder: string): Promise<void> {
  if (piece.kind === 'truth') writeFileSync(join(folder, '..', truthName(study)), JSON.stringify(truth(study.recipe)));
  else if (piece.kind === 'thumbnail') writeFileSync(join(folder, '..', 'thumbnail.png'), thumbnail(study));
  else await writeSlices(study, piece, folder);
}

export const truthName = ({ role }: Pick<PhantomStudy, 'role'>): string => (role === 'current' ? 'truth.json' : 'truth-prior.json');
export const imageFolder = ({ role }: Pick<PhantomStudy, 'role'>): string => (role === 'current' ? 'dicom' : 'prior');
