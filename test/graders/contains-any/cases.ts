import type { ContainsAnyOptions } from '../../../src/graders/contains-any.ts';
import type { Text } from '../../../src/graders/expected-text.ts';

export const cases: readonly {
  readonly options?: ContainsAnyOptions & { values?: readonly Text[] };
  readonly output: string;
  readonly expected: unknown;
  readonly verdict: 'pass' | 'fail' | 'throws';
  readonly why: string;
}[] = [
  { output: 'I am sorry.', expected: ['sorry', 'apologise'], verdict: 'pass', why: 'one is enough' },
  { output: 'Thanks.', expected: ['sorry', 'apologise'], verdict: 'fail', why: 'none is there' },
  { output: 'unhappy', expected: ['happy'], verdict: 'pass', why: 'parts of words count' },
  { output: 'SORRY', expected: ['sorry'], verdict: 'fail', why: 'case counts by default' },
  { output: 'SORRY', expected: ['sorry'], options: { caseSensitive: false }, verdict: 'pass', why: 'folded' },
  { output: 'a b', expected: ['a,b'], verdict: 'fail', why: 'a comma does not split' },
  {
    output: 'yes',
    expected: null,
    options: { values: ['no', 'yes'] },
    verdict: 'pass',
    why: 'values, whatever is expected',
  },
  { output: '', expected: ['a'], verdict: 'fail', why: 'an empty answer contains nothing' },
  { output: 'a', expected: [], verdict: 'throws', why: 'nothing to look for' },
  { output: 'a', expected: ['a', ''], verdict: 'throws', why: 'every text contains an empty one' },
  {
    output: 'a',
    expected: ['a', {}],
    verdict: 'throws',
    why: 'an object is no text, whatever else is found',
  },
  { output: 'a', expected: 'a', verdict: 'throws', why: 'a text is no list' },
];
