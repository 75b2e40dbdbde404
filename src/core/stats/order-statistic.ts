import { binomialCdf } from './binomial.ts';

/** A quantile with its interval. */
export interface QuantileInterval {
  /** Null: there are no values. */
  readonly value: number | null;
  /** Null: there are too few values for a finite bound on this side. */
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/**
 * A quantile and an interval that assume nothing of the distribution: all three are order statistics, and how many of n
 * values lie below the true quantile is binomial. David & Nagaraja 2003, Order Statistics, 3rd edition, section 7.1.
 * At 95 %, p95 has no upper bound below 72 values.
 *
 * @param sorted ascending
 * @param q in (0, 1)
 */
export function quantileInterval(sorted: Float64Array, q: number, alpha: number): QuantileInterval {
  const n = sorted.length;
  const ranked = (rank: number): number | null => sorted[rank - 1] ?? null;
  return {
    // What is nearly a whole number is one: 0.07 × 100 is 7.000000000000001.
    value: ranked(Math.max(1, Math.ceil(n * q - 1e-9))),
    low: ranked(lowRank(n, q, alpha)),
    high: ranked(n + 1 - lowRank(n, 1 - q, alpha)),
    n,
  };
}

/** The largest rank, from 1, that lies above the quantile with a chance of at most α/2; 0: none does. */
function lowRank(n: number, q: number, alpha: number): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (binomialCdf(middle - 1, n, q) <= alpha / 2) low = middle;
    else high = middle - 1;
  }
  return low;
}
