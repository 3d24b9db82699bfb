/**
 * Text of data elements in the character sets of Specific Character Set (0008,0005): PS3.3 C.12.1.1.2 (defined terms and escape
 * sequences) and PS3.5 section 6.1.2 (code extension after ISO 2022). TextDecoder brings the tables; only half-width katakana needs none.
 */

type CodeElement = 'ascii' | 'katakana' | 'jis-x-0208' | 'jis-x-0212' | 'ks-x-1001' | 'gb-2312' | SingleByte;
type SingleByte = { readonly label: string };
/** What bytes below (`g0`) and above (`g1`) 0x80 mean at the moment. `g1` undefined: nothing has been designated. */
type CodeState = { readonly g0: CodeElement; readonly g1: CodeElement | undefined };

const single = (label: string): SingleByte => ({ label });

/** ISO registration number -> what it puts in G1, and G1's final escape byte for the 96-character sets (ESC 02/13 ...). */
const UPPER_SETS: Readonly<Record<string, readonly [escape: string, CodeElement]>> = {
  '100': ['-A', single('iso-8859-1')],
  '101': ['-B', single('iso-8859-2')],
  '109': ['-C', single('iso-8859-3')],
  '110': ['-D', single('iso-8859-4')],
  '126': ['-F', single('iso-8859-7')],
  '127': ['-G', single('iso-8859-6')],
  '138': ['-H', single('iso-8859-8')],
  '144': ['-L', single('iso-8859-5')],
  '148': ['-M', single('iso-8859-9')],
  '166': ['-T', single('windows-874')],
  '203': ['-b', single('iso-8859-15')],
  '13': [')I', 'katakana'],
  '149': ['$)C', 'ks-x-1001'],
  '58': ['$)A', 'gb-2312'],
};
const UPPER_BY_ESCAPE = new Map(Object.values(UPPER_SETS));
const LOWER_BY_ESCAPE: ReadonlyMap<string, CodeElement> = new Map([
  ['(B', 'ascii'],
  // JIS X 0201 romaji: yen and overline in place of backslash and tilde, which DICOM needs as they are.
  ['(J', 'ascii'],
  ['$B', 'jis-x-0208'],
  ['$@', 'jis-x-0208'],
  ['$(D', 'jis-x-0212'],
]);
/** Sets that stand alone and know no escape sequences (PS3.3 table C.12-5). */
const STANDALONE: Readonly<Record<string, string>> = { '192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk', UTF8: 'utf-8' };

const ESCAPE = 0x1b;
const TEXT_DELIMITERS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x5c]);
const NAME_DELIMITERS = new Set([...TEXT_DELIMITERS, 0x5e, 0x3d]);

/**
 * Text of a value in the given character sets (the values of Specific Character Set). `vr` 'PN' also ends code extension at `^` and
 * `=`. Bytes that a set does not define become U+FFFD. Without a declared set, upper bytes are read as UTF-8 where they are valid
 * UTF-8 and as Latin-1 otherwise.
 */
export function decodeText(bytes: Uint8Array, characterSets: readonly string[], vr: string): string {
  if (isAscii(bytes)) return latin(bytes);
  const sets = characterSets.map(setName);
  const standalone = sets.map((name) => STANDALONE[name]).find((label) => label !== undefined);
  if (standalone !== undefined && !bytes.includes(ESCAPE)) return decoderOf(standalone).decode(bytes);
  if (sets.every((name) => name === '' || name === '6') && !bytes.includes(ESCAPE)) return undeclared(bytes);
  return decodeExtended(bytes, initialState(sets), vr === 'PN' ? NAME_DELIMITERS : TEXT_DELIMITERS);
}

