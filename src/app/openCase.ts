/** Opens a case: its story beside the planes, its study by the same path as any other. */
import { caseSources, closeCase, fetchCase, openCaseSlug, setOpenCase } from '#features/cases/index.ts';
import { useStore } from '#store/store.ts';
import { openSources } from './session.ts';

export async function openCase(slug: string): Promise<void> {
  const { say, changeSettings, beginOpening, failOpening } = useStore.getState();
  beginOpening();
  const fetched = await fetchCase(slug);
  if ('problem' in fetched) {
    failOpening();
    say({ id: 'opening', tone: 'problem', text: `The case could not be opened. ${fetched.problem}` });
    return;
  }
  setOpenCase(slug, fetched.story);
  changeSettings({ panelOpen: true });
  await openSources(caseSources(slug, fetched.files), true);
  if (openCaseSlug() === slug && useStore.getState().phase !== 'reading') closeCase();
}
