import type { Estimate } from '../../model/summary.ts';
import { type Arm, armOf, type Spread } from './arm.ts';
import type { ClusterColumn } from './cluster-robust.ts';
import { ALPHA, clopperPearson, type Interval, Z } from './interval.ts';
import { normalQuantile } from './normal.ts';
import { isPlain, type ScoreColumn } from './scores.ts';

/**
 * A mean score with its interval: Wilson for one 0/1 score a case; Korn–Graubard (Clopper–Pearson at the effective
 * n) for several samples a case, for scores in between and for clusters. Korn & Graubard 1998, Survey Methodology
 * 24, 193–201; Newcombe 1998, Statistics in Medicine 17, 857–872.
 *
 * @param scores Of the cases that have one.
 */
export function estimate(scores: ScoreColumn, clusters: ClusterColumn, alpha = ALPHA): Estimate {
  const n = scores.means.length;
  if (n === 0) {
    const method = isPlain(scores) ? 'wilson' : 'korn-graubard';
    return { mean: null, low: null, high: null, n, groups: 0, designEffect: null, method };
  }
  return estimateOf(armOf(scores, clusters, alpha), alpha);
}

/** Of an arm that is there already. */
export function estimateOf(arm: Arm, alpha: number): Estimate {
  const { mean, n, groups, plain, spread } = arm;
  const ends = plain ? arm.limits : spread && kornGraubard(arm, alpha);
  return {
    mean,
    low: ends?.[0] ?? null,
    high: ends?.[1] ?? null,
    n,
    groups,
    designEffect: spread?.designEffect ?? null,
    method: plain ? 'wilson' : 'korn-graubard',
  };
}

function kornGraubard({ mean, limits, spread }: Arm, alpha: number): Interval | null {
  if (spread === null || spread.constant) return limits;
  return clopperPearsonAt(mean, spread, alpha);
}

/** Korn and Graubard's interval: Clopper–Pearson at the effective n, made smaller by how far t is from the normal. */
export function clopperPearsonAt(
  mean: number,
  { effectiveN, quantile }: Pick<Spread, 'effectiveN' | 'quantile'>,
  alpha: number,
): Interval {
  const z = alpha === ALPHA ? Z : normalQuantile(1 - alpha / 2);
  const k = effectiveN * (z / quantile) ** 2;
  return clopperPearson(mean * k, k, alpha);
}

/**
 * The interval that a claim about the mean itself rests on: Clopper–Pearson, whose coverage is guaranteed, for one
 * 0/1 score a case; else the estimate's own.
 */
export function guaranteedInterval(
  scores: ScoreColumn,
  clusters: ClusterColumn,
  alpha = ALPHA,
): Interval | null {
  const n = scores.means.length;
  if (n === 0) return null;
  const arm = armOf(scores, clusters, alpha);
  if (arm.plain) return clopperPearson(Math.round(arm.mean * n), n, alpha);
  return kornGraubard(arm, alpha);
}
