import { exportCommands, hasReports, pictureOf, reports, type PictureOptions } from '#features/exporting/index.ts';
import type { Command } from '#ui/command.ts';
import { saveFile } from '../exports.ts';
import { activeStudy } from '#store/studySlice.ts';
import { download } from '#ui/download.ts';
import { hasStudy, state } from './active.ts';

/** Named after the plane and the study's date: nothing of the patient. */
async function savePicture(options: PictureOptions): Promise<void> {
  const { activePane, say } = state();
  const pane = document.querySelector(`section[data-plane="${activePane}"]`);
  const picture = pane && (await pictureOf(pane, options));
  if (!picture) return say({ id: 'export', tone: 'problem', text: 'There is no image in this plane to save.' });
  const bytes = new Uint8Array(await picture.arrayBuffer());
  return download({ name: `${activeStudy(state())?.date ?? ''} ${activePane}.png`.trim(), type: 'image/png', bytes });
}

export const EXPORT: readonly Command[] = exportCommands({
  save: (format, title) => void saveFile(format, title),
  savePicture: (options) => void savePicture(options),
  hasStudy,
  showReports: () => void reports().then(({ showReports }) => showReports()),
  hasReports,
});
