import type { StartsWithOptions } from '../../../src/graders/starts-with.ts';

export const cases: readonly {
  readonly options?: StartsWithOptions & { value?: string };
  readonly output: string;
  readonly expected: unknown;
  readonly verdict: 'pass' | 'fail' | 'throws';
  readonly why: string;
}[] = [
  { output: 'Dear Ada,', expected: 'Dear', verdict: 'pass', why: 'the first word' },
  { output: 'Oh dear', expected: 'dear', verdict: 'fail', why: 'not somewhere in it' },
  { output: '\n Dear Ada', expected: 'Dear', verdict: 'pass', why: 'white space before it is no difference' },
  { output: '\nDear', expected: 'Dear', options: { trim: false }, verdict: 'fail', why: 'trim: false' },
  { output: 'DearAda', expected: 'Dear ', verdict: 'fail', why: 'a space behind the text is part of it' },
  { output: '180', expected: 18, verdict: 'pass', why: 'digits, not a number' },
  { output: 'DEAR', expected: 'dear', verdict: 'fail', why: 'case counts by default' },
  {
    output: 'STRASSE 5',
    expected: 'straße',
    options: { caseSensitive: false },
    verdict: 'pass',
    why: 'folded',
  },
  { output: '\u00c9cole', expected: 'E\u0301', verdict: 'pass', why: 'composed before comparing' },
  {
    output: 'yes',
    expected: null,
    options: { value: 'ye' },
    verdict: 'pass',
    why: 'value, whatever is expected',
  },
  { output: 'a', expected: '', verdict: 'throws', why: 'every text has an empty one at its ends' },
  { output: 'a', expected: ' \n', verdict: 'throws', why: 'nothing is left of white space' },
  { output: '', expected: 'a', verdict: 'fail', why: 'an empty answer' },
  { output: 'null', expected: null, verdict: 'throws', why: 'no expected value' },
  { output: 'a', expected: ['a'], verdict: 'throws', why: 'a list is no text' },
];
