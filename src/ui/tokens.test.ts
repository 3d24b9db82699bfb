import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
/** The dark theme: the first rule of the file. */
const dark = css.slice(0, css.indexOf('@media'));
const colour = (name: string): string => {
  const hex = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(dark)?.[1];
  if (hex === undefined) throw new Error(`no colour --${name}`);
  return hex;
};

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

test('the contrast formula gives the ratios that WCAG publishes', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

const fainter = (inks: readonly string[], ground: string, ratio: number): readonly string[] =>
  inks.filter((ink) => contrast(colour(ink), colour(ground)) < ratio);

test.each(['ground', 'raised', 'hover', 'pressed'])('words on %s have AA contrast', (ground) => {
  expect(fainter(['text', 'dim', 'good', 'caution', 'problem', 'sagittal', 'axial', 'coronal'], ground, 4.5)).toEqual([]);
});

test.each(['ground', 'raised'])('edges of fields, focus and plane lines are told from %s', (ground) => {
  expect(fainter(['edge', 'focus', 'sagittal', 'axial', 'coronal'], ground, 3)).toEqual([]);
});
