import { normalCdf, normalQuantile } from './normal.ts';

/** How sure a comparison shall be. */
export interface Demand {
  /** Two-sided: each one-sided decision is at half of it. */
  readonly alpha: number;
  /** The chance that a difference which is there is seen. */
  readonly power: number;
}

/**
 * The smallest difference that a comparison with this standard error detects with the power asked for: 2.80 standard
 * errors at 5 % and 80 %. Miller 2024, arXiv 2411.00640, section 5.
 *
 * @param standardError of the difference: found after a run, or √(variance / cases) before one
 * @param binaryCases how many cases there are where scores are 0 or 1, one a case: it takes at least the flips
 *   with which anything can be shown, five at 5 %; else null
 */
export function detectableDifference(
  standardError: number,
  demand: Demand,
  binaryCases: number | null,
): number {
  const detectable = reach(demand) * standardError;
  return binaryCases === null ? detectable : Math.max(detectable, leastFlips(demand) / binaryCases);
}

/**
 * Cases that it takes to detect a difference. Miller 2024, arXiv 2411.00640, section 5; for non-inferiority, Julious
 * 2004, Statistics in Medicine 23, 1921–1986.
 *
 * @param variance behind the difference, per case. Paired: variance of the differences between the cases' own means plus
 *   each variant's variance of samples over how many there are. Unpaired: the sum of the variants' variances, and the
 *   answer is cases for each
 * @param difference of any sign but not 0; for non-inferiority, the margin plus the difference that is truly there
 */
export function casesForDifference(variance: number, difference: number, demand: Demand): number {
  return whole((reach(demand) ** 2 * variance) / difference ** 2);
}

/**
 * The share of cases whose 0/1 score flips between two variants, by their pass rates and the correlation of their
 * scores; of equal rates 2p(1 − p)(1 − ρ). Where such a correlation cannot be, the fewest flips that make the difference.
 */
export function flipShare(rateA: number, rateB: number, correlation: number): number {
  const independent = rateA * (1 - rateB) + rateB * (1 - rateA);
  const together = 2 * correlation * Math.sqrt(rateA * (1 - rateA) * rateB * (1 - rateB));
  return Math.max(Math.abs(rateB - rateA), independent - together);
}

/**
 * Cases that it takes to detect a difference of 0/1 scores in pairs, one a case. Connor 1987, Biometrics 43, 207–211.
 *
 * @param flips share of cases that flip, in either direction
 * @returns null where so few flips cannot make that difference.
 */
export function casesForFlips(flips: number, difference: number, demand: Demand): number | null {
  if (Math.abs(difference) > flips + 1e-12) return null;
  const [atNone, atDifference] = [Math.sqrt(flips), Math.sqrt(Math.max(0, flips - difference ** 2))];
  const { level, chance } = quantiles(demand);
  return whole(((level * atNone + chance * atDifference) / difference) ** 2);
}

/**
 * The smallest drop from a pass rate that so many cases detect, of 0/1 scores in pairs, one a case; at least the
 * flips with which anything can be shown.
 *
 * @returns null where even a drop to 0 would go unseen.
 */
export function detectableDrop(
  rate: number,
  correlation: number,
  cases: number,
  demand: Demand,
): number | null {
  const seen = (drop: number): boolean =>
    casesForFlips(flipShare(rate, rate - drop, correlation), drop, demand)! <= cases;
  let low = leastFlips(demand) / cases;
  let high = rate;
  if (low > high || !seen(high)) return null;
  if (seen(low)) return low;
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (seen(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The chance that a difference is seen. Of a non-inferiority gate with that margin it is the chance that an unchanged
 * variant passes.
 *
 * @param standardError of the difference
 */
export function powerOf(difference: number, standardError: number, alpha: number): number {
  const distance = Math.abs(difference);
  if (distance === 0 && standardError === 0) return 0;
  return normalCdf(distance / standardError - normalQuantile(1 - alpha / 2));
}

/**
 * What cases are multiplied with where they come in clusters: Kish's design effect (1965, Survey Sampling).
 *
 * @param correlation between cases of a cluster (ICC); of their differences, for a comparison
 */
export function clusterFactor(casesPerCluster: number, correlation: number): number {
  return 1 + (casesPerCluster - 1) * correlation;
}

/** Cases that must all pass to show that a pass rate is at least `rate`, at a one-sided α. Louis 1981, The American Statistician 35, 154. */
export function casesWithoutFailure(rate: number, alpha: number): number {
  return whole(Math.log(alpha) / Math.log(rate));
}

/** The pass rate shown, at a one-sided α, by so many cases that all passed: about 1 − 3/n at 5 %. */
export function rateWithoutFailure(cases: number, alpha: number): number {
  return alpha ** (1 / cases);
}

/** Flips in one direction, with none back, whose mid-p of McNemar's test, 1/2 to their number, is as low as α. */
function leastFlips({ alpha }: Demand): number {
  return Math.ceil(-Math.log2(alpha));
}

function quantiles({ alpha, power }: Demand): { level: number; chance: number } {
  return { level: normalQuantile(1 - alpha / 2), chance: normalQuantile(power) };
}

function reach(demand: Demand): number {
  const { level, chance } = quantiles(demand);
  return level + chance;
}

/** So many cases, and not one more because of rounding. */
function whole(cases: number): number {
  return Math.ceil(cases - 1e-9);
}
