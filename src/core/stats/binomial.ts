import { finite } from './argument.ts';
import { betaOf, logLowerTail } from './beta-tail.ts';

/** P(X ≤ k) for X ~ Binomial(n, p): 0 for k below 0. */
export function binomialCdf(k: number, n: number, p: number): number {
  finite('k', k, Number.isSafeInteger(k), 'a whole number');
  finite('n', n, Number.isSafeInteger(n) && n >= 0, 'a whole number from 0');
  finite('p', p, p >= 0 && p <= 1, 'from 0 to 1');
  if (k < 0) return 0;
  if (k >= n) return 1;
  return Math.exp(logLowerTail(1 - p, p, betaOf(n - k, k + 1)));
}
