import { expect, test } from 'vitest';
import { add, closingLines, nothing, one } from './tally.ts';

test('tallies add up, reasons by reason, and the count closes alone on its line', () => {
  const total = [one('passed'), one('passed'), one('failed'), one('skipped', 'no data'), one('skipped', 'no data'), one('skipped')].reduce(
    add,
    nothing,
  );
  expect(closingLines(total)).toBe('skipped 2: no data\nskipped 1: no reason given\n2 passed, 1 failed, 3 skipped');
});
