/** The list of skipped files as a person reads it: by reason, what matters first. */
import type { Unreadable, UnreadableKind } from '#dicom/study.ts';

export type SkippedGroup = { readonly reason: string; readonly kind: UnreadableKind; readonly names: readonly string[] };

/** Things that may cost a reader an image come before things that never were one. */
const order: Readonly<Record<UnreadableKind, number>> = {
  corrupt: 0,
  'too-large': 1,
  unsupported: 2,
  duplicate: 3,
  directory: 4,
  document: 5,
  'no-image': 6,
  'not-dicom': 7,
};

export function groupSkipped(skipped: readonly Unreadable[]): SkippedGroup[] {
  const groups = new Map<string, { reason: string; kind: UnreadableKind; names: string[] }>();
  for (const { reason, kind, sourceName } of skipped) {
    const key = `${kind}\n${reason}`;
    const group = groups.get(key);
    if (group) group.names.push(shown(sourceName));
    else groups.set(key, { reason: shown(reason), kind, names: [shown(sourceName)] });
  }
  return [...groups.values()].toSorted((a, b) => order[a.kind] - order[b.kind] || b.names.length - a.names.length);
}

/** A name is text of unknown origin: control characters and marks that turn the direction of writing are made visible, so that it cannot pose as another. */
export function shown(name: string): string {
  return name.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\u{FFFD}');
}

/** The whole list as a text file. */
export function skippedText(groups: readonly SkippedGroup[]): string {
  return groups
    .map(({ reason, names }) => [`${reason} (${names.length})`, ...names.map((name) => `  ${name}`), ''].join('\r\n'))
    .join('\r\n');
}
