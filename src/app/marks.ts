/** When a reader chose files or a link: the mark from which all other times count (contract.md, "Marks in time"). */
const NAMES = ['conus:open', 'conus:first-image', 'conus:all-planes', 'conus:study-indexed', 'conus:study-loaded'] as const;
type Mark = (typeof NAMES)[number];

const made = new Set<Mark>();

export const isMarked = (name: Mark): boolean => made.has(name);
export const allMarked = (): boolean => made.size === NAMES.length;

/** Makes a mark, the first time only. */
export function mark(name: Mark): void {
  if (made.has(name)) return;
  made.add(name);
  performance.mark(name);
}

/** Files were chosen or a link was opened: every later mark counts from here. */
export function markOpen(): void {
  made.clear();
  for (const name of NAMES) performance.clearMarks(name);
  mark('conus:open');
}
