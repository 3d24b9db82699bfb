/** Opening and closing for the home page, which must be light: the code of reading comes once a reader reaches for the page. */
import { warmUp, type Found } from '#features/intake/index.ts';
import { markOpen } from './marks.ts';

export const loadSession = () => import('./session.ts');
export const loadReadingRoom = async () => ({ default: (await import('./ReadingRoom.tsx')).ReadingRoom });

/** Fetches everything that the first study needs, side by side. */
export function warmUpAll(): void {
  warmUp();
  void loadReadingRoom();
  void loadSession().then((session) => session.warmUpEngine());
}

export async function openSources(sources: AsyncIterable<Found>): Promise<void> {
  markOpen();
  warmUpAll();
  await (await loadSession()).openSources(sources);
}

export async function closeStudy(): Promise<void> {
  (await loadSession()).closeStudy();
}
