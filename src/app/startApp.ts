import { watchAddress } from './address.ts';
import { publishContract } from './contract.ts';

/** Everything that lives as long as the page and is not drawn by React. */
export function startApp(): void {
  publishContract();
  watchAddress();
}