/** 'ISO 2022 IR 100', 'ISO_IR 100', 'ISO-IR-100' -> '100'; other terms upper case without punctuation. */
function setName(term: string): string {
  const iso = /^ISO[\s_-]*(?:2022)?[\s_-]*IR[\s_-]*(\d+)$/i.exec(term.trim());
  return iso?.[1] ?? term.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The first set is in force at the start and after each delimiter; an undesignated G1 falls to the first later set that has one. */
function initialState(sets: readonly string[]): CodeState {
  const upper = sets.map((name) => UPPER_SETS[name]?.[1]).find((element) => element !== undefined);
  return { g0: 'ascii', g1: upper };
}

function decodeExtended(bytes: Uint8Array, initial: CodeState, delimiters: ReadonlySet<number>): string {
  let state = initial;
  let text = '';
  let position = 0;
  while (position < bytes.length) {
    const byte = bytes[position]!;
    if (byte === ESCAPE) {
      const [next, length] = applyEscape(bytes, position + 1, state);
      state = next;
      position += 1 + length;
      continue;
    }
    const upper = byte >= 0x80;
    const element = upper ? state.g1 : state.g0;
    if (!upper && element === 'ascii') {
      if (delimiters.has(byte)) state = initial;
      text += String.fromCharCode(byte);
      position++;
      continue;
    }
    let end = position;
    while (end < bytes.length && bytes[end] !== ESCAPE && bytes[end]! >= 0x80 === upper && !isControl(bytes[end]!)) end++;
    // A control character inside a two-byte set: line ends belong to no set.
    if (end === position) {
      if (delimiters.has(byte)) state = initial;
      text += String.fromCharCode(byte);
      position++;
      continue;
    }
    text += decodeRun(bytes.subarray(position, end), element);
    position = end;
  }
  return text;
}

/** New state and length of the escape sequence's bytes after ESC; an unknown one is skipped. */
function applyEscape(bytes: Uint8Array, at: number, state: CodeState): readonly [CodeState, number] {
  for (const length of [3, 2]) {
    const sequence = latin(bytes.subarray(at, at + length));
    const g0 = LOWER_BY_ESCAPE.get(sequence);
    if (g0) return [{ ...state, g0 }, length];
    const g1 = UPPER_BY_ESCAPE.get(sequence);
    if (g1) return [{ ...state, g1 }, length];
  }
  return [state, 0];
}

function decodeRun(run: Uint8Array, element: CodeElement | undefined): string {
  if (element === undefined || element === 'ascii') return undeclared(run);
  if (element === 'katakana')
    return Array.from(run, (byte) => (byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : '\ufffd')).join('');
  if (element === 'ks-x-1001') return decoderOf('euc-kr').decode(run);
  if (element === 'gb-2312') return decoderOf('gb18030').decode(run);
  if (element === 'jis-x-0208') return decoderOf('euc-jp').decode(run.map((byte) => byte | 0x80));
  if (element === 'jis-x-0212') return decoderOf('euc-jp').decode(threeByteEuc(run));
  return decoderOf(element.label).decode(run);
}

/** JIS X 0212 in EUC-JP: each pair, upper bits set, after 0x8F. */
function threeByteEuc(run: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: Math.ceil(run.length / 2) * 3 }, (_, index) =>
    index % 3 === 0 ? 0x8f : (run[Math.floor(index / 3) * 2 + (index % 3) - 1] ?? 0) | 0x80,
  );
}

function undeclared(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decoderOf('iso-8859-1').decode(bytes);
  }
}

const decoders = new Map<string, TextDecoder>();
function decoderOf(label: string): TextDecoder {
  const decoder = decoders.get(label) ?? new TextDecoder(label, { ignoreBOM: true });
  decoders.set(label, decoder);
  return decoder;
}

const isControl = (byte: number): boolean => byte < 0x20;
const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80 && byte !== ESCAPE);
function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * A Person Name (PS3.5 section 6.2.1.1) for display: `DOE^Jane`; with an ideographic group `山田 太郎 (Yamada^Tarou)`.
 * The phonetic group is shown only when it is the only one.
 */
export function formatPersonName(name: string): string {
  const [alphabetic = '', ideographic = '', phonetic = ''] = name.split('=').map((group) => group.replace(/[\s^]+$/, '').trim());
  const written = ideographic.replaceAll('^', ' ').trim();
  if (written === '') return alphabetic || phonetic;
  return alphabetic === '' ? written : `${written} (${alphabetic})`;
}
