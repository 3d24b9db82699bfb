/** Makes the pieces of many studies in several processes. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism, constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { PhantomStudy } from './protocol.ts';
import type { PieceAnswer, PieceMessage } from './renderProcess.ts';
import type { Piece } from './renderWork.ts';

export type Task = { readonly study: PhantomStudy; readonly piece: Piece; readonly folder: string };

export type PoolOptions = {
  /** Processes; as many as there are cores when left out. */
  readonly processes?: number;
  /** After each piece. Awaited: a study can be finished before the next piece of it would count. */
  readonly onDone: (task: Task) => Promise<void> | void;
  readonly signal?: AbortSignal;
};

const PROGRAM = fileURLToPath(new URL('./renderProcess.ts', import.meta.url));

function startProcess(): ChildProcess {
  const child = fork(PROGRAM, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  // The app may be in use meanwhile: it comes first.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return child;
}

function run(child: ChildProcess, task: PieceMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      child.removeAllListeners();
      if (error) reject(error);
      else resolve();
    };
    child.once('message', ({ problem }: PieceAnswer) => settle(problem === undefined ? undefined : new Error(problem)));
    child.once('exit', (code, signal) => settle(new Error(`a render process ended early (${signal ?? code})`)));
    child.once('error', settle);
    child.send(task);
  });
}

/**
 * The next task for a process: the first study's pieces go first, to whoever is free; after that a process stays with its study, because
 * it has built that study's anatomy, and takes a new one from the front when it is done, then helps another.
 */
export function nextTask(
  waiting: Task[],
  mine: PhantomStudy | undefined,
  first: PhantomStudy | undefined,
  busy: readonly PhantomStudy[],
): Task | undefined {
  const choose = [
    (task: Task) => task.study === first,
    (task: Task) => task.study === mine,
    (task: Task) => !busy.includes(task.study),
    () => true,
  ];
  for (const fits of choose) {
    const index = waiting.findIndex(fits);
    if (index >= 0) return waiting.splice(index, 1)[0];
  }
  return undefined;
}

/** Resolves when every task is done; rejects with the first failure, or when told to stop. */
export async function makePieces(
  tasks: readonly Task[],
  { processes = availableParallelism(), onDone, signal }: PoolOptions,
): Promise<void> {
  const waiting = [...tasks];
  const first = tasks[0]?.study;
  const studyOf = new Map<ChildProcess, PhantomStudy>();
  const children = Array.from({ length: Math.min(processes, tasks.length) }, startProcess);
  const stop = () => children.forEach((child) => child.kill());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(
      children.map(async (child) => {
        for (;;) {
          signal?.throwIfAborted();
          const task = nextTask(waiting, studyOf.get(child), first, [...studyOf.values()]);
          if (!task) return;
          studyOf.set(child, task.study);
          await run(child, task);
          await onDone(task);
        }
      }),
    );
  } catch (error) {
    waiting.length = 0;
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
