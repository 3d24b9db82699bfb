/** The cards of the cases that this host serves. Checked by hand, since the home page is too light to carry the schema library. */
import type { SampleCase } from '#features/home/index.ts';

const FOLDER = 'samples/';

function parseCard(value: unknown): SampleCase | null {
  const { slug, title, teaser, thumbnail } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof slug !== 'string' || typeof title !== 'string' || typeof teaser !== 'string' || typeof thumbnail !== 'string') return null;
  if (!/^[a-z0-9-]{1,60}$/.test(slug) || !/^[\w./-]{1,200}$/.test(thumbnail) || thumbnail.includes('..')) return null;
  return { slug, title, teaser, thumbnailUrl: FOLDER + thumbnail };
}

/** Cards in the host's order; rows that are not whole are left out, an index that is no list gives none. */
export const parseCards = (json: unknown): readonly SampleCase[] =>
  Array.isArray(json) ? json.map(parseCard).filter((card) => card !== null) : [];

/** Null where the host has none to offer or does not answer: the home page then says nothing of them. */
export async function fetchCards(): Promise<readonly SampleCase[] | null> {
  try {
    const response = await fetch(`${FOLDER}index.json`, { redirect: 'error' });
    return response.ok ? parseCards(await response.json()) : null;
  } catch {
    return null;
  }
}
