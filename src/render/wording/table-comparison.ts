import type { ComparedOrigin, TableComparison } from '../../model/table-comparison.ts';
import { type Quote, tallySentence, verdictSentence } from './comparison.ts';
import { counted, dateTime } from './numbers.ts';

/** `run 20261121-…`, or `the baseline`. */
export function originName({ run, file }: ComparedOrigin, quote: Quote): string {
  return file === null ? `run ${quote(run)}` : 'the baseline';
}

/** What came out: of one comparison its verdict, of several how many are how. */
export function tablesVerdict({ a, comparisons }: TableComparison, quote: Quote): string {
  const [first] = comparisons;
  return first !== undefined && comparisons.length === 1
    ? verdictSentence(first, quote)
    : tallySentence(comparisons, originName(a, quote));
}

/** `run 20261121-… of support-triage (2026-11-21 09:00 UTC, 200 cases)`. */
export function originWords(
  { suite, run, createdAt, file, cases, simulated }: ComparedOrigin,
  quote: Quote,
): string {
  const what = file === null ? `run ${quote(run)} of ${quote(suite)}` : `baseline ${quote(file)}`;
  const facts = [quote(dateTime(createdAt)), counted(cases, 'case'), ...(simulated ? ['simulated'] : [])];
  return `${what} (${facts.join(', ')})`;
}

/** What is compared with what. */
export function tablesTitle({ a, b }: TableComparison, quote: Quote): string {
  return `${originWords(b, quote)} against ${originWords(a, quote)}`;
}
