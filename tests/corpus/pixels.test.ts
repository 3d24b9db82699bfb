/** Pixels of every real file against what pydicom and GDCM say of them (expected.csv), and what a damaged frame does to its neighbours. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFrame, type EncodedFrame } from '#dicom/pixelData.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { PixelFormat, SourceId } from '#dicom/study.ts';
import { expand422 } from '#engine/decode/colour.ts';
import { decodeFrame } from '#engine/decode/decodeFrame.ts';
import { isProblem, type DecodedFrame, type Problem } from '#engine/decode/decodedFrame.ts';
import { readPalette } from '#engine/decode/palette.ts';
import { dataMissing, real } from '../realData.ts';
import { DIFFERENT } from './differences.ts';

type Row = { readonly path: string; readonly shape: string; readonly sha256: string; readonly min: number; readonly max: number };

/** Rows whose stored values pydicom could read. */
const rowsOf = (csv: string): readonly Row[] => {
  const [head = '', ...lines] = csv.trim().split('\n');
  const names = head.split(',');
  // Only free text is quoted, and it comes before these columns: count them from the end.
  const cell = (cells: readonly string[], name: string): string => cells.at(names.indexOf(name) - names.length) ?? '';
  return lines
    .map((line) => line.split(','))
    .map((cells) => ({
      path: cells[0] ?? '',
      shape: cell(cells, 'shape'),
      sha256: cell(cells, 'sha256'),
      min: Number(cell(cells, 'min')),
      max: Number(cell(cells, 'max')),
    }))
    .filter(({ sha256 }) => sha256 !== '');
};

const rows = dataMissing ? [] : rowsOf(readFileSync(real('expected.csv'), 'utf8'));
const expectedOf = (path: string): Row => rows.find((row) => row.path === path) ?? expect.unreachable(`no expectation for ${path}`);

const open = (path: string): { readonly bytes: Uint8Array; readonly pixels: PixelFormat } => {
  const bytes = new Uint8Array(readFileSync(real(path)));
  const instance = readInstance(bytes, { source: path as SourceId, sourceName: path, byteLength: bytes.length });
  return 'pixels' in instance ? { bytes, pixels: instance.pixels } : expect.unreachable(`${path}: ${JSON.stringify(instance)}`);
};

const frame = (bytes: Uint8Array, number: number, pixels: PixelFormat): EncodedFrame => {
  const encoded = extractFrame(bytes, number, pixels);
  return isProblem(encoded) ? expect.unreachable(encoded.problem) : encoded;
};

/** The JPEG stream with its APPn segments replaced by an Adobe one that says "no colour transform". */
const withoutTransform = (jpeg: Uint8Array): Uint8Array => {
  let at = 2;
  while (((jpeg[at + 1] ?? 0) & 0xf0) === 0xe0) at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xee, 0, 14, 65, 100, 111, 98, 101, 0, 100, 0, 0, 0, 0, 0, ...jpeg.subarray(at)]);
};

