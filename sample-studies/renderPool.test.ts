import { expect, test } from 'vitest';
import type { PhantomStudy } from './protocol.ts';
import { nextTask, type Task } from './renderPool.ts';

const study = (slug: string): PhantomStudy => ({ slug }) as PhantomStudy;
const [first, second, third] = [study('first'), study('second'), study('third')];
const tasks = (...of: PhantomStudy[]): Task[] => of.map((each) => ({ study: each, piece: { kind: 'truth' }, folder: each.slug }));

test('everybody works on the first study while it lasts', () => {
  const waiting = tasks(first, first, second);
  expect(nextTask(waiting, undefined, first, [])?.study).toBe(first);
  expect(nextTask(waiting, undefined, first, [first])?.study).toBe(first);
  expect(waiting).toHaveLength(1);
});

test('then each stays with its own, takes one that nobody has, and helps at the end', () => {
  const waiting = tasks(second, second, third);
  expect(nextTask(waiting, third, first, [second, third])?.study).toBe(third);
  expect(nextTask(waiting, third, first, [second, third])?.study).toBe(second);
  expect(nextTask(tasks(second, third), first, first, [second])?.study).toBe(third);
  expect(nextTask([], second, first, [])).toBeUndefined();
});
