import type { ComparedOrigin, TableComparison } from '../../model/table-comparison.ts';
import type { Quote } from './comparison.ts';
import { counted, dateTime } from './numbers.ts';

/** `run 20261121-… of support-triage (2026-11-21 09:00 UTC, 200 cases)`. */
function originWords(
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
