import { betaQuantile, incompleteBeta } from './beta.ts';

/** P(T ≤ t) for Student's t with df degrees of freedom, which may be a broken number. */
export function tCdf(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** Quantile of Student's t: t² / (df + t²) ~ Beta(1/2, df/2). */
export function tQuantile(p: number, df: number): number {
  if (p < 0.5) return -tQuantile(1 - p, df);
  const x = betaQuantile(2 * (1 - p), df / 2, 0.5);
  return Math.sqrt((df * (1 - x)) / x);
}
