import type { OneOfOptions } from '../../../src/graders/one-of.ts';

export const cases: readonly {
  readonly options?: OneOfOptions & { readonly values?: readonly (string | number)[] };
  readonly output: string;
  readonly expected: unknown;
  readonly verdict: 'pass' | 'fail' | 'throws';
  /** What the label says was answered; null: nothing could be read. */
  readonly predicted?: string | null;
  readonly why: string;
}[] = [
  {
    output: 'b',
    expected: ['a', 'b'],
    verdict: 'pass',
    predicted: 'b',
    why: 'one of those that are expected',
  },
  { output: 'c', expected: ['a', 'b'], verdict: 'fail', predicted: 'c', why: 'none of them' },
  { output: ' b\n', expected: ['a', 'b'], verdict: 'pass', predicted: 'b', why: 'trimmed' },
  { output: 'B', expected: ['a', 'b'], verdict: 'fail', predicted: 'B', why: 'case counts by default' },
  {
    options: { caseSensitive: false },
    output: 'B',
    expected: ['a', 'b'],
    verdict: 'pass',
    predicted: 'b',
    why: 'folded',
  },
  {
    options: { caseSensitive: false, ignorePunctuation: true },
    output: '**B.**',
    expected: ['a', 'b'],
    verdict: 'pass',
    predicted: 'b',
    why: 'without punctuation',
  },
  { output: 'café', expected: ['café'], verdict: 'pass', predicted: 'café', why: 'composed' },
  { output: '3', expected: [1, 2, 3], verdict: 'pass', predicted: '3', why: 'numbers as their text' },
  {
    output: '3.0',
    expected: [3],
    verdict: 'fail',
    predicted: '3.0',
    why: 'numbers as their text, not as numbers',
  },
  { output: 'true', expected: [true], verdict: 'pass', predicted: 'true', why: 'booleans as their text' },
  { output: 'null', expected: [null], verdict: 'throws', why: 'a list that holds no text' },
  { output: 'a', expected: [], verdict: 'throws', why: 'an empty list' },
  { output: 'a', expected: 'a', verdict: 'throws', why: 'no list' },
  { output: 'a', expected: null, verdict: 'throws', why: 'no expected value' },
  { output: 'a', expected: [['a']], verdict: 'throws', why: 'a list within a list' },
  {
    options: { ignorePunctuation: true },
    output: '!',
    expected: ['?'],
    verdict: 'throws',
    why: 'nothing is left of an expected text',
  },
  { output: 'a,b', expected: ['a', 'b'], verdict: 'fail', predicted: 'a,b', why: 'two of them are not one' },
  {
    options: { values: ['billing', 'account_access', 'other'] },
    output: 'other',
    expected: 'billing',
    verdict: 'pass',
    predicted: 'other',
    why: 'a value, whatever is expected',
  },
  {
    options: {
      values: ['billing', 'account_access', 'other'],
      caseSensitive: false,
      ignorePunctuation: true,
    },
    output: 'Billing!',
    expected: 'billing',
    verdict: 'pass',
    predicted: 'billing',
    why: 'values as they are written',
  },
  {
    options: { values: ['billing', 'account_access', 'other'], ignorePunctuation: true },
    output: 'accountaccess',
    expected: 'other',
    verdict: 'pass',
    predicted: 'account_access',
    why: 'values as they are written',
  },
  {
    options: { values: ['billing', 'account_access', 'other'] },
    output: 'It is about billing',
    expected: 'billing',
    verdict: 'fail',
    predicted: null,
    why: 'outside the values there is no label',
  },
  {
    options: { values: ['billing', 'account_access', 'other'] },
    output: 'billing',
    expected: null,
    verdict: 'pass',
    predicted: 'billing',
    why: 'a case that expects nothing',
  },
  {
    options: { values: [1, 2] },
    output: '2',
    expected: null,
    verdict: 'pass',
    predicted: '2',
    why: 'values that are numbers',
  },
];
