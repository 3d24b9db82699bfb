import createDecoder from '@cornerstonejs/codec-charls/decodewasmjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStudies } from '#dicom/buildStudies.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { Instance, SourceId } from '#dicom/study.ts';
import { errorsOf, inconsistenciesOf, noValidator } from '../testDciodvfy.ts';
import { patientPoint } from '#geometry/points.ts';
import { cross, moveAlong, vec3 } from '#geometry/vector.ts';
import type { RenderedSlice, SeriesSpec } from '../phantom/series.ts';
import { decimal, part10 } from './encode.ts';
import { enhancedMrFile } from './enhancedMr.ts';
import { frameOfReferenceUid, seriesDescription, studyUid, type SeriesFacts, type StudyFacts } from './facts.ts';
import { blockOf, mrImageFile } from './mrImage.ts';
import { createJpegLsEncoder, littleEndian, windowFor, type JpegLsEncoder } from './pixels.ts';
import { uidOf } from './uid.ts';

const SIZE = 16;
const base: SeriesSpec = {
  name: 'test',
  weighting: 'T2',
  plane: 'sagittal',
  repetitionTimeMs: 3600,
  echoTimeMs: 102,
  echoTrainLength: 17,
  flipAngleDeg: 150,
  rows: SIZE,
  columns: SIZE,
  pixelMm: 0.625,
  acquiredPixelMm: 0.8,
  thicknessMm: 4,
  gapMm: 0.4,
  frequencyAxis: 'row',
  pixelBandwidthHz: 195,
  noise: 0,
  saturateAnterior: true,
  blocks: [{ centre: patientPoint(0, 0, 0), rightDir: vec3(0, 1, 0), downDir: vec3(0, 0, -1), slices: 3 }],
};
const axialBlock = (degrees: number, z: number) => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return { centre: patientPoint(0, 0, z), rightDir: vec3(1, 0, 0), downDir: vec3(0, c, s), slices: 2 };
};
const SPECS: SeriesSpec[] = [
  base,
  { ...base, weighting: 'STIR', inversionTimeMs: 165, echoTimeMs: 58, repetitionTimeMs: 4200 },
  { ...base, weighting: 'T1', repetitionTimeMs: 600, echoTimeMs: 11, plane: 'axial', blocks: [axialBlock(8, 0), axialBlock(-20, -40)] },
];
const study: StudyFacts = {
  uidSeed: 'test study',
  patient: { name: 'Phantom^Zero', id: 'CONUS-ZERO', sex: 'F', birthDate: '19700630', heightM: 1.7, weightKg: 65 },
  date: '20250310',
  time: '091500',
  accessionNumber: 'CONUS0000',
};

/** Slices of a spec whose pixels name their slice, spread along the block's normal. */
const slicesOf = (spec: SeriesSpec): RenderedSlice[] =>
  spec.blocks.flatMap(({ centre, rightDir, downDir, slices }, block) =>
    Array.from({ length: slices }, (_, i) => ({
      position: moveAlong(centre, cross(rightDir, downDir), i * 4.4),
      rightCosines: rightDir,
      downCosines: downDir,
      pixels: Uint16Array.from({ length: SIZE * SIZE }, (_unused, p) => (p * 13 + i * 100 + block * 1000) % 4096),
    })),
  );
const factsOf = (spec: SeriesSpec, index: number): SeriesFacts => ({ study, spec, number: index + 1 });
const read = (bytes: Uint8Array, name = 'x'): Instance => {
  const answer = readInstance(bytes, { source: name as SourceId, sourceName: name, byteLength: bytes.length });
  if (!('frames' in answer)) throw new Error(JSON.stringify(answer));
  return answer;
};

let folder: string;
let jpegLs: JpegLsEncoder;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conus-dicom-'));
  jpegLs = await createJpegLsEncoder();
});
afterAll(() => rmSync(folder, { recursive: true }));

const classic = (encoder?: JpegLsEncoder): Uint8Array[] =>
  SPECS.flatMap((spec, s) => slicesOf(spec).map((slice, i) => mrImageFile(factsOf(spec, s), i, slice, encoder)));
const enhanced = (): Uint8Array[] => SPECS.map((spec, s) => enhancedMrFile(factsOf(spec, s), slicesOf(spec)));

