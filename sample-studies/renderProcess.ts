/** A process that makes pieces of sample studies, one at a time, until its parent lets go of it. */
import { makePiece, type Piece } from './renderWork.ts';
import type { PhantomStudy } from './protocol.ts';

export type PieceMessage = { readonly study: PhantomStudy; readonly piece: Piece; readonly folder: string };
/** `problem`: it failed, and why. */
export type PieceAnswer = { readonly problem?: string };

/** The last study: its anatomy is kept with its recipe, so pieces of one study that follow each other build it once. */
let last: { readonly text: string; readonly study: PhantomStudy } | undefined;

async function answer({ study, piece, folder }: PieceMessage): Promise<PieceAnswer> {
  const text = JSON.stringify(study);
  if (last?.text !== text) last = { text, study };
  try {
    await makePiece(last.study, piece, folder);
    return {};
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (message: PieceMessage) => void answer(message).then((reply) => process.send!(reply)));
process.on('disconnect', () => process.exit());
