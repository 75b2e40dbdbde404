import { type ClusterColumn, clusterCount, clusterRobust } from './cluster-robust.ts';
import { type Interval, wilson } from './interval.ts';
import { normalQuantile } from './normal.ts';
import { isPlain, type ScoreColumn } from './scores.ts';
import { tQuantile } from './student-t.ts';
import { meanOf, Sum } from './sum.ts';

/** A variant's mean score, and what intervals are made of. */
export interface Arm {
  readonly mean: number;
  /** Cases. */
  readonly n: number;
  /** Clusters; as many as cases where each is its own. */
  readonly groups: number;
  /** Each case is its own cluster and has one score, 0 or 1. */
  readonly plain: boolean;
  /** Null: fewer than two clusters. */
  readonly spread: Spread | null;
  /** Wilson's limits, at the effective n where the scores are not plain; null: not enough data. */
  readonly limits: Interval | null;
}

export interface Spread {
  /** What each cluster contributes to the standard error. */
  readonly parts: Float64Array;
  /** 0 where nothing varied. */
  readonly standardError: number;
  readonly df: number;
  /** Cases' worth of data. */
  readonly effectiveN: number;
  /** Student's t at 1 − α/2. */
  readonly quantile: number;
  /** Every case has the same score, neither 0 nor 1. */
  readonly constant: boolean;
  /** Variance of the mean over that of as many independent cases; null where nothing varied. */
  readonly designEffect: number | null;
}

/**
 * The arm behind an estimate or a difference: one function for clustered and unclustered cases, one sample and
 * several, 0/1 scores and continuous ones. All scores present; at least one.
 */
export function armOf(scores: ScoreColumn, clusters: ClusterColumn, alpha: number): Arm {
  const { means } = scores;
  const n = means.length;
  const mean = meanOf(means);
  const groups = clusterCount(clusters, n);
  const plain = groups === n && isPlain(scores);
  const spread = groups < 2 ? null : spreadOf(scores, mean, clusters, alpha);
  if (plain) {
    return { mean, n, groups, plain, spread, limits: wilson(mean, n, normalQuantile(1 - alpha / 2)) };
  }
  return { mean, n, groups, plain, spread, limits: spread && limitsOf(mean, spread, alpha) };
}

function spreadOf(scores: ScoreColumn, mean: number, clusters: ClusterColumn, alpha: number): Spread {
  const { means, samples, binary } = scores;
  const n = means.length;
  const { parts, standardError, df, kish } = clusterRobust(
    means.map((score) => score - mean),
    clusters,
  );
  const inside = mean > 0 && mean < 1;
  // Capped where scores vary by rounding alone: it moves no digit that is shown.
  const ofVariance = standardError === 0 ? kish : Math.min(1e12, (mean * (1 - mean)) / standardError ** 2);
  const independent = independentVariance(means, mean);
  return {
    parts,
    standardError,
    df,
    effectiveN: binary
      ? Math.min(
          ofVariance,
          samples.reduce((a, b) => a + b, 0),
        )
      : ofVariance,
    quantile: tQuantile(1 - alpha / 2, df),
    constant: standardError === 0 && inside,
    designEffect: standardError === 0 ? null : standardError ** 2 / (independent / n),
  };
}

/** s², as if each case stood alone. */
function independentVariance(means: Float64Array, mean: number): number {
  const squares = new Sum();
  for (const score of means) squares.add((score - mean) ** 2);
  return squares.value / (means.length - 1);
}

function limitsOf(mean: number, { constant, effectiveN, quantile }: Spread, alpha: number): Interval {
  return constant ? ruleOfThree(mean, effectiveN, alpha) : wilson(mean, effectiveN, quantile);
}

/** Nothing varied between 0 and 1: what so many clusters without an exception allow. */
function ruleOfThree(mean: number, clusters: number, alpha: number): Interval {
  const b = 1 - alpha ** (1 / clusters);
  return [mean * (1 - b), mean + (1 - mean) * b];
}
