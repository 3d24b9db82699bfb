import { closeCase } from '#features/cases/index.ts';
import { closeStudy } from './session.ts';

/** Closes the study and shows the home page; Back does not bring the pixels back, but its address restores the view once the study is opened again. */
export function goHome(): void {
  closeCase();
  closeStudy();
  history.pushState(null, '', '#/');
}