/** One frame as the reference returns it: colour in the space it is stored in, palette indexes as they are. */
const asReference = async (encoded: EncodedFrame, pixels: PixelFormat): Promise<DecodedFrame | Problem | Uint8Array> => {
  const { photometric, samplesPerPixel } = pixels;
  if (photometric === 'YBR_FULL_422' && encoded.encoding === 'little-endian') return expand422(encoded.data);
  const isJpeg = encoded.family === 'jpeg-baseline' || encoded.family === 'jpeg-extended';
  const stored = isJpeg && samplesPerPixel === 3 ? { ...encoded, data: withoutTransform(encoded.data) } : encoded;
  return decodeFrame(stored, { ...pixels, photometric: samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2' });
};

/** Shape and SHA-256 of all frames, or the first problem. */
const decodedAsReference = async (path: string): Promise<string> => {
  const { bytes, pixels } = open(path);
  const hash = createHash('sha256');
  for (let number = 1; number <= pixels.frames; number += 1) {
    const encoded = extractFrame(bytes, number, pixels);
    const outcome = isProblem(encoded) ? encoded : await asReference(encoded, pixels);
    if (isProblem(outcome)) return outcome.problem;
    hash.update(new Uint8Array((outcome instanceof Uint8Array ? outcome : outcome.values).buffer));
  }
  const { frames, columns, samplesPerPixel } = pixels;
  return `${[...(frames > 1 ? [frames] : []), pixels.rows, columns, ...(samplesPerPixel > 1 ? [samplesPerPixel] : [])].join('x')} ${hash.digest('hex')}`;
};

const P = 'robustness/pydicom-MIT/test_files/';
const PD = 'robustness/pydicom-data-MIT/';
const MULTI = 'robustness/dicomParser-MIT/encapsulated/multi-frame/';
const A = 'transfer-syntaxes/lumbarA_T2sag_';
const B = 'transfer-syntaxes/lumbarB_T2sag_';

/** Files whose pixels another file of the data holds in a form that the reference read. */
const SAME_AS: readonly (readonly [path: string, other: string])[] = [
  [`${MULTI}CT0012.fragmented_no_bot_jpeg_ls.80.dcm`, `${MULTI}CT0012.explicit_little_endian.dcm`],
  [`${PD}emri_small_jpeg_2k_lossless_too_short.dcm`, `${PD}emri_small_jpeg_2k_lossless.dcm`],
  ...['deflate', 'j2k', 'rle'].map((name) => [`${PD}liver_${name}.dcm`, `${PD}liver.dcm`] as const),
  ...['deflate', 'j2k', 'rle'].map((name) => [`${PD}liver_nonbyte_aligned_${name}.dcm`, `${PD}liver_nonbyte_aligned.dcm`] as const),
  [`${A}14_nometa_dataset_only.dcm`, `${A}01_explicitLE.dcm`],
  [`${B}14_nometa_dataset_only.dcm`, `${B}01_explicitLE.dcm`],
  ...['16bit', '32bit', 'expb_16bit', 'expb_32bit'].map((name) => [`${PD}SC_rgb_${name}.dcm`, `${PD}SC_rgb.dcm`] as const),
  ...['16bit', '32bit'].map((name) => [`${P}SC_rgb_rle_${name}.dcm`, `${PD}SC_rgb.dcm`] as const),
  ...['16bit', '32bit', 'expb_16bit', 'expb_32bit'].map((name) => [`${PD}SC_rgb_${name}_2frame.dcm`, `${PD}SC_rgb_2frame.dcm`] as const),
];

const folderOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('robustness/') ? 2 : 1)
    .join('/');

describe.skipIf(dataMissing)('stored values of the real files', () => {
  it.each([...new Set(rows.map(({ path }) => folderOf(path)))])('%s equals the reference', async (folder) => {
    const wrong: string[] = [];
    for (const { path, shape, sha256 } of rows.filter((row) => folderOf(row.path) === folder)) {
      const outcome = await decodedAsReference(path);
      const isEqual = outcome === `${shape} ${sha256}`;
      if (isEqual === path in DIFFERENT) wrong.push(`${path}: ${isEqual ? 'is exact, though listed as different' : outcome}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(SAME_AS)('%s equals %s', async (path, other) => {
    const { shape, sha256 } = expectedOf(other);
    expect(await decodedAsReference(path)).toBe(`${shape} ${sha256}`);
  });

  it.each(['CT1', 'CT2', 'MR1', 'MR3', 'MR4'])('HTJ2K %s equals its encoder’s input', async (name) => {
    const { bytes, pixels } = open(`robustness/htj2k-16bit-wrapped-MIT/${name}_HTJ2K_lossless_201.dcm`);
    const decoded = await decodeFrame(frame(bytes, 1, pixels), pixels);
    const truth = readFileSync(real(`robustness/htj2k-16bit-wrapped-MIT/${name}.expected.raw`));
    expect('values' in decoded && Buffer.from(decoded.values.buffer).equals(truth)).toBe(true);
  });
});

const decodeFirst = async (path: string): Promise<DecodedFrame> => {
  const { bytes, pixels } = open(path);
  const palette = pixels.photometric === 'PALETTE COLOR' ? readPalette(bytes) : undefined;
  const decoded = await decodeFrame(frame(bytes, 1, pixels), pixels, palette && !isProblem(palette) ? { palette } : {});
  return isProblem(decoded) ? expect.unreachable(decoded.problem) : decoded;
};

const difference = (one: DecodedFrame, other: DecodedFrame, added = 0): { readonly mean: number; readonly greatest: number } => {
  const each = Array.from(one.values, (value, i) => Math.abs(value - added - (other.values[i] ?? Number.NaN)));
  return {
    mean: each.reduce((sum, value) => sum + value, 0) / each.length,
    greatest: each.reduce((most, value) => Math.max(most, value), 0),
  };
};

describe.skipIf(dataMissing)('lossy and colour', () => {
  // The encoder was given the slice with a constant added that makes it positive.
  it.each([
    [A, 1099],
    [B, 1306],
  ])('12-bit JPEG of %s has the reference’s range and is close to the original', async (prefix, added) => {
    const path = `${prefix}12_JPEGext_51_12bit.dcm`;
    const lossy = await decodeFirst(path);
    expect([lossy.min, lossy.max]).toEqual([expectedOf(path).min, expectedOf(path).max]);
    expect(difference(lossy, await decodeFirst(`${prefix}01_explicitLE.dcm`), added).mean).toBeLessThan(3);
  });

  it('near-lossless JPEG-LS stays within 2 of the original, its NEAR parameter', async () => {
    const near = await decodeFirst(`${MULTI}CT0012.fragmented_no_bot_jpeg_ls.81.dcm`);
    expect(difference(near, await decodeFirst(`${MULTI}CT0012.explicit_little_endian.dcm`)).greatest).toBe(2);
  });

  // The same test picture, made by one program in every photometric interpretation.
  it.each([
    ['JPEG-Lossless_RGB', 0],
    ['JPEG-LS-Lossless', 0],
    ['JPEG-LS-NearLossless', 2],
    ['Palette', 0.5],
    ['Palette_16', 0.5],
    ['JPEG-Baseline_YBRFull', 1.5],
    ['JPEG-Baseline_YBR422', 2.5],
  ])('test pattern %s looks like its RGB original', async (name, limit) => {
    const original = await decodeFirst('robustness/cornerstone3D-MIT/TestPattern_RGB.dcm');
    expect(difference(await decodeFirst(`robustness/cornerstone3D-MIT/TestPattern_${name}.dcm`), original).mean).toBeLessThanOrEqual(limit);
  });
});

describe.skipIf(dataMissing)('a damaged frame between two good ones', () => {
  const suffixes = [
    '05_RLE',
    '06_JPEGlossless_70',
    '07_JPEGlossless_57',
    '08_JPEGLS_80',
    '10_J2K_90',
    '12_JPEGext_51_12bit',
    '13_JPEGbaseline_50',
  ];
  const cases = [
    ...suffixes.map((suffix) => [`${A}${suffix}.dcm`, `${B}${suffix}.dcm`] as const),
    [
      'robustness/htj2k-16bit-wrapped-MIT/CT1_HTJ2K_lossless_201.dcm',
      'robustness/htj2k-16bit-wrapped-MIT/CT2_HTJ2K_lossless_201.dcm',
    ] as const,
  ];
  /** The same shape for both, so that nothing but their bytes tells them apart. */
  const pair = (first: string, second: string) => {
    const [a, b] = [open(first), open(second)];
    return { a: frame(a.bytes, 1, a.pixels), pixelsA: a.pixels, b: frame(b.bytes, 1, b.pixels), pixelsB: b.pixels };
  };
  const valuesOf = (outcome: DecodedFrame | Problem): Buffer | undefined =>
    isProblem(outcome) ? undefined : Buffer.from(outcome.values.buffer);

  it.each(cases)('%s, then %s cut short at ten places: a problem each time', async (first, second) => {
    const { a, pixelsA, b, pixelsB } = pair(first, second);
    const good = valuesOf(await decodeFrame(a, pixelsA));
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const cut = { ...b, data: b.data.slice(0, Math.floor((b.data.length * (tenth + 0.5)) / 10)) };
      expect(isProblem(await decodeFrame(cut, pixelsB))).toBe(true);
      expect(valuesOf(await decodeFrame(a, pixelsA))).toEqual(good);
    }
  });

  it.each(cases)('%s, then %s with its middle missing but its end there: never the pixels before', async (first, second) => {
    const { a, pixelsA, b, pixelsB } = pair(first, second);
    const good = valuesOf(await decodeFrame(a, pixelsA));
    const { length } = b.data;
    const holed = {
      ...b,
      data: Uint8Array.from([...b.data.subarray(0, Math.floor(length * 0.3)), ...b.data.subarray(Math.floor(length * 0.6))]),
    };
    const outcome = await decodeFrame(holed, pixelsB);
    expect(isProblem(outcome)).toBe(true);
    expect(valuesOf(await decodeFrame(a, pixelsA))).toEqual(good);
  });

  it.each(cases)('%s, then %s with bytes changed: never the pixels before', async (first, second) => {
    const { a, pixelsA, b, pixelsB } = pair(first, second);
    const good = valuesOf(await decodeFrame(a, pixelsA));
    let seed = 20_261_123;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let mutant = 0; mutant < 12; mutant += 1) {
      const data = b.data.slice();
      for (let change = 0; change < 6; change += 1) data[next(data.length)] = next(256);
      const outcome = await decodeFrame({ ...b, data }, pixelsB);
      if (isProblem(outcome)) continue;
      expect([outcome.rows, outcome.columns, outcome.values.length]).toEqual([
        pixelsB.rows,
        pixelsB.columns,
        pixelsB.rows * pixelsB.columns,
      ]);
      expect(valuesOf(outcome)?.equals(good as Buffer)).toBe(false);
    }
    expect(valuesOf(await decodeFrame(a, pixelsA))).toEqual(good);
  });
});
