import type { TableComparison } from '../model/table-comparison.ts';
import { commands, verdictAnnotations } from './github/annotations.ts';

/** Two runs or baselines against each other, as annotations of GitHub Actions: the gates and the verdicts. */
export function comparisonAnnotations({ a, b, comparisons, gates }: TableComparison): Iterable<string> {
  const simulated = a.simulated || b.simulated;
  return commands(verdictAnnotations({ suite: b.suite, simulated, comparisons, gates, suiteFile: null }));
}
