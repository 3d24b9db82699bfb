export { parseAddress, printAddress } from './address.ts';
export { parseView, printView } from './viewToken.ts';
