export const cases: readonly {
  readonly output: string;
  readonly expected: unknown;
  readonly score: number | 'throws';
  /** SQuAD: computed by its official script of v1.1, see ../reference/squad.py. */
  readonly source?: 'SQuAD';
  readonly why: string;
}[] = [
  { output: 'Denver Broncos', expected: 'Denver Broncos', score: 1, source: 'SQuAD', why: 'the same' },
  {
    output: 'The Denver Broncos!',
    expected: 'denver broncos',
    score: 1,
    source: 'SQuAD',
    why: 'case, article, punctuation',
  },
  {
    output: 'the Denver team',
    expected: ['Denver Broncos', 'The Denver Broncos team'],
    score: 0.8,
    source: 'SQuAD',
    why: 'the best of several',
  },
  {
    output: 'cat cat cat',
    expected: 'cat',
    score: 0.5,
    source: 'SQuAD',
    why: 'words are counted, answered too often',
  },
  { output: 'cat', expected: 'cat cat cat', score: 0.5, source: 'SQuAD', why: 'and expected more often' },
  {
    output: 'a cat and the cat',
    expected: 'the cat, a cat, another cat',
    score: 4 / 7,
    source: 'SQuAD',
    why: 'articles are left out, "and" and "another" are none',
  },
  { output: "don't", expected: 'dont', score: 1, source: 'SQuAD', why: 'punctuation leaves no gap' },
  { output: '3.14', expected: '314', score: 1, source: 'SQuAD', why: 'not even in numbers' },
  { output: 'well-known', expected: 'well known', score: 0, source: 'SQuAD', why: 'nor for a hyphen' },
  {
    output: '“quoted”',
    expected: 'quoted',
    score: 0,
    source: 'SQuAD',
    why: 'other punctuation than ASCII stays',
  },
  {
    output: 'theatre an\u00e9mone',
    expected: 'atre \u00e9mone',
    score: 0,
    source: 'SQuAD',
    why: 'an article is a whole word',
  },
  { output: 'the', expected: 'cat', score: 0, source: 'SQuAD', why: 'an answer without words' },
  { output: '', expected: 'cat', score: 0, source: 'SQuAD', why: 'an empty answer' },
  { output: 'STRASSE', expected: 'stra\u00dfe', score: 0, source: 'SQuAD', why: 'lower case, no folding' },
  {
    output: 'one\u00a0two\u2003three',
    expected: 'one two three',
    score: 1,
    source: 'SQuAD',
    why: 'any white space',
  },
  {
    output: 'caf\u00e9 a\u00e9 a',
    expected: 'caf\u00e9 a\u00e9',
    score: 1,
    source: 'SQuAD',
    why: 'articles among accents',
  },
  { output: 'cafe\u0301', expected: 'caf\u00e9', score: 1, why: 'composed first, unlike the script' },
  { output: '18', expected: 18, score: 1, why: 'a number as its text' },
  { output: '!', expected: 'the', score: 'throws', why: 'no word is left of what is expected' },
  { output: '', expected: '', score: 'throws', why: 'nothing is expected' },
  { output: 'a', expected: ['cat', '?'], score: 'throws', why: 'no word is left of one of several' },
  { output: 'null', expected: null, score: 'throws', why: 'no expected value' },
  { output: 'a', expected: [], score: 'throws', why: 'an empty list' },
];
