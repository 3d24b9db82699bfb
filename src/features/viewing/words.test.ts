import { expect, test } from 'vitest';
import { planeFromDicom, type SlicePlane } from '#geometry/plane.ts';
import { patientPoint } from '#geometry/points.ts';
import { ageYears, outsideText, patientFacts, pointText, scaleBarMm, slicePosition } from './words.ts';

test('age counts whole years, the birthday itself included', () => {
  expect(ageYears('19720203', '20260202')).toBe(53);
  expect(ageYears('19720203', '20260203')).toBe(54);
  expect(ageYears('', '20260203')).toBeNull();
});

test('patient facts leave out what the file does not say', () => {
  expect(patientFacts({ name: 'x', id: '1', birthDate: '19720203', sex: 'F' }, '20260312')).toBe('F 54y born 3 Feb 1972');
  expect(patientFacts({ name: 'x', id: '1', birthDate: '', sex: '' }, '20260312')).toBe('');
});

test('positions carry the side they are on: +x left, +y posterior, +z head', () => {
  expect(pointText(patientPoint(12.44, -31, -48.25))).toBe('L 12.4  A 31.0  F 48.3 mm');
});

test('a slice is placed along its nearest anatomical axis, at its centre', () => {
  // 3 x 5 pixels of 2 mm facing along +x at x = -4: the centre has the same x.
  const plane = planeFromDicom([-4, 0, 0], [0, 1, 0, 0, 0, -1], [2, 2], 3, 5) as SlicePlane;
  expect(slicePosition(plane)).toBe('R 4.0 mm');
});

test('a scale bar is the longest round length that fits', () => {
  expect(scaleBarMm(2, 210)).toBe(100);
  expect(scaleBarMm(2, 199)).toBe(50);
  expect(scaleBarMm(500, 100)).toBe(1);
});

test('the cursor outside a stack is said in millimetres, beside it in words', () => {
  expect(outsideText(12.2)).toBe('cursor 12 mm outside this stack');
  expect(outsideText(3.04)).toBe('cursor 3.0 mm outside this stack');
  expect(outsideText(0)).toBe('cursor beside this stack');
});
