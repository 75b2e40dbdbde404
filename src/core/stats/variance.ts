import { meanOf, Sum } from './sum.ts';

/** The variance of numbers, n − 1 in the denominator: exactly 0 where they do not vary, or there are fewer than two. */
export function varianceOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  const squares = new Sum();
  for (const value of values) squares.add((value - mean) ** 2);
  const variance = squares.value / (values.length - 1);
  return variance < 1e-24 ? 0 : variance;
}
