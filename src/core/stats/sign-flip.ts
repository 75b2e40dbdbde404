import { seeded } from './seeded.ts';
import { Sum } from './sum.ts';

/** Up to so many clusters every pattern of signs is looked at. */
const EXACT = 16;
const DRAWS = 10_000;
/** Equal to zero, or to each other, but for rounding. */
const TIE = 1e-12;

/**
 * The sign-flip test, two-sided: were there no difference, each cluster's sum of differences could as well have the
 * other sign. Fisher 1935, The Design of Experiments, section 21; of ±1 it is the exact McNemar test. Exact over all
 * patterns of up to 16 sums that are not zero, and where all have one sign. Else 10,000 seeded draws, with the observed
 * pattern among them, so that p is never 0: Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular
 * Biology 9, 39. It is for few clusters: t serves as well for many, and costs less.
 *
 * @param sums of (b − a) over the cases of each cluster
 * @returns 1 where every sum is zero, or there is none.
 */
export function signFlip(sums: Float64Array, seed: number): number {
  // Under flipping only sizes count; sorted, p does not depend on the order of the clusters.
  const sizes = sums.map(Math.abs).filter((size) => size > TIE);
  sizes.sort();
  if (sizes.length === 0) return 1;
  // All of one sign: only that pattern and its mirror image are so far from zero, however many there are.
  if (sums.every((sum) => sum <= TIE) || sums.every((sum) => sum >= -TIE)) return 2 ** (1 - sizes.length);
  const asFar = Math.abs(totalOf(sums)) - TIE * totalOf(sizes);
  return sizes.length <= EXACT ? exact(sizes, asFar) : drawn(sizes, asFar, seed);
}

/** The share of patterns that are as far from zero, or farther. */
function exact(sizes: Float64Array, asFar: number): number {
  const patterns = 2 ** sizes.length;
  let found = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    let total = 0;
    for (let i = 0; i < sizes.length; i++) total += (pattern >> i) & 1 ? sizes[i]! : -sizes[i]!;
    if (Math.abs(total) >= asFar) found++;
  }
  return found / patterns;
}

function drawn(sizes: Float64Array, asFar: number, seed: number): number {
  const next = seeded(seed);
  let found = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let total = 0;
    for (const size of sizes) total += next() < 0.5 ? size : -size;
    if (Math.abs(total) >= asFar) found++;
  }
  return (1 + found) / (1 + DRAWS);
}

function totalOf(values: Float64Array): number {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.value;
}
