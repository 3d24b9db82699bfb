/**
 * The pipeline from files to instances: finds, orders, hands to the header workers, and reports in batches, the first at once so that an image can be
 * shown while the rest is indexed. All parsing happens in workers; here are only lists.
 */
import type { SourceId, UnreadableKind } from '#dicom/study.ts';
import { startBatches } from './batches.ts';
import type { IntakeReports } from './batches.ts';
import { directoryReports } from './directoryHints.ts';
import type { Directory } from './directoryHints.ts';
import type { Header, HeaderJob } from './headerMessages.ts';
import { startPool } from './headerPool.ts';
import { browserWorkers } from './headerWorkers.ts';
import { readingOrder } from './readingOrder.ts';
import { isCaseFile } from './sourceFile.ts';
import type { Found, SourceFile } from './sourceFile.ts';
import { startUnpacker } from './unpacker.ts';

let openings = 0;

/**
 * Reads every source to its end. Resolves when all is reported; also when `signal` aborts, and then what was reported stays usable.
 * Rejects only when `sources` itself fails. Source ids are never used twice. `workers` are replaced in tests.
 */
export function readSources(
  sources: AsyncIterable<Found>,
  reports: IntakeReports,
  signal: AbortSignal,
  workers = browserWorkers,
): Promise<void> {
  openings += 1;
  const opening = openings;
  /** Found but not yet put in order; then in order but not yet with a worker. */
  const newcomers: HeaderJob[] = [];
  const queue: HeaderJob[] = [];
  const directories: Directory[] = [];
  const paths: string[] = [];
  let found = 0;
  let read = 0;
  /** Files still to come out of the ZIP being unpacked. */
  let packed = 0;
  let finding = true;
  let giveTimer: ReturnType<typeof setTimeout> | undefined;

  return new Promise<void>((resolve, reject) => {
    const batches = startBatches(reports, () => ({ found: found + packed, read, finding }));
    const pool = startPool(workers.take, workers.lanes, { answered, room: give });
    const unpacker = startUnpacker(workers.take, {
      listed(count) {
        packed = count;
      },
      found(file) {
        packed = Math.max(0, packed - 1);
        add(file);
      },
      expanded(failed) {
        packed = 0;
        if (failed) batches.skipped(failed);
        give();
      },
    });

    function skip(source: SourceId, sourceName: string, reason: string, kind: UnreadableKind): void {
      read += 1;
      batches.skipped({ source, sourceName, reason, kind });
    }

    function imported(file: SourceFile): void {
      read += 1;
      reports.onImport(file);
      batches.changed();
    }

    function add(file: Found): void {
      found += 1;
      paths.push(file.path);
      const source = `opening-${opening}-file-${found}` as SourceId;
      if ('problem' in file) skip(source, file.path, file.problem, file.kind);
      else if (isCaseFile(file.path)) imported(file);
      else {
        newcomers.push({ source, path: file.path, blob: file.blob });
        // Not at once: a file input gives all its files within one task, and only together can they be put in order.
        giveTimer ??= setTimeout(give, 0);
        batches.changed();
      }
    }

    function give(): void {
      clearTimeout(giveTimer);
      giveTimer = undefined;
      queue.push(...readingOrder(newcomers.splice(0)));
      const jobs = queue.splice(0, pool.room());
      if (jobs.length > 0) pool.read(jobs);
      else if (!finding && queue.length === 0 && pool.idle() && unpacker.idle()) {
        for (const report of directoryReports(directories, paths)) batches.skipped(report);
        finish();
      }
    }

    function answered(job: HeaderJob, header: Header): void {
      read += 1;
      if (header.kind === 'instance') batches.instance(header.instance, job.blob);
      else if (header.kind === 'unreadable') {
        batches.skipped(header.unreadable);
        if (header.unreadable.kind === 'document') reports.onDocument({ path: job.path, blob: job.blob });
      } else {
        if (header.kind === 'directory') directories.push({ source: job.source, path: job.path, names: header.names });
        else unpacker.add(job);
        batches.changed();
      }
    }

    function finish(): void {
      signal.removeEventListener('abort', finish);
      clearTimeout(giveTimer);
      pool.stop(workers.keep);
      unpacker.stop();
      finding = false;
      batches.flush();
      resolve();
    }

    async function find(): Promise<void> {
      for await (const file of sources) {
        if (signal.aborted) return;
        add(file);
      }
      finding = false;
      if (!signal.aborted) give();
    }

    if (signal.aborted) {
      finish();
      return;
    }
    signal.addEventListener('abort', finish);
    find().catch((error: unknown) => {
      reject(error instanceof Error ? error : new Error(String(error)));
      finish();
    });
  });
}
