/**
 * The journal's own document: one record per thing a reader made, with a revision of its own that also rises when an undo brings an older content back,
 * and a tombstone where something was removed. Two ledgers merge record by record, the same from every side. Pure.
 */
import * as v from 'valibot';
import { annotationSchema, keyImageSchema, labelSchema, numberingSchema } from '#spine/caseFileSchema.ts';
import type { Annotation } from '#spine/annotation.ts';
import type { LevelLabel, LevelSet } from '#spine/level.ts';
import { NO_MARKS, type KeyImage, type Marks } from '#spine/marks.ts';
import { canonicalText } from '#spine/mergeMarks.ts';

type Numbering = Omit<LevelSet, 'labels'>;

export type LedgerRecord = {
  /** "annotation/<id>", "label/<id>", "key-image/<id>" or "numbering". */
  readonly key: string;
  readonly revision: number;
  /** Its place among its kind: lists come back in the order they had. */
  readonly rank: number;
  /** Null: removed. */
  readonly value: Annotation | LevelLabel | KeyImage | Numbering | null;
};
export type Ledger = ReadonlyMap<string, LedgerRecord>;

const LISTS = { label: labelSchema, annotation: annotationSchema, 'key-image': keyImageSchema } as const;
type List = keyof typeof LISTS;
type Listed = { readonly id: string };

const NUMBERING = 'numbering';
const numberingOf = ({ levels: { numbering, variant } }: Marks): Numbering => ({ numbering, variant });
const listsOf = ({ levels, annotations, keyImages }: Marks): Record<List, readonly Listed[]> => ({
  label: levels.labels,
  annotation: annotations,
  'key-image': keyImages,
});
const listOf = (key: string): string => key.slice(0, key.indexOf('/'));

const inOrder = (a: LedgerRecord, b: LedgerRecord): number => a.rank - b.rank || (a.key < b.key ? -1 : 1);
const same = (a: unknown, b: unknown): boolean => a === b || canonicalText(a) === canonicalText(b);

/** A rank after `before` and, where there is room, before `next`. */
const rankBetween = (before: number, next: number | undefined): number =>
  next !== undefined && next > before ? (before + next) / 2 : before + 1;

function listChanges(ledger: Ledger, list: List, items: readonly Listed[]): LedgerRecord[] {
  const keys = items.map(({ id }) => `${list}/${id}`);
  const present = new Set(keys);
  const records: LedgerRecord[] = [];
  let last: LedgerRecord | undefined;
  items.forEach((item, index) => {
    const key = keys[index]!;
    const known = ledger.get(key);
    const live = known?.value ? known : undefined;
    const next = keys.slice(index + 1, index + 2).map((each) => ledger.get(each)?.rank)[0];
    const fits = live && (!last || inOrder(last, live) < 0);
    const rank = fits ? live.rank : rankBetween(last?.rank ?? 0, next);
    last = { key, revision: (known?.revision ?? 0) + 1, rank, value: item as LedgerRecord['value'] };
    if (fits && same(live.value, item)) last = live;
    else records.push(last);
  });
  for (const [key, known] of ledger)
    if (known.value && listOf(key) === list && !present.has(key)) records.push({ ...known, revision: known.revision + 1, value: null });
  return records;
}

/** What has to be recorded so that the ledger says what the marks say. */
export function changes(ledger: Ledger, marks: Marks): readonly LedgerRecord[] {
  const lists = listsOf(marks);
  const numbering = numberingOf(marks);
  const known = ledger.get(NUMBERING);
  const renumbered = !same(known?.value ?? numberingOf(NO_MARKS), numbering);
  return [
    ...(renumbered ? [{ key: NUMBERING, revision: (known?.revision ?? 0) + 1, rank: 0, value: numbering }] : []),
    ...(Object.keys(LISTS) as List[]).flatMap((list) => listChanges(ledger, list, lists[list])),
  ];
}

export function marksOf(ledger: Ledger): Marks {
  const live = [...ledger.values()].filter(({ value }) => value).toSorted(inOrder);
  const items = <T>(list: List): T[] => live.filter(({ key }) => listOf(key) === list).map(({ value }) => value as T);
  const numbering = (ledger.get(NUMBERING)?.value as Numbering | undefined) ?? numberingOf(NO_MARKS);
  return {
    levels: { labels: items<LevelLabel>('label'), ...numbering },
    annotations: items<Annotation>('annotation'),
    keyImages: items<KeyImage>('key-image'),
  };
}

/** Of two records of one key: the higher revision; at a tie what is there over what was removed, then the greater text, so that all tabs choose alike. */
function standing(a: LedgerRecord, b: LedgerRecord): LedgerRecord {
  if (a.revision !== b.revision) return a.revision > b.revision ? a : b;
  if ((a.value === null) !== (b.value === null)) return a.value ? a : b;
  return canonicalText(a) >= canonicalText(b) ? a : b;
}

export type Merged = {
  readonly ledger: Ledger;
  /** Keys whose record is another than before. */
  readonly changed: readonly string[];
  /** Keys that were changed on both sides at once, where this side's content gave way, or stood. */
  readonly gaveWay: readonly string[];
  readonly stood: readonly string[];
};

/** Each tab's revisions rise by one from what it knew, so two changes made without knowledge of each other meet at one revision. */
export function mergeRecords(ledger: Ledger, records: readonly LedgerRecord[]): Merged {
  const next = new Map(ledger);
  const [changed, gaveWay, stood]: [string[], string[], string[]] = [[], [], []];
  for (const record of records) {
    const own = next.get(record.key);
    const kept = own ? standing(own, record) : record;
    if (own?.revision === record.revision && !same(own.value, record.value)) (kept === own ? stood : gaveWay).push(record.key);
    if (kept === own || (own && same(own, kept))) continue;
    next.set(record.key, kept);
    changed.push(record.key);
  }
  return { ledger: next, changed, gaveWay, stood };
}

const frameSchema = v.strictObject({
  key: v.pipe(v.string(), v.maxLength(200)),
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  rank: v.pipe(v.number(), v.finite()),
  value: v.unknown(),
});

/** A record as storage or another tab gave it; null when it is not one. */
export function readRecord(input: unknown): LedgerRecord | null {
  const frame = v.safeParse(frameSchema, input);
  if (!frame.success) return null;
  const { key, value } = frame.output;
  const list = listOf(key);
  const schema = key === NUMBERING ? numberingSchema : Object.hasOwn(LISTS, list) ? LISTS[list as List] : null;
  if (!schema) return null;
  if (value === null) return key === NUMBERING ? null : (frame.output as LedgerRecord);
  const parsed = v.safeParse(schema, value);
  const fits = parsed.success && (key === NUMBERING || key === `${list}/${(parsed.output as Listed).id}`);
  return fits ? { ...frame.output, value: parsed.output } : null;
}
