/** Instances that are there twice: one SOP Instance UID names one image (PS3.5 section 9), so only the first is shown. */
import type { Instance, SopInstanceUid, Unreadable } from './study.ts';

export function withoutDuplicates(instances: readonly Instance[]): {
  readonly unique: readonly Instance[];
  readonly duplicates: readonly Unreadable[];
} {
  const first = new Map<SopInstanceUid, Instance>();
  const unique: Instance[] = [];
  const duplicates: Unreadable[] = [];
  for (const instance of instances) {
    const known = first.get(instance.sopInstanceUid);
    if (known === instance) continue;
    if (known)
      duplicates.push({ source: instance.source, sourceName: instance.sourceName, kind: 'duplicate', reason: reasonFor(instance, known) });
    else {
      first.set(instance.sopInstanceUid, instance);
      unique.push(instance);
    }
  }
  return { unique, duplicates };
}

function reasonFor(instance: Instance, known: Instance): string {
  if (content(instance) === content(known)) return `the same image as ${known.sourceName}`;
  return `another image with the SOP Instance UID of ${known.sourceName}: only the first is shown`;
}

/** What the header says of the image, whatever the file is called and however it is encoded. */
function content(instance: Instance): string {
  const { native: _, ...pixels } = { ...instance.pixels, transferSyntaxUid: '' };
  return JSON.stringify({ ...instance, source: '', sourceName: '', warnings: [], pixels });
}
