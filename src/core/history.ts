import type { HistoryLine } from '../model/history.ts';
import type { Summary } from '../model/summary.ts';
import { comparedMetrics } from './compared-metrics.ts';
import { ACCURACY } from './score-table.ts';

/** A line a variant of a run, in the order of its variants. */
export function historyLines(summary: Summary): readonly HistoryLine[] {
  const { run, createdAt, commit, simulated, variants, comparisons } = summary;
  return variants.map(({ name, model, accuracy, graders, cost }) => {
    const [metric] = comparedMetrics(new Map(graders.map((grader) => [grader.name, grader.role]))).metrics;
    const own = comparisons.filter(({ variant }) => variant === name);
    const comparison = own.find(({ against }) => against.type === 'baseline') ?? own[0] ?? null;
    return {
      run,
      createdAt,
      commit,
      simulated,
      variant: name,
      model,
      metric: metric!,
      estimate: metric === ACCURACY ? accuracy! : graders.find((grader) => grader.name === metric)!.mean,
      cost: cost.total,
      comparison: comparison && {
        against: comparison.against,
        baseline: comparison.baseline,
        difference: comparison.difference,
        verdict: comparison.verdict,
      },
    };
  });
}
