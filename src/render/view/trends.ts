import type { HistoryLine } from '../../model/history.ts';
import type { IndexedRun } from '../../model/run-index.ts';

/** A variant over the runs of a suite. */
export interface Trend {
  readonly variant: string;
  readonly points: readonly TrendPoint[];
}

export interface TrendPoint {
  /** Which run: 0 is the oldest. */
  readonly step: number;
  readonly simulated: boolean;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What became of the variants of a suite, run by run. */
export interface Trends {
  /** When each run began; oldest first. */
  readonly steps: readonly string[];
  /** Variants in the order of the newest run, then those that only older ones have: their order gives their colours. */
  readonly variants: readonly { readonly name: string }[];
  /** What the newest run is compared by. */
  readonly metric: string;
  /** In `metric`; runs that are compared by another have no point. */
  readonly scores: readonly Trend[];
  /** US dollars. Recorded answers and unknown costs have no point. */
  readonly costs: readonly Trend[];
  /** Steps whose cases are others than those of the step before. */
  readonly otherCases: readonly number[];
  /** Runs that are compared by another metric. */
  readonly otherMetric: number;
}

/** @param runs Newest first; those that are not finished are passed over. Null: fewer than two are. */
export function trendsOf(runs: readonly IndexedRun[]): Trends | null {
  const steps = runs
    .flatMap(({ standing, createdAt, dataset }) =>
      standing.type === 'finished' ? [{ ...standing, createdAt, dataset }] : [],
    )
    .reverse();
  const metric = steps.at(-1)?.lines[0]?.metric;
  if (steps.length < 2 || metric === undefined) return null;
  const names = new Set(steps.toReversed().flatMap(({ lines }) => lines.map(({ variant }) => variant)));
  const variants = Array.from(names, (name) => ({ name }));
  const trendsBy = (pointOf: (line: HistoryLine) => Omit<TrendPoint, 'step' | 'simulated'> | null) =>
    variants
      .map(({ name }): Trend => {
        const points = steps.flatMap(({ lines, simulated }, step) => {
          const line = lines.find(({ variant }) => variant === name);
          const point = line === undefined ? null : pointOf(line);
          return point === null ? [] : [{ step, simulated, ...point }];
        });
        return { variant: name, points };
      })
      .filter(({ points }) => points.length > 0);
  return {
    steps: steps.map(({ createdAt }) => createdAt),
    variants,
    metric,
    scores: trendsBy(({ metric: own, estimate: { mean, low, high } }) =>
      own !== metric || mean === null ? null : { value: mean, low, high },
    ),
    costs: trendsBy(({ model, cost }) =>
      model === null || cost === null ? null : { value: cost, low: null, high: null },
    ),
    otherCases: steps.flatMap(({ dataset }, i) => (i > 0 && dataset !== steps[i - 1]!.dataset ? [i] : [])),
    otherMetric: steps.filter(({ lines }) => lines.some((line) => line.metric !== metric)).length,
  };
}
