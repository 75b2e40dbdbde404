import { betaQuantile } from './beta.ts';

/** Intervals are two-sided at 95 % unless told otherwise: each one-sided decision is at 2.5 %. */
export const ALPHA = 0.05;
/** The standard normal's quantile at 1 − α/2. */
export const Z = 1.959963984540054;

export type Interval = readonly [low: number, high: number];

/** Wilson's score interval for a share p of n, at the quantile q (n may be an effective, broken number). */
export function wilson(p: number, n: number, q = Z): Interval {
  const denominator = 1 + (q * q) / n;
  const center = (p + (q * q) / (2 * n)) / denominator;
  const half = (q * Math.sqrt((p * (1 - p)) / n + (q * q) / (4 * n * n))) / denominator;
  // At the ends the formula gives them exactly, and floating point nearly.
  return [p === 0 ? 0 : Math.max(0, center - half), p === 1 ? 1 : Math.min(1, center + half)];
}

/** Clopper–Pearson's interval for x of n; x and n may be broken numbers. */
export function clopperPearson(x: number, n: number, alpha = ALPHA): Interval {
  const low = x < 1e-9 ? 0 : betaQuantile(alpha / 2, x, n - x + 1);
  const high = n - x < 1e-9 ? 1 : betaQuantile(1 - alpha / 2, x + 1, n - x);
  return [low, high];
}
