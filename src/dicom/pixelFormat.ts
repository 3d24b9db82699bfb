/** Image Pixel Module (PS3.3 C.7.6.3): the shape of the pixels, checked against what can be shown and what the file holds. */
import type { Header } from './header.ts';
import type { PixelFormat, UnreadableKind } from './study.ts';
import { BOMB_REASON, isBomb } from './inflate.ts';
import { frameBytes } from './pixelData.ts';
import { isNative, transferSyntax } from './transferSyntax.ts';
import { numberOf, stringOf } from './values.ts';

const MAX_FRAME_BYTES = 256 * 1024 * 1024;
const MAX_FRAMES = 32_768;

type Refusal = { readonly kind: UnreadableKind; readonly reason: string };
export type PixelFormatRead = { readonly pixels: PixelFormat; readonly warnings: readonly string[] };

/** The format, or why it cannot be an image. `byteLength` is the file's; pixel data cut short are a warning, not a refusal. */
export function readPixelFormat({ container, dataSet, pixelData }: Header, byteLength: number): PixelFormatRead | Refusal {
  const warnings: string[] = [];
  const whole = (tag: string): number | undefined => numberOf(dataSet, tag, 'US');
  const rows = whole('x00280010') ?? 0;
  const columns = whole('x00280011') ?? 0;
  if (!(rows > 0 && columns > 0)) return { kind: 'corrupt', reason: 'no image size (Rows and Columns)' };
  const samplesPerPixel = whole('x00280002') ?? 1;
  const bitsAllocated = whole('x00280100') ?? 16;
  if (whole('x00280100') === undefined) warnings.push('no Bits Allocated: taken as 16');
  const bitsStored = whole('x00280101') ?? bitsAllocated;
  const bytes = (rows * columns * samplesPerPixel * bitsAllocated) / 8;
  if (bytes > MAX_FRAME_BYTES) {
    return {
      kind: 'too-large',
      reason: `an image of ${columns.toLocaleString('en')} x ${rows.toLocaleString('en')} pixels is over 256 MiB`,
    };
  }
  const frames = framesOf(numberOf(dataSet, 'x00280008', 'IS'), warnings);
  if (frames > MAX_FRAMES) return { kind: 'too-large', reason: `claims ${frames.toLocaleString('en')} frames` };
  const { transferSyntaxUid, deflated } = container;
  const shape: PixelFormat = {
    rows,
    columns,
    frames,
    samplesPerPixel,
    photometric: stringOf(dataSet, 'x00280004') || (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2'),
    planarConfiguration: whole('x00280006') ?? 0,
    bitsAllocated,
    bitsStored,
    highBit: whole('x00280102') ?? bitsStored - 1,
    signed: whole('x00280103') === 1,
    transferSyntaxUid,
  };
  if (stringOf(dataSet, 'x00280004') === '') warnings.push(`no Photometric Interpretation: taken as ${shape.photometric}`);
  const { family, name } = transferSyntax(transferSyntaxUid);
  if (family === 'unsupported' || family === 'video') warnings.push(`${name} cannot be decoded`);
  if (!pixelData || !isNative(family) || pixelData.undefinedLength) return { pixels: shape, warnings };
  const expected = bitsAllocated === 1 ? Math.ceil((frames * rows * columns * samplesPerPixel) / 8) : frames * frameBytes(shape);
  const { offset, length } = pixelData;
  if (deflated) return isBomb(length, byteLength) ? { kind: 'too-large', reason: BOMB_REASON } : { pixels: shape, warnings };
  const there = Math.min(length, byteLength - offset);
  if (there >= expected) return { pixels: { ...shape, native: { offset, length } }, warnings };
  warnings.push(`pixel data cut short: ${there.toLocaleString('en')} of ${expected.toLocaleString('en')} bytes`);
  return { pixels: shape, warnings };
}

/** Number of Frames (PS3.3 C.7.6.6) is 1 when absent. */
function framesOf(value: number | undefined, warnings: string[]): number {
  if (value === undefined) return 1;
  if (Number.isInteger(value) && value >= 1) return value;
  warnings.push(`Number of Frames is ${value}: taken as 1`);
  return 1;
}
