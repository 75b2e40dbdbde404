import type { Estimate } from '../../model/summary.ts';
import { betaQuantile } from './beta.ts';
import { tQuantile } from './student-t.ts';

/** Every interval is two-sided at 95 %: each one-sided decision is at 2.5 %. */
export const ALPHA = 0.05;
/** The standard normal's quantile at 1 − α/2. */
export const Z = 1.959963984540054;

export type Interval = readonly [low: number, high: number];

/** What an estimate needs of the cases: each case counts once, with the mean score of its trials. */
export interface Sums {
  /** Cases. */
  readonly n: number;
  readonly sum: number;
  /** Sum of (score − mean)². Not from the sum of squares: that difference is rounding where little varies. */
  readonly squaredDeviations: number;
  /** Trials the means were taken over. */
  readonly samples: number;
  /** Each case has one trial and each score is 0 or 1. */
  readonly binary: boolean;
  /** Each trial's score is 0 or 1, however many trials a case has. */
  readonly binarySamples: boolean;
}

/** Wilson's score interval for a share p of n, at the quantile q (n may be an effective, broken number). */
export function wilson(p: number, n: number, q = Z): Interval {
  const denominator = 1 + (q * q) / n;
  const center = (p + (q * q) / (2 * n)) / denominator;
  const half = (q * Math.sqrt((p * (1 - p)) / n + (q * q) / (4 * n * n))) / denominator;
  // At the ends the formula gives them exactly, and floating point nearly.
  return [p === 0 ? 0 : Math.max(0, center - half), p === 1 ? 1 : Math.min(1, center + half)];
}

/** Clopper–Pearson's interval for x of n; x and n may be broken numbers. */
export function clopperPearson(x: number, n: number): Interval {
  const low = x < 1e-9 ? 0 : betaQuantile(ALPHA / 2, x, n - x + 1);
  const high = n - x < 1e-9 ? 1 : betaQuantile(1 - ALPHA / 2, x + 1, n - x);
  return [low, high];
}

/** An arm of a comparison: its mean, its standard error, and the limits that its interval is made from. */
export interface Arm {
  readonly mean: number;
  /** 0 where nothing varied. */
  readonly standardError: number;
  /** Cases' worth of data. */
  readonly effectiveN: number;
  /** Wilson's limits, at the effective n where the scores are not simply 0 or 1; null: not enough data. */
  readonly limits: Interval | null;
}

/**
 * The arm behind an estimate. Each case is its own cluster, so the cluster-robust variance (CR2) is
 * the ordinary one with n − 1 degrees of freedom.
 */
export function armOf(sums: Sums): Arm {
  const { n, sum, squaredDeviations } = sums;
  const mean = n === 0 ? 0 : sum / n;
  if (sums.binary) {
    return {
      mean,
      standardError: n > 1 ? Math.sqrt((mean * (1 - mean)) / (n - 1)) : 0,
      effectiveN: n,
      limits: n === 0 ? null : wilson(mean, n),
    };
  }
  if (n < 2) return { mean, standardError: 0, effectiveN: n, limits: null };
  const raw = Math.sqrt(squaredDeviations / (n - 1) / n);
  const standardError = raw < 1e-12 ? 0 : raw;
  if (standardError === 0 && mean > 0 && mean < 1) {
    return { mean, standardError, effectiveN: n, limits: ruleOfThree(mean, n) };
  }
  const ofVariance = standardError === 0 ? n : (mean * (1 - mean)) / (standardError * standardError);
  const effectiveN = sums.binarySamples ? Math.min(ofVariance, sums.samples) : ofVariance;
  return {
    mean,
    standardError,
    effectiveN,
    limits: wilson(mean, effectiveN, tQuantile(1 - ALPHA / 2, n - 1)),
  };
}

/** Nothing varied between 0 and 1: what n cases without an exception allow. */
function ruleOfThree(mean: number, n: number): Interval {
  const b = 1 - ALPHA ** (1 / n);
  return [mean * (1 - b), mean + (1 - mean) * b];
}

/**
 * A mean score with its 95 % interval: Wilson for one 0/1 score a case; Korn–Graubard (Clopper–Pearson at
 * the effective n) for several trials a case and for scores in between. Korn & Graubard 1998;
 * Newcombe 1998, Statistics in Medicine 17, 857–872.
 */
export function estimate(sums: Sums): Estimate {
  const method = sums.binary ? 'wilson' : 'korn-graubard';
  if (sums.n === 0) return { mean: null, low: null, high: null, n: 0, method };
  const arm = armOf(sums);
  if (arm.limits === null) return { mean: arm.mean, low: null, high: null, n: sums.n, method };
  const [low, high] = sums.binary ? arm.limits : kornGraubard(sums, arm);
  return { mean: arm.mean, low, high, n: sums.n, method };
}

function kornGraubard(sums: Sums, arm: Arm): Interval {
  const { mean, standardError, effectiveN } = arm;
  if (standardError === 0 && mean > 0 && mean < 1) return arm.limits!;
  const k = effectiveN * (Z / tQuantile(1 - ALPHA / 2, sums.n - 1)) ** 2;
  return clopperPearson(mean * k, k);
}
