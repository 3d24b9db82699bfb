export { parseAddress, printAddress, type Address, type Place } from './address.ts';
export { parseView, printView } from './viewToken.ts';
