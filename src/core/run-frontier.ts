import type { FrontierPoint } from '../model/frontier.ts';
import type { VariantSummary } from '../model/summary.ts';
import { compareVariants } from './compare.ts';
import type { CompareOptions } from './compare-options.ts';
import { frontierOf } from './frontier.ts';
import type { ScoreTable } from './score-table.ts';

/** Each variant of a run against each cheaper one, by the metric that counts most. */
export function runFrontier(
  table: ScoreTable,
  summaries: readonly VariantSummary[],
  optionsOf: (variant: string) => CompareOptions,
): readonly FrontierPoint[] {
  // Slices are not asked for here, and take a pass each.
  const whole = { ...table, cases: { ...table.cases, tags: new Map() } };
  const points = summaries.map(({ name, accuracy, graders, cost, outcomes }) => {
    const [metric] = optionsOf(name).metrics;
    return {
      variant: name,
      costPerAnswer: cost.total === null || outcomes.succeeded === 0 ? null : cost.total / outcomes.succeeded,
      accuracy: (accuracy ?? graders.find((grader) => grader.name === metric)?.mean)?.mean ?? null,
    };
  });
  return frontierOf(points, (variant, cheaper) => {
    const options = optionsOf(cheaper);
    return compareVariants(
      { table: whole, variant },
      { table: whole, variant: cheaper },
      { ...options, metrics: options.metrics.slice(0, 1), slices: [] },
    );
  });
}
