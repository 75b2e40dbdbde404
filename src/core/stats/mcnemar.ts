import { binomialCdf } from './binomial.ts';

/**
 * McNemar's mid-p value, two-sided, of 0/1 scores in pairs: the exact one is needlessly cautious. Fagerland,
 * Lydersen & Laake 2013, BMC Medical Research Methodology 13, 91.
 *
 * @param b cases that only the first of the two passes
 * @param c cases that only the second passes
 * @returns 1 where no case flipped.
 */
export function mcNemarMidP(b: number, c: number): number {
  const flips = b + c;
  if (flips === 0) return 1;
  const fewer = Math.min(b, c);
  const upTo = binomialCdf(fewer, flips, 0.5);
  const below = binomialCdf(fewer - 1, flips, 0.5);
  return b === c ? 1 - (upTo - below) / 2 : upTo + below;
}
