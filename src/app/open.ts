/** Opening and closing for the home page, which must be light: the session's code comes when the page is idle, at the latest when used. */
import type { Found } from '#features/intake/index.ts';
import { markOpen } from './marks.ts';

export const loadSession = () => import('./session.ts');

export async function openSources(sources: AsyncIterable<Found>): Promise<void> {
  markOpen();
  await (await loadSession()).openSources(sources);
}

export async function closeStudy(): Promise<void> {
  (await loadSession()).closeStudy();
}
