/** Opening and closing for the home page, which must be light: the code of reading comes once a reader reaches for the page. */
import { caseFilesAlone, warmUp, type Found } from '#features/intake/index.ts';
import { markOpen } from './marks.ts';

export const loadSession = () => import('./session.ts');
export const loadReadingRoom = async () => ({ default: (await import('./ReadingRoom.tsx')).ReadingRoom });

/** Fetches everything that the first study needs, side by side. */
export function warmUpAll(): void {
  warmUp();
  void loadReadingRoom();
  void loadSession().then((session) => session.warmUpEngine());
}

/** A reader's own files, chosen or dropped: whatever is open, a case or a study, is left; but case files alone go into the open study. */
export async function openChosen(chosen: AsyncIterable<Found>, leave: () => void): Promise<void> {
  const found = await caseFilesAlone(chosen);
  if ('caseFiles' in found) {
    await (await loadSession()).importCaseFiles(found.caseFiles.map(({ blob }) => blob));
    return;
  }
  leave();
  markOpen();
  warmUpAll();
  const session = await loadSession();
  session.closeCase();
  await session.openSources(found.sources);
}

/** A case that comes with this host, or a teacher's own on it. */
export async function openCase(slug: string): Promise<void> {
  markOpen();
  warmUpAll();
  await (await import('./openCase.ts')).openCase(slug);
}

export async function closeStudy(): Promise<void> {
  const session = await loadSession();
  session.closeCase();
  session.closeStudy();
}
