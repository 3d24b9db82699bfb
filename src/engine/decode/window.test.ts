import { describe, expect, it } from 'vitest';
import { greyOf, isInverted, percentileWindow, rgbaLut, windowBetween } from './window.ts';

const plain = { slope: 1, intercept: 0 };
const grey = (stored: number, center: number, width: number, inverted = false, rescale = plain): number =>
  greyOf(stored, { rescale, window: { center, width }, inverted });

describe('linear VOI function of PS3.3 C.11.2.1.2.1', () => {
  // The standard's own example: c 2048, w 4096 maps 0..4095 to the whole output range.
  it('maps centre 2048 width 4096 to 0 -> 0 and 4095 -> 255', () => {
    expect([grey(0, 2048, 4096), grey(4095, 2048, 4096)]).toEqual([0, 255]);
  });
  // c 0, w 100: black up to -0.5 - 49.5 = -50, white above -0.5 + 49.5 = 49; at 0: (0.5 / 99 + 0.5) * 255 = 128.79
  it('maps centre 0 width 100 as worked by hand', () => {
    expect([-51, -50, -49, 0, 49, 50].map((x) => grey(x, 0, 100))).toEqual([0, 0, 3, 129, 255, 255]);
  });
  // c 0, w 1: the standard's threshold: black when x <= -0.5, white above
  it('is a threshold at width 1', () => {
    expect([-1, 0, 1].map((x) => grey(x, 0, 1))).toEqual([0, 255, 255]);
  });
  it('takes a width below 1 as 1', () => {
    expect([-1, 0].map((x) => grey(x, 0, 0))).toEqual([0, 255]);
  });
  it('applies slope and intercept first', () => {
    // 1024 * 1 - 1024 = 0 output
    expect(grey(1024, 0, 100, false, { slope: 1, intercept: -1024 })).toBe(129);
    // 10 * -2 + 20 = 0 output
    expect(grey(10, 0, 100, false, { slope: -2, intercept: 20 })).toBe(129);
  });
  it('turns light and dark around when inverted', () => {
    // 255 - 128.79 = 126.21
    expect([-51, 0, 50].map((x) => grey(x, 0, 100, true))).toEqual([255, 126, 0]);
    expect([
      isInverted('MONOCHROME1', false),
      isInverted('MONOCHROME1', true),
      isInverted('MONOCHROME2', true),
      isInverted('MONOCHROME2', false),
    ]).toEqual([true, false, true, false]);
  });
});

describe('tables', () => {
  const mapping = { rescale: plain, window: windowBetween(-2, 2), inverted: false };
  it('hold one entry for each stored value, negatives first', () => {
    // black at -2, white at 2: steps of 255 / 4 = 63.75
    expect(Array.from(rgbaLut({ min: -3, max: 3 }, mapping), (pixel) => pixel & 255)).toEqual([0, 0, 64, 128, 191, 255, 255]);
  });
  it('give opaque grey in ImageData order', () => {
    const bytes = new Uint8Array(rgbaLut({ min: -1, max: -1 }, mapping).buffer);
    expect([...bytes]).toEqual([64, 64, 64, 255]);
  });
});

describe('percentile window', () => {
  const ramp = Int16Array.from({ length: 1000 }, (_, i) => i - 500);
  it('runs from the 1st to the 99th percentile', () => {
    // of -500..499, 10 values reach up to -491 and 990 up to 489
    expect(percentileWindow(ramp, { min: -500, max: 499 }, plain)).toEqual(windowBetween(-491, 489));
  });
  it('is in output values, whatever the sign of the slope', () => {
    expect(percentileWindow(ramp, { min: -500, max: 499 }, { slope: -2, intercept: 10 })).toEqual(windowBetween(-968, 992));
  });
  it('of a flat image is a threshold', () => {
    expect(percentileWindow(new Uint16Array(9).fill(7), { min: 7, max: 7 }, plain)).toEqual({ center: 7.5, width: 1 });
  });
  it('counts wide data in steps', () => {
    const wide = Uint32Array.from({ length: 1000 }, (_, i) => i * 4_000_000);
    const { center, width } = percentileWindow(wide, { min: 0, max: 999 * 4_000_000 }, plain);
    expect(Math.abs(center - width / 2 - 9 * 4_000_000)).toBeLessThan(70_000);
    expect(Math.abs(center + width / 2 - 989 * 4_000_000)).toBeLessThan(70_000);
  });
});
