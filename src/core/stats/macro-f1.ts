import type { Estimate } from '../../model/summary.ts';
import { type ClusterColumn, clusterCount, clusterRobust, clusterSums } from './cluster-robust.ts';
import { clopperPearsonAt } from './estimate.ts';
import { ALPHA } from './interval.ts';
import { tQuantile } from './student-t.ts';
import { Sum } from './sum.ts';

/** Labels of trials, by number: small ones, as tables are kept by them. */
export interface LabelPairs {
  readonly expected: ArrayLike<number>;
  /** Of the same trials, in the same order. */
  readonly predicted: ArrayLike<number>;
  /** Of the same trials: those of a case share one. */
  readonly clusters: ClusterColumn;
}

/** A label's share of the mean F1, and how that changes with a trial. */
interface Part {
  support: number;
  predicted: number;
  correct: number;
}

/**
 * The mean F1 of these labels, each counting the same. The standard error is that of F1 linearised in the counts
 * (Takahashi, Yamamoto, Kuchiba & Koyama 2022, Applied Intelligence 52, 4961–4972), cluster-robust; the interval is
 * Korn and Graubard's, with no more trials' worth of data than labels of such unequal support have (Kish), since a rare
 * label's F1 weighs as much as another's and may happen not to vary.
 *
 * @param labels each expected by at least one trial
 */
export function macroF1(pairs: LabelPairs, labels: readonly number[], alpha = ALPHA): Estimate {
  const { clusters } = pairs;
  const n = pairs.expected.length;
  const parts = partsOf(pairs, labels);
  const mean = total(parts.values(), f1Of) / labels.length;
  const groups = clusterCount(clusters, n);
  const estimate = { mean, n, groups, designEffect: null, method: 'korn-graubard' } as const;
  if (groups < 2) return { ...estimate, low: null, high: null };
  const { standardError, df } = clusterRobust(deviations(pairs, parts), clusters);
  const most = labels.length ** 2 / total(parts.values(), ({ support }) => 1 / support);
  const effectiveN =
    standardError === 0
      ? independentGroups(pairs, parts)
      : Math.min(most, (mean * (1 - mean)) / standardError ** 2);
  const [low, high] = clopperPearsonAt(mean, { effectiveN, quantile: tQuantile(1 - alpha / 2, df) }, alpha);
  return { ...estimate, low, high };
}

function partsOf({ expected, predicted }: LabelPairs, labels: readonly number[]): ReadonlyMap<number, Part> {
  const parts = new Map(labels.map((label) => [label, { support: 0, predicted: 0, correct: 0 }]));
  for (let i = 0; i < expected.length; i++) {
    const own = parts.get(expected[i]!);
    const answered = parts.get(predicted[i]!);
    if (own) own.support++;
    if (answered) answered.predicted++;
    if (own && own === answered) own.correct++;
  }
  return parts;
}

function f1Of({ support, predicted, correct }: Part): number {
  return (2 * correct) / (support + predicted);
}

/** Of each trial: how much the mean F1 changes with it, times the number of trials. They sum to 0. */
function deviations({ expected, predicted }: LabelPairs, parts: ReadonlyMap<number, Part>): Float64Array {
  const n = expected.length;
  const slopes = new Map(
    Array.from(parts, ([label, part]) => {
      const weight = n / parts.size / (part.support + part.predicted);
      return [label, { hit: 2 * weight, any: weight * f1Of(part) }];
    }),
  );
  return Float64Array.from({ length: n }, (_, i) => {
    const own = slopes.get(expected[i]!);
    const answered = slopes.get(predicted[i]!);
    return (own && own === answered ? own.hit : 0) - (own?.any ?? 0) - (answered?.any ?? 0);
  });
}

/** Clusters' worth of data if trials of a cluster were all alike. */
function independentGroups({ expected, clusters }: LabelPairs, parts: ReadonlyMap<number, Part>): number {
  const weights = Float64Array.from(expected, (label) => {
    const part = parts.get(label);
    return part ? 1 / part.support : 0;
  });
  return parts.size ** 2 / total(clusterSums(weights, clusters), (weight) => weight ** 2);
}

function total<Item>(items: Iterable<Item>, of: (item: Item) => number): number {
  const sum = new Sum();
  for (const item of items) sum.add(of(item));
  return sum.value;
}
