/** What the page and the header worker say to each other. A Blob in a message is a reference: its bytes are not copied. */
import type { Instance, SourceId, Unreadable, UnreadableKind } from '#dicom/study.ts';
import type { Found } from './sourceFile.ts';

export type HeaderJob = { readonly source: SourceId; readonly path: string; readonly blob: Blob };

export type ToWorker =
  | { readonly kind: 'read'; readonly jobs: readonly HeaderJob[] }
  /** Unpack a ZIP: its files come back one by one, to be read like any other. */
  | { readonly kind: 'expand'; readonly job: HeaderJob };

/** What a file turned out to be. `names` are the files that a DICOMDIR lists, as paths below it. */
export type Header =
  | { readonly kind: 'instance'; readonly instance: Instance }
  | { readonly kind: 'unreadable'; readonly unreadable: Unreadable }
  | { readonly kind: 'directory'; readonly names: readonly string[] }
  | { readonly kind: 'zip' };

export function unreadable(job: HeaderJob, reason: string, kind: UnreadableKind): Header & { kind: 'unreadable' } {
  return { kind: 'unreadable', unreadable: { source: job.source, sourceName: job.path, reason, kind } };
}

export type FromWorker =
  /** Said just before the part that could hang or crash, so that the page knows which file to blame. */
  | { readonly kind: 'began'; readonly source: SourceId }
  /** That part is over, but more of the file has to be read, however slow the disc. */
  | { readonly kind: 'paused'; readonly source: SourceId }
  | { readonly kind: 'header'; readonly source: SourceId; readonly header: Header }
  | { readonly kind: 'listed'; readonly source: SourceId; readonly count: number }
  | { readonly kind: 'found'; readonly source: SourceId; readonly found: Found }
  | { readonly kind: 'expanded'; readonly source: SourceId };
