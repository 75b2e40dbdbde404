/** How long a text is, by what is counted. */
export const cases: readonly {
  readonly text: string;
  readonly grapheme: number;
  readonly codePoint: number;
  readonly byte: number;
  readonly why: string;
}[] = [
  { text: '', grapheme: 0, codePoint: 0, byte: 0, why: 'nothing' },
  { text: 'abc', grapheme: 3, codePoint: 3, byte: 3, why: 'ASCII' },
  { text: ' a\n', grapheme: 3, codePoint: 3, byte: 3, why: 'white space at the ends counts' },
  { text: 'a\r\nb', grapheme: 3, codePoint: 4, byte: 4, why: 'a line break of two characters' },
  { text: '\u00e9', grapheme: 1, codePoint: 1, byte: 2, why: 'é, composed' },
  { text: 'e\u0301', grapheme: 1, codePoint: 2, byte: 3, why: 'é, with an accent of its own' },
  { text: '€', grapheme: 1, codePoint: 1, byte: 3, why: 'three bytes' },
  { text: '😀', grapheme: 1, codePoint: 1, byte: 4, why: 'two UTF-16 units' },
  { text: '🇪🇺', grapheme: 1, codePoint: 2, byte: 8, why: 'a flag' },
  { text: '👨‍👩‍👧', grapheme: 1, codePoint: 5, byte: 18, why: 'a family: three emoji, joined' },
  { text: '你好', grapheme: 2, codePoint: 2, byte: 6, why: 'ideographs' },
];
