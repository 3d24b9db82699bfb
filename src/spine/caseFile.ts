/** CaseFile as text (`.conus.json`): printed, parsed, brought up from older versions. Never pixels, never the patient's name. */
import * as v from 'valibot';
import type { CaseFile } from './marks.ts';
import { caseFileSchema } from './caseFileSchema.ts';

const CURRENT = 1;
/** In characters; a reader's whole case is some 100 kB. */
const MOST_TEXT = 64 * 1024 ** 2;

/** Steps from the version named to the next. None yet: version 1 is the first. */
export type Migrations = Readonly<Record<number, (older: Readonly<Record<string, unknown>>) => Record<string, unknown>>>;
const MIGRATIONS: Migrations = {};

export type CaseFileProblem = { readonly problem: string };

/** Numbers keep every digit; only the sign of a negative zero is lost, which no measurement can tell. */
export const printCaseFile = (caseFile: CaseFile): string => `${JSON.stringify(caseFile, null, 1)}\n`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A document of any known version as one of version `current`, not yet validated. */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  migrations: Migrations,
  current: number,
): { readonly document: Readonly<Record<string, unknown>> } | CaseFileProblem {
  let now = document;
  for (;;) {
    const version = now['conus'];
    if (version === current) return { document: now };
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { problem: 'this is not a Conus case file' };
    if (version > current) {
      return {
        problem: `it was saved by a newer Conus (case file version ${version}; this one reads up to ${current}): update Conus to open it`,
      };
    }
    const step = Object.hasOwn(migrations, version) ? migrations[version] : undefined;
    if (!step) return { problem: `its version (${version}) can no longer be read` };
    now = { ...step(now), conus: version + 1 };
  }
}

/** Where in the file the first fault lies, in words: "annotations 3, shape". */
const placeOf = (issue: v.BaseIssue<unknown>): string => {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? ` ${key + 1}` : `, ${String(key).slice(0, 40)}`));
  return keys.join('').replace(/^, (marks, )?/, '');
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The case in a file's text, or why it cannot be used, in words that follow "The case file was not imported: ". Never throws. */
export function parseCaseFile(text: string): CaseFile | CaseFileProblem {
  if (text.length > MOST_TEXT) return { problem: 'it is far larger than a case file can be' };
  // A byte order mark is what some editors leave behind.
  const document = readJson(text.replace(/^\uFEFF/, ''));
  if (document === undefined) return { problem: 'it is damaged or cut short (not readable as JSON)' };
  if (!isRecord(document) || !Object.hasOwn(document, 'conus')) return { problem: 'this is not a Conus case file' };
  const migrated = migrate(document, MIGRATIONS, CURRENT);
  if ('problem' in migrated) return migrated;
  const parsed = v.safeParse(caseFileSchema, migrated.document, { abortEarly: true });
  if (parsed.success) return parsed.output;
  return { problem: `its content is damaged (${placeOf(parsed.issues[0]) || 'the whole'})` };
}
