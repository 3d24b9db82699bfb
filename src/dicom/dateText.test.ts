import { expect, test } from 'vitest';
import { dateText } from './dateText.ts';

test('a DICOM date is written for people; anything else stays as it stands', () => {
  expect(['20180112', '2018.01.12', '20181399', ''].map(dateText)).toEqual(['12 Jan 2018', '12 Jan 2018', '20181399', '']);
});
