/** The files that a DICOMDIR names (Basic Directory IOD, PS3.3 F.3). */
import { itemsOf } from './elements.ts';
import { readHeaderOf } from './header.ts';
import { numberOf, stringsOf } from './values.ts';

const RECORDS = 'x00041220';
const RECORD_IN_USE = 'x00041410';
const REFERENCED_FILE = 'x00041500';

/**
 * Paths below the folder of the DICOMDIR, joined with '/', each once, in the order of the records; retired records are left out.
 * Links between records are not followed: they are byte offsets, often wrong in copies, and every record is met without them.
 * [] when `bytes` (the whole file) hold no readable directory.
 */
export function readDirectory(bytes: Uint8Array): readonly string[] {
  const header = readHeaderOf(bytes, bytes.length);
  if (!('dataSet' in header)) return [];
  const names = itemsOf(header.dataSet, RECORDS)
    .filter((record) => numberOf(record, RECORD_IN_USE, 'US') !== 0)
    .map((record) => stringsOf(record, REFERENCED_FILE).join('/'));
  return [...new Set(names)].filter((name) => name !== '');
}
