import type { ContainsAllOptions } from '../../../src/graders/contains-all.ts';
import type { Text } from '../../../src/graders/expected-text.ts';

export const cases: readonly {
  readonly options?: ContainsAllOptions & { values?: readonly Text[] };
  readonly output: string;
  readonly expected: unknown;
  readonly verdict: 'pass' | 'fail' | 'throws';
  readonly why: string;
}[] = [
  {
    output: 'a refund within 14 days',
    expected: ['refund', '14 days'],
    verdict: 'pass',
    why: 'both are there',
  },
  {
    output: 'a refund within 14 days',
    expected: ['14 days', 'refund'],
    verdict: 'pass',
    why: 'in any order',
  },
  { output: 'a refund', expected: ['refund', '14 days'], verdict: 'fail', why: 'one is missing' },
  { output: 'refunds', expected: ['refund', 'fund'], verdict: 'pass', why: 'one within the other' },
  { output: 'a', expected: ['a', 'a'], verdict: 'pass', why: 'repetition is not counted' },
  { output: 'A Refund', expected: ['refund'], verdict: 'fail', why: 'case counts by default' },
  {
    output: 'A Refund',
    expected: ['refund'],
    options: { caseSensitive: false },
    verdict: 'pass',
    why: 'folded',
  },
  { output: 'cafe\u0301', expected: ['caf\u00e9'], verdict: 'pass', why: 'composed before looking' },
  { output: 'a b', expected: ['a,b'], verdict: 'fail', why: 'a comma does not split' },
  { output: 'it is 18', expected: [18, 'it'], verdict: 'pass', why: 'a number as its text' },
  {
    output: 'yes',
    expected: null,
    options: { values: ['ye', 's'] },
    verdict: 'pass',
    why: 'values, whatever is expected',
  },
  { output: '', expected: ['a'], verdict: 'fail', why: 'an empty answer contains nothing' },
  { output: 'a', expected: [], verdict: 'throws', why: 'nothing to look for must not pass' },
  { output: 'a', expected: ['a', ''], verdict: 'throws', why: 'every text contains an empty one' },
  { output: 'a', expected: ['a', null], verdict: 'throws', why: 'null is no text' },
  { output: 'a', expected: 'a', verdict: 'throws', why: 'a text is no list' },
];