describe('our own reader', () => {
  test('reads back what a slice is', () => {
    const [slice] = slicesOf(SPECS[1]!);
    const instance = read(mrImageFile(factsOf(SPECS[1]!, 1), 0, slice!));
    expect(instance.patient).toMatchObject({ name: 'Phantom^Zero', id: 'CONUS-ZERO', birthDate: '19700630', sex: 'F' });
    expect(instance).toMatchObject({
      studyUid: studyUid(study),
      frameOfReferenceUid: frameOfReferenceUid(study),
      seriesDescription: 'STIR TSE SAG',
      seriesNumber: 2,
      warnings: [],
    });
    const [frame] = instance.frames;
    expect(frame!.plane).toMatchObject({ origin: slice!.position, right: slice!.rightCosines, down: slice!.downCosines, rowStepMm: 0.625 });
    expect(frame!.acquisition).toMatchObject({ repetitionTimeMs: 4200, echoTimeMs: 58, inversionTimeMs: 165, fieldStrengthT: 1.5 });
    expect(frame!.thicknessMm).toBe(4);
  });

  test('finds the pixels as they were', () => {
    const [slice] = slicesOf(base);
    const bytes = mrImageFile(factsOf(base, 0), 0, slice!);
    const { offset, length } = read(bytes).pixels.native!;
    expect(length).toBe(2 * SIZE * SIZE);
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
    expect(Uint16Array.from({ length: SIZE * SIZE }, (_, i) => view.getUint16(2 * i, true))).toEqual(slice!.pixels);
  });

  test.for(['classic', 'enhanced'] as const)('builds one study of %s files: T2, STIR and T1, blocks as stacks', (kind) => {
    const instances = (kind === 'classic' ? classic() : enhanced()).map((bytes, i) => read(bytes, `${i}`));
    const { studies } = buildStudies(instances);
    expect(studies).toHaveLength(1);
    expect(
      studies[0]!.series.map(({ weighting, anatomical, stacks, slices }) => [weighting, anatomical, stacks.length, slices.length]),
    ).toEqual([
      ['T2', 'sagittal', 1, 3],
      ['STIR', 'sagittal', 1, 3],
      ['T1', 'axial', 2, 4],
    ]);
  });
});

describe('standard validator', () => {
  const kinds = { classic: () => classic(), 'JPEG-LS': () => classic(jpegLs), enhanced };
  test.for(Object.keys(kinds) as (keyof typeof kinds)[])('%s files have no error and form a consistent set', (kind, { skip }) => {
    skip(noValidator !== undefined, noValidator);
    const files = kinds[kind]().map((bytes, i) => {
      const file = join(folder, `${kind}-${i}.dcm`);
      writeFileSync(file, bytes);
      return file;
    });
    expect(files.flatMap(errorsOf)).toEqual([]);
    expect(inconsistenciesOf(files)).toEqual([]);
  });
});

test('the same study made twice is the same, byte for byte', () => {
  expect(classic(jpegLs)).toEqual(classic(jpegLs));
  expect(enhanced()).toEqual(enhanced());
});

test('UIDs are UUIDs under 2.25, differ by every part, and do not depend on chance', () => {
  const all = [uidOf('a', 'b'), uidOf('a', 'c'), uidOf('ab'), uidOf('a', 1), uidOf('a', '1')];
  expect(new Set(all).size).toBe(5);
  for (const uid of all) {
    expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    expect(BigInt(uid.slice(5)) < 2n ** 128n).toBe(true);
  }
  expect(uidOf('a', 'b')).toBe(all[0]);
});

test('a decimal string never exceeds 16 characters and keeps what it can', () => {
  expect(decimal(0.1 + 0.2)).toBe('0.3');
  expect(decimal(-123.45678901234567)).toBe('-123.45678901235');
  expect(decimal(-7.105427357601002e-15)).toBe('0');
  for (const value of [Math.PI, -Math.PI * 100, 1e-9 / 3, -1 / 3]) {
    expect(decimal(value).length).toBeLessThanOrEqual(16);
    expect(Number(decimal(value))).toBeCloseTo(value, 9);
  }
  expect(() => decimal(Number.NaN)).toThrow('not a decimal');
});

test('JPEG-LS is lossless: a decoder gives the pixels back', async () => {
  const [{ pixels }] = slicesOf(base) as [RenderedSlice];
  const { JpegLSDecoder } = await createDecoder({ print: () => {}, printErr: () => {} });
  const decoder = new JpegLSDecoder();
  const encoded = jpegLs(pixels, SIZE, SIZE);
  decoder.getEncodedBuffer(encoded.length).set(encoded);
  decoder.decode();
  expect(new Uint8Array(decoder.getDecodedBuffer())).toEqual(littleEndian([pixels]));
});

test('a data set without its SOP class is no file', () => {
  expect(() => part10({ PatientName: 'x' }, '1.2')).toThrow('SOP class');
});

test('series are named as acquired', () => {
  expect(SPECS.map(seriesDescription)).toEqual(['T2 TSE SAG', 'STIR TSE SAG', 'T1 TSE AX']);
});

test('a slice knows its block', () => {
  expect([0, 1, 2, 3].map((index) => blockOf(SPECS[2]!, index))).toEqual([1, 1, 2, 2]);
  expect(() => blockOf(SPECS[2]!, 4)).toThrow('no slice 4');
});

test('the window spans from black to a tenth above all but the brightest fortieth', () => {
  const pixels = Uint16Array.from({ length: 1000 }, (_, i) => (i < 5 ? 4000 : i < 500 ? 1000 : 10));
  expect(windowFor([{ ...slicesOf(base)[0]!, pixels }])).toEqual({ center: 550, width: 1100 });
});
