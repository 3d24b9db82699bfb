/** Results gathered into batches: the first image at once, then at a pace that stays cheap for whoever receives them. */
import type { Instance, SourceId, Unreadable } from '#dicom/study.ts';
import type { SourceFile } from './sourceFile.ts';

/** `found` grows while `finding`; `read` counts everything answered, readable or not. */
export type IntakeProgress = { readonly found: number; readonly read: number; readonly finding: boolean };

export type IntakeReports = {
  readonly onInstances: (batch: Instance[], blobs: Map<SourceId, Blob>) => void;
  readonly onUnreadable: (batch: Unreadable[]) => void;
  readonly onProgress: (progress: IntakeProgress) => void;
  /** A case file among the images: what a reader made on them. */
  readonly onImport: (file: SourceFile) => void;
  /** A document (report, PDF) among the images; it is listed as unreadable too. */
  readonly onDocument: (file: SourceFile) => void;
};

export type Batches = {
  readonly instance: (instance: Instance, blob: Blob) => void;
  readonly skipped: (unreadable: Unreadable) => void;
  /** Something else changed that the progress shows. */
  readonly changed: () => void;
  /** Reports what is there, now. */
  readonly flush: () => void;
};

/** Batches come this often at first, then ever less often: each costs its receiver work in proportion to all that came before. */
const firstDelayMs = 30;
const lastDelayMs = 500;

export function startBatches(reports: IntakeReports, progress: () => IntakeProgress): Batches {
  const startedMs = performance.now();
  let instances: Instance[] = [];
  let blobs = new Map<SourceId, Blob>();
  let skipped: Unreadable[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstSent = false;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = { instances, blobs, skipped };
    instances = [];
    blobs = new Map();
    skipped = [];
    firstSent ||= batch.instances.length > 0;
    if (batch.instances.length > 0) reports.onInstances(batch.instances, batch.blobs);
    if (batch.skipped.length > 0) reports.onUnreadable(batch.skipped);
    reports.onProgress(progress());
  }

  function changed(): void {
    const elapsedMs = performance.now() - startedMs;
    timer ??= setTimeout(flush, Math.min(lastDelayMs, Math.max(firstDelayMs, elapsedMs / 8)));
  }

  return {
    instance(instance, blob) {
      instances.push(instance);
      blobs.set(instance.source, blob);
      if (firstSent) changed();
      else flush();
    },
    skipped(unreadable) {
      skipped.push(unreadable);
      changed();
    },
    changed,
    flush,
  };
}
