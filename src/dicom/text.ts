/** Text from files as it may stand on a screen. */
import { decodeText } from './characterSets.ts';
import type { DataSet } from './elements.ts';
import { bytesOf, stringsOf } from './values.ts';

/**
 * Control characters (also C1) and those that change the direction or order of text around them (PS3.5 allows neither in names or
 * descriptions); joiners stay, Arabic and Indic names need them.
 */
// oxlint-disable-next-line no-control-regex -- these are what is removed
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Removes what could disguise text; markup stays as the text it is. */
export const safeText = (text: string): string => text.replace(UNSAFE, '').trim();

/** The same for a text of several lines, which end in \n; spaces around lines go. */
export const safeLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(safeText)
    .join('\n')
    .trim();

/** First value of an LO, SH or PN element in the data set's character sets; '' when absent. Components of a PN stay as written. */
export function textOf(dataSet: DataSet, tag: string, vr: 'LO' | 'SH' | 'PN'): string {
  const bytes = bytesOf(dataSet, tag);
  if (!bytes) return '';
  const [first = ''] = decodeText(bytes, characterSetsOf(dataSet), vr).split('\\');
  return safeText(first);
}

/** Values of Specific Character Set (0008,0005); an empty first value stands for the default repertoire. */
export const characterSetsOf = (dataSet: DataSet): readonly string[] => stringsOf(dataSet, 'x00080005');
