import { number } from './argument.ts';
import { lowerQuantile } from './beta.ts';
import { betaOf, logLowerTail } from './beta-tail.ts';
import { logGammaRise } from './gamma.ts';
import { halley, SETTLED } from './halley.ts';
import { millsRatio, normalCdf, normalQuantile } from './normal.ts';

/** P(T ≤ t) for Student's t with df degrees of freedom: any number above 0, broken ones and Infinity too. */
export function tCdf(t: number, df: number): number {
  number('t', t, true, 'a number');
  number('df', df, df > 0, 'above 0');
  if (df >= NORMAL) return normalCdf(t);
  return t > 0 ? 1 - upperTail(t, df) : upperTail(-t, df);
}

/** The t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  number('p', p, p >= 0 && p <= 1, 'from 0 to 1');
  number('df', df, df > 0, 'above 0');
  if (df >= NORMAL) return normalQuantile(p);
  return p >= 0.5 ? upperQuantile(1 - p, df) : -upperQuantile(p, df);
}

/** P(T > t) for t ≥ 0. */
function upperTail(t: number, df: number): number {
  const ratio = t / Math.sqrt(df);
  const square = ratio * ratio;
  const z = Math.log1p(square);
  if (df >= LARGE && z <= 1) return Math.exp(logScale(df) - (df * z) / 2) * nearNormal(Math.sqrt(df * z), df);
  if (ratio > FAR) return Math.exp(logPowerLaw(df) - df * Math.log(ratio));
  return Math.exp(logLowerTail(1 / (1 + square), square / (1 + square), betaOf(df / 2, 0.5))) / 2;
}

/** The t with P(T > t) = q, for q up to ½. */
function upperQuantile(q: number, df: number): number {
  if (q === 0) return Number.POSITIVE_INFINITY;
  const z = -normalQuantile(q);
  if (df >= LARGE && q < 0.25 && z * z < 0.9 * df) return nearNormalQuantile(q, df, z);
  const logRatio = (logPowerLaw(df) - Math.log(q)) / df;
  if (logRatio > Math.log(FAR)) return Math.sqrt(df) * Math.exp(logRatio);
  const [x, y] =
    q < 0.25
      ? lowerQuantile(2 * q, betaOf(df / 2, 0.5))
      : lowerQuantile(1 - 2 * q, betaOf(0.5, df / 2)).toReversed();
  return Math.sqrt((df * y!) / x!);
}

/** log of P(T > t) for t / √df = 1: far out it is a power law, this at 1 were it one everywhere. */
function logPowerLaw(df: number): number {
  return logGammaRise(df / 2, 0.5) - Math.log(df * Math.sqrt(Math.PI));
}

/** log of the density at 0. */
function logScale(df: number): number {
  return logGammaRise(df / 2, 0.5) - 0.5 * Math.log(Math.PI * df);
}

/**
 * P(T > t) over the density at 0 and e^(−w²/2), for many degrees of freedom. In Hill's variable
 * w = √(df log(1 + t²/df)) (1970, CACM 13, 617–619) the tail is ∫ e^(−w²/2) g(w²/df) dw with
 * g(z) = √(z / (1 − e⁻ᶻ)): g's Taylor series is integrated term by term.
 */
function nearNormal(w: number, df: number): number {
  const square = w * w;
  let moment = millsRatio(w);
  let power = w;
  let scale = 1;
  let sum = moment;
  for (let k = 1; k < SPREAD.length; k++) {
    moment = power + (2 * k - 1) * moment;
    power *= square;
    scale /= df;
    const term = SPREAD[k]! * scale * moment;
    sum += term;
    if (Math.abs(term) < 1e-18 * sum) break;
  }
  return sum;
}

/** By Halley's method in w, from the normal quantile z of q. */
function nearNormalQuantile(q: number, df: number, z: number): number {
  const logTarget = Math.log(q) - logScale(df);
  let w = z * (1 + 1 / (4 * df));
  let excess = 1;
  while (Math.abs(excess) >= SETTLED) {
    const share = (w * w) / df;
    const tail = nearNormal(w, df);
    excess = Math.log(tail) - (w * w) / 2 - logTarget;
    const slope = Math.sqrt(share / -Math.expm1(-share)) / tail;
    w += halley(excess, -slope, slope * (w * (1 - 1 / (2 * df)) - slope));
  }
  return Math.sqrt(df * Math.expm1((w * w) / df));
}

/** Degrees of freedom from which it is the normal distribution, to every digit and as far out as a double goes. */
const NORMAL = 1e20;
/** Degrees of freedom from which the series in 1/df gives all digits. */
const LARGE = 30;
/** t / √df from which the power law gives all digits. */
const FAR = 1e10;

/** Taylor's series of √(z / (1 − e⁻ᶻ)). */
const SPREAD = [
  1, 0.25, 0.010416666666666666, -0.0026041666666666665, -0.00009765625, 5.154079861111111e-5,
  1.2756024718915344e-6, -1.110097087880291e-6, -1.9670584004181822e-8, 2.4836319884715677e-8,
  3.3966619960386745e-10, -5.690071833942187e-10, -6.3372301556671304e-12, 1.3251315155878903e-11,
  1.2468358960996804e-13, -3.1229993780631886e-13, -2.546988626356897e-15, 7.426702350918158e-15,
  5.3488858900327365e-17, -1.778579261088922e-16, -1.1473989542270475e-18, 4.283476654726128e-18,
];
