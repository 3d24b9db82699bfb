import { describe, expect, test } from 'vitest';
import { decodeText, formatPersonName } from './characterSets.ts';
import { safeText } from './text.ts';

/** Bytes as PS3.5 annexes H to K print them. */
const hex = (text: string): Uint8Array => Uint8Array.from(text.trim().split(/\s+/), (pair) => Number.parseInt(pair, 16));
const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const ESC = 0x1b;

describe('the examples of PS3.5', () => {
  test('H.3.1: kanji and hiragana by escape sequences', () => {
    const bytes = hex(`59 61 6d 61 64 61 5e 54 61 72 6f 75 3d 1b 24 42 3b 33 45 44 1b 28 42 5e 1b 24 42 42 40 4f 3a 1b 28 42 3d
      1b 24 42 24 64 24 5e 24 40 1b 28 42 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 42`);
    expect(decodeText(bytes, ['', 'ISO 2022 IR 87'], 'PN')).toBe('Yamada^Tarou=山田^太郎=やまだ^たろう');
  });
  test('H.3.2: half-width katakana first', () => {
    const bytes = hex(`d4 cf c0 de 5e c0 db b3 3d 1b 24 42 3b 33 45 44 1b 28 4a 5e 1b 24 42 42 40 4f 3a 1b 28 4a 3d
      1b 24 42 24 64 24 5e 24 40 1b 28 4a 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 4a`);
    expect(decodeText(bytes, ['ISO 2022 IR 13', 'ISO 2022 IR 87'], 'PN')).toBe('ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう');
  });
  test('I.2: Korean, the set called again after each delimiter', () => {
    const bytes = hex(`48 6f 6e 67 5e 47 69 6c 64 6f 6e 67 3d 1b 24 29 43 fb f3 5e 1b 24 29 43 d1 ce d4 d7 3d
      1b 24 29 43 c8 ab 5e 1b 24 29 43 b1 e6 b5 bf`);
    expect(decodeText(bytes, ['', 'ISO 2022 IR 149'], 'PN')).toBe('Hong^Gildong=洪^吉洞=홍^길동');
  });
  test('J.1: UTF-8', () => {
    expect(decodeText(new TextEncoder().encode('Wang^XiaoDong=王^小東='), ['ISO_IR 192'], 'PN')).toBe('Wang^XiaoDong=王^小東=');
  });
  test('J.2 and J.3: GB18030 and GBK', () => {
    const bytes = hex('57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d cd f5 5e d0 a1 b6 ab 3d');
    expect(decodeText(bytes, ['GB18030'], 'PN')).toBe('Wang^XiaoDong=王^小东=');
    expect(decodeText(bytes, ['GBK'], 'PN')).toBe('Wang^XiaoDong=王^小东=');
  });
  test('K.2: simplified Chinese by escape sequences', () => {
    const bytes = Uint8Array.from([...ascii('Zhang^XiaoDong='), ...hex('1b 24 29 41 d5 c5 5e 1b 24 29 41 d0 a1 b6 ab 3d')]);
    expect(decodeText(bytes, ['', 'ISO 2022 IR 58'], 'PN')).toBe('Zhang^XiaoDong=张^小东=');
  });
});

describe('single-byte sets', () => {
  test.each([
    ['ISO_IR 100', 'e9', 'é'],
    ['ISO_IR 101', 'b3', 'ł'],
    ['ISO_IR 109', 'a1', 'Ħ'],
    ['ISO_IR 110', 'b9', 'š'],
    ['ISO_IR 144', 'bb', 'Л'],
    ['ISO_IR 127', 'e2', 'ق'],
    ['ISO_IR 126', 'c4', 'Δ'],
    ['ISO_IR 138', 'f9', 'ש'],
    ['ISO_IR 148', 'fd', 'ı'],
    ['ISO_IR 166', 'a1', 'ก'],
    ['ISO_IR 203', 'a4', '€'],
    ['ISO_IR 13', 'b1', 'ｱ'],
    ['ISO 2022 IR 144', 'bb', 'Л'],
    ['ISO-IR 144', 'bb', 'Л'],
  ])('%s', (set, bytes, text) => expect(decodeText(hex(bytes), [set], 'LO')).toBe(text));

  test('switched by escape sequence: Latin-1, then Cyrillic, then Greek', () => {
    const bytes = Uint8Array.from([0xe9, ESC, ...ascii('-L'), 0xbb, ESC, ...ascii('-F'), 0xc4]);
    expect(decodeText(bytes, ['ISO 2022 IR 100', 'ISO 2022 IR 144', 'ISO 2022 IR 126'], 'LO')).toBe('éЛΔ');
  });
  test('a delimiter returns to the first set; in a name also ^ and =', () => {
    const bytes = Uint8Array.from([ESC, ...ascii('-L'), 0xbb, 0x5e, 0xe9, 0x5c, 0xe9]);
    expect(decodeText(bytes, ['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'PN')).toBe('Л^é\\é');
    expect(decodeText(bytes, ['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'LO')).toBe('Л^щ\\é');
  });
});

test('JIS X 0212 (supplementary kanji)', () => {
  // Row 16 column 1 of JIS X 0212 is U+4E02.
  expect(decodeText(Uint8Array.from([ESC, ...ascii('$(D'), 0x30, 0x21, ESC, ...ascii('(B')]), ['', 'ISO 2022 IR 159'], 'PN')).toBe('丂');
});

test('kanji bytes that look like delimiters are no delimiters', () => {
  // Row 29, column 60 of JIS X 0208 is written as '=' and backslash.
  const bytes = Uint8Array.from([ESC, ...ascii('$B'), 0x3d, 0x5c, ESC, ...ascii('(B'), 0x5e, 0x41]);
  expect(decodeText(bytes, ['', 'ISO 2022 IR 87'], 'PN')).toMatch(/^.\^A$/u);
});

describe('undeclared or broken', () => {
  test('no set: valid UTF-8 as such, else Latin-1', () => {
    expect(decodeText(new TextEncoder().encode('Müller'), [], 'PN')).toBe('Müller');
    expect(decodeText(hex('4d fc 6c 6c 65 72'), [], 'PN')).toBe('Müller');
  });
  test('bytes outside the set are marked, not dropped', () => expect(decodeText(hex('41 ff'), ['ISO_IR 192'], 'PN')).toBe('A\ufffd'));
  test('an unknown escape sequence does not swallow text', () => {
    expect(safeText(decodeText(Uint8Array.from([ESC, ...ascii('%ZAB')]), ['ISO 2022 IR 100'], 'LO'))).toContain('AB');
  });
});

describe('names for display', () => {
  test.each([
    ['DOE^Jane', 'DOE^Jane'],
    ['DOE^Jane^^^', 'DOE^Jane'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', '山田 太郎 (Yamada^Tarou)'],
    ['=山田^太郎', '山田 太郎'],
    ['==やまだ^たろう', 'やまだ^たろう'],
    ['', ''],
  ])('%s', (name, shown) => expect(formatPersonName(name)).toBe(shown));
});
