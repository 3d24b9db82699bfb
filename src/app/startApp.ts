import { publishContract } from './contract.ts';
import { watchMarks } from './marks.ts';
import { closeStudy } from './session.ts';
import { keepSettings } from './settingsStorage.ts';
import { watchAddress } from './viewAddress.ts';

/** Everything that lives as long as the page and is not drawn by React. */
export function startApp(): void {
  keepSettings();
  publishContract();
  watchMarks();
  watchAddress({ openCase: () => undefined, close: closeStudy });
}
