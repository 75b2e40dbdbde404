import type { LevenshteinOptions } from '../../../src/graders/levenshtein.ts';

/** Edit distances as the tests of NLTK have them, without transpositions: nltk/test/unit/test_distance.py. */
export const distances: readonly (readonly [string, string, number])[] = [
  ['abc', 'ca', 3],
  ['wants', 'wasp', 3],
  ['rain', 'shine', 3],
  ['acbdef', 'abcdef', 2],
  ['lnaguaeg', 'language', 4],
  ['lnaugage', 'language', 3],
  ['lngauage', 'language', 2],
  ['wants', 'swim', 5],
  ['kitten', 'sitting', 3],
  ['duplicated', 'duuplicated', 1],
  ['very duplicated', 'very duuplicateed', 2],
];

export const cases: readonly {
  readonly options?: LevenshteinOptions;
  readonly output: string;
  readonly expected: unknown;
  readonly score: number | 'throws';
  readonly why: string;
}[] = [
  { output: 'sitting', expected: 'kitten', score: 1 - 3 / 7, why: 'by the longer one' },
  { output: '', expected: '', score: 1, why: 'both are empty' },
  { output: 'abc', expected: '', score: 0, why: 'nothing was wanted' },
  { output: '', expected: 'abc', score: 0, why: 'nothing was answered' },
  { output: 'abc', expected: 'xyz', score: 0, why: 'nothing is left as it was' },
  { output: 'abc\n', expected: 'abc', score: 1, why: 'a trailing line break is no difference' },
  { output: 'abc\n', expected: 'abc', options: { trim: false }, score: 0.75, why: 'trim: false' },
  { output: 'ABC', expected: 'abc', score: 0, why: 'case counts by default' },
  { output: 'ABC', expected: 'abc', options: { caseSensitive: false }, score: 1, why: 'folded' },
  { output: 'cafe\u0301', expected: 'caf\u00e9', score: 1, why: 'composed before comparing' },
  { output: 'caf\u00e9', expected: 'cafe', score: 0.75, why: 'an accent is part of its letter' },
  { output: '😀', expected: '😁', score: 0, why: 'code points, not their halves' },
  { output: 'a😀', expected: 'a😁', score: 0.5, why: 'an emoji is one character' },
  { output: '18', expected: 18, score: 1, why: 'a number as its text' },
  { output: 'cot', expected: ['dog', 'cat'], score: 1 - 1 / 3, why: 'the nearest of several' },
  { output: 'undefined', expected: undefined, score: 'throws', why: 'no expected value is no text' },
  { output: 'null', expected: null, score: 'throws', why: 'no expected value is no text' },
  { output: '[object Object]', expected: { a: 1 }, score: 'throws', why: 'an object is no text' },
  { output: 'a', expected: [], score: 'throws', why: 'an empty list' },
  { output: 'a', expected: ['a', null], score: 'throws', why: 'a list with what is no text' },
];
