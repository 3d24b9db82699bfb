import { expect, test } from 'vitest';
import type { SourceId, Unreadable, UnreadableKind } from '#dicom/study.ts';
import { groupSkipped, shown, skippedText } from './skippedGroups.ts';

const skip = (sourceName: string, kind: UnreadableKind, reason: string): Unreadable => ({
  source: 'a' as SourceId,
  sourceName,
  kind,
  reason,
});

test('grouped by reason; what may cost an image first, then the larger group', () => {
  const groups = groupSkipped([
    skip('x.exe', 'not-dicom', 'program'),
    skip('1', 'corrupt', 'cut short'),
    skip('2', 'corrupt', 'damaged'),
    skip('3', 'corrupt', 'damaged'),
  ]);
  expect(groups.map(({ reason, names }) => [reason, ...names])).toEqual([
    ['damaged', '2', '3'],
    ['cut short', '1'],
    ['program', 'x.exe'],
  ]);
});

test('a name cannot turn its own direction or break its line', () => {
  expect(shown('IM\u202Efdp.exe\n\u0000')).toBe('IM\uFFFDfdp.exe\uFFFD\uFFFD');
  expect(shown('山田_é.dcm')).toBe('山田_é.dcm');
});

test('the saved list holds every name under its reason', () => {
  expect(skippedText(groupSkipped([skip('a', 'corrupt', 'cut short'), skip('b', 'corrupt', 'cut short')]))).toBe(
    'cut short (2)\r\n  a\r\n  b\r\n',
  );
});
