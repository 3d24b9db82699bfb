/** Cases as the host serves them under `samples/`. What gives the answer away is in `reveal.json` alone, and fetched only when asked for. */
import type { GenericSchema, InferOutput } from 'valibot';
import {
  caseFilesSchema,
  caseSchema,
  readCasePart,
  revealSchema,
  type CaseFileEntry,
  type CaseReveal,
  type Malformed,
  type TeachingCase,
} from '#spine/teachingCase.ts';

const SAMPLES = 'samples/';
/** Requests under way at once: what browsers allow a host over HTTP/1.1. */
const AT_ONCE = 6;

async function fetchPart<Schema extends GenericSchema>(path: string, schema: Schema): Promise<InferOutput<Schema> | Malformed> {
  try {
    const response = await fetch(SAMPLES + path, { redirect: 'error' });
    if (response.status === 404) return { problem: 'There is no such case on this host.' };
    if (!response.ok) return { problem: `The host answered ${response.status} for ${path}.` };
    return readCasePart(schema, path, await response.json());
  } catch {
    return { problem: `${path} could not be fetched from this host.` };
  }
}

export const fetchReveal = (slug: string): Promise<CaseReveal | Malformed> => fetchPart(`${slug}/reveal.json`, revealSchema);

export type FetchedCase = { readonly story: TeachingCase; readonly files: readonly CaseFileEntry[] };

export async function fetchCase(slug: string): Promise<FetchedCase | Malformed> {
  const [story, files] = await Promise.all([fetchPart(`${slug}/case.json`, caseSchema), fetchPart(`${slug}/files.json`, caseFilesSchema)]);
  if ('problem' in story) return story;
  return 'problem' in files ? files : { story, files };
}

export type CaseSource =
  | { readonly path: string; readonly blob: Blob }
  | { readonly path: string; readonly problem: string; readonly kind: 'corrupt' };

async function fetchFile(slug: string, { path }: CaseFileEntry): Promise<CaseSource> {
  try {
    const response = await fetch(`${SAMPLES}${slug}/${path}`, { redirect: 'error' });
    return response.ok ? { path, blob: await response.blob() } : { path, problem: `the host answered ${response.status}`, kind: 'corrupt' };
  } catch {
    return { path, problem: 'it could not be fetched from this host', kind: 'corrupt' };
  }
}

/** The case's images in their good order, some under way at a time; one that fails is told of and costs no other. */
export async function* caseSources(slug: string, files: readonly CaseFileEntry[]): AsyncGenerator<CaseSource> {
  const underWay: Promise<CaseSource>[] = [];
  for (const file of files) {
    if (underWay.length >= AT_ONCE) yield underWay.shift()!;
    underWay.push(fetchFile(slug, file));
  }
  for (const file of underWay) yield file;
}
