import { expect, test } from 'vitest';
import { dateText } from './dateText.ts';

test('dates of the standard and its old form are written out', () => {
  expect([dateText('20180112'), dateText('1993.12.31'), dateText(' 20000229 ')]).toEqual(['12 Jan 2018', '31 Dec 1993', '29 Feb 2000']);
});

test('anything else stands as it is', () => {
  expect([dateText(''), dateText('20181312'), dateText('2018'), dateText('<b>')]).toEqual(['', '20181312', '2018', '<b>']);
});
