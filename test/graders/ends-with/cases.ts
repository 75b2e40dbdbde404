import type { EndsWithOptions } from '../../../src/graders/ends-with.ts';

export const cases: readonly {
  readonly options?: EndsWithOptions & { value?: string };
  readonly output: string;
  readonly expected: unknown;
  readonly verdict: 'pass' | 'fail' | 'throws';
  readonly why: string;
}[] = [
  { output: 'Thanks. Bye', expected: 'Bye', verdict: 'pass', why: 'the last word' },
  { output: 'Bye now', expected: 'Bye', verdict: 'fail', why: 'not somewhere in it' },
  { output: 'unhappy', expected: 'happy', verdict: 'pass', why: 'parts of words count' },
  { output: 'Bye\n', expected: 'Bye', verdict: 'pass', why: 'a trailing line break is no difference' },
  { output: 'Bye\n', expected: 'Bye', options: { trim: false }, verdict: 'fail', why: 'trim: false' },
  { output: 'GoodBye', expected: ' Bye', verdict: 'fail', why: 'a space before the text is part of it' },
  { output: 'Bye.', expected: 'Bye', verdict: 'fail', why: 'a full stop is part of the answer' },
  { output: 'BYE', expected: 'bye', verdict: 'fail', why: 'case counts by default' },
  {
    output: 'ΟΔΟΣ',
    expected: 'δος',
    options: { caseSensitive: false },
    verdict: 'pass',
    why: 'folded: a final sigma',
  },
  { output: 'cafe\u0301', expected: '\u00e9', verdict: 'pass', why: 'composed before comparing' },
  {
    output: 'yes',
    expected: null,
    options: { value: 'es' },
    verdict: 'pass',
    why: 'value, whatever is expected',
  },
  { output: 'a', expected: '', verdict: 'throws', why: 'every text has an empty one at its ends' },
  { output: 'a', expected: ' \n', verdict: 'throws', why: 'nothing is left of white space' },
  { output: '', expected: 'a', verdict: 'fail', why: 'an empty answer' },
  { output: 'null', expected: null, verdict: 'throws', why: 'no expected value' },
  { output: 'a', expected: ['a'], verdict: 'throws', why: 'a list is no text' },
];
