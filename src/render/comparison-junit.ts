import type { TableComparison } from '../model/table-comparison.ts';
import { document } from './junit/document.ts';
import { gatesSuite } from './junit/gates-suite.ts';

/** The gates that a run was held to against another, as JUnit's XML. */
export function comparisonJunit({ a, b, gates }: TableComparison): Iterable<string> {
  const simulated = a.simulated || b.simulated;
  const { tally, xml } = gatesSuite({ suite: b.suite, simulated, gates, suiteFile: null });
  return document(b.suite, [tally], [xml]);
}
