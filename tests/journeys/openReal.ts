/** Opens a real study as a reader does, and waits until all of it is there. */
import type { Page } from '@playwright/test';
import { real } from '../realData.ts';
import type { RealName } from './expectedRows.ts';
import { chooseFolder, openPage, waitLoaded, waitReady } from './page.ts';

export const TOSHIBA = 'lumbar-toshiba-1.5t';

export const openReal = async (page: Page, name: RealName = TOSHIBA): Promise<void> => {
  await openPage(page);
  await chooseFolder(page, real(name));
  await waitLoaded(page);
  await waitReady(page, 'sagittal', 'axial', 'coronal');
};
