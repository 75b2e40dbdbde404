import type { ContainsOptions } from '../../../src/graders/contains.ts';

export const cases: readonly {
  readonly options?: ContainsOptions & { value?: string };
  readonly output: string;
  readonly expected: unknown;
  readonly verdict: 'pass' | 'fail' | 'throws';
  readonly why: string;
}[] = [
  { output: 'You get a refund.', expected: 'refund', verdict: 'pass', why: 'expected is looked for' },
  { output: 'You get a Refund.', expected: 'refund', verdict: 'fail', why: 'case counts by default' },
  {
    output: 'You get a Refund.',
    expected: 'refund',
    options: { caseSensitive: false },
    verdict: 'pass',
    why: 'folded',
  },
  {
    output: 'HAUPTSTRASSE 5',
    expected: 'straße',
    options: { caseSensitive: false },
    verdict: 'pass',
    why: 'ß folds to ss',
  },
  {
    output: 'ΟΔΟΣΑΣ',
    expected: 'οδος',
    options: { caseSensitive: false },
    verdict: 'pass',
    why: 'a final sigma amid a word',
  },
  { output: 'unhappy', expected: 'happy', verdict: 'pass', why: 'parts of words count' },
  {
    output: 'a refund',
    expected: 'refund ',
    verdict: 'fail',
    why: 'white space is part of what is looked for',
  },
  { output: 'un cafe\u0301', expected: 'caf\u00e9', verdict: 'pass', why: 'composed before looking' },
  { output: 'cafe\u0301', expected: 'cafe', verdict: 'fail', why: 'an accent is part of its letter' },
  { output: 'it is 18', expected: 18, verdict: 'pass', why: 'a number as its text' },
  {
    output: 'yes',
    expected: null,
    options: { value: 'ye' },
    verdict: 'pass',
    why: 'value, whatever is expected',
  },
  { output: 'a, b', expected: 'a,b', verdict: 'fail', why: 'a comma does not split' },
  { output: 'anything', expected: '', verdict: 'throws', why: 'every text contains an empty one' },
  { output: '', expected: '', verdict: 'throws', why: 'every text contains an empty one' },
  { output: '', expected: 'a', verdict: 'fail', why: 'an empty answer contains nothing' },
  { output: 'null', expected: null, verdict: 'throws', why: 'no expected value' },
  { output: 'a', expected: ['a'], verdict: 'throws', why: 'a list is no text' },
];
