import type { Tally } from './tally.ts';
import { startTag } from './xml.ts';

/** Test suites in one file, which says first what they come to. */
export function* document(
  name: string,
  tallies: readonly Tally[],
  suites: Iterable<string>,
): Generator<string> {
  const total = (of: keyof Tally) => tallies.reduce((sum, tally) => sum + tally[of], 0);
  const totals = { tests: total('tests'), failures: total('failures'), errors: total('errors') };
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `${startTag('testsuites', { name, ...totals })}\n`;
  yield* suites;
  yield '</testsuites>\n';
}
