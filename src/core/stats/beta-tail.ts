import { logGammaOnePlus, logGammaRise, stirlingError } from './gamma.ts';

/**
 * A beta distribution, with what does not depend on x. Every x comes with y = 1 − x, the smaller of the two
 * exact: close to 1, x alone would have lost the digits that matter.
 */
export interface Beta {
  readonly a: number;
  readonly b: number;
  /** log of Γ(a + b) / (Γ(a) Γ(b)) · aᵃ bᵇ / (a + b)ᵃ⁺ᵇ, of which the large parts cancel. */
  readonly logPeak: number;
}

export function betaOf(a: number, b: number): Beta {
  const stirling = stirlingError(a + b) - stirlingError(a) - stirlingError(b);
  return { a, b, logPeak: stirling + 0.5 * Math.log((Math.min(a, b) / TWO_PI) * (Math.max(a, b) / (a + b))) };
}

/** log of I_x(a, b). */
export function logLowerTail(x: number, y: number, beta: Beta): number {
  const { a, b, logPeak } = beta;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (y === 0) return 0;
  if (x * (a + b + 2) <= a + 1) return logSmallerTail(x, y, beta);
  const upper = logSmallerTail(y, x, { a: b, b: a, logPeak });
  return upper > -Math.LN2 ? Math.log(-Math.expm1(upper)) : Math.log1p(-Math.exp(upper));
}

/** log of xᵃ yᵇ / B(a, b), which is the density of log(x / y). Loader 2000, as R's dbinom: no large parts. */
export function logDensity(x: number, y: number, { a, b, logPeak }: Beta): number {
  const short = shortfall(x, y, a, b);
  const n = a + b;
  return logPeak - a * excess(-short / a, (x * n) / a) - b * excess(short / b, (y * n) / b);
}

/** a y − b x: how far x falls short of the mean, times a + b; its digits survive where x is close to the mean. */
export function shortfall(x: number, y: number, a: number, b: number): number {
  return x <= y ? residual(a, b, x) : -residual(b, a, y);
}

/** a − (a + b) x for x ≤ ½, the products and the differences with what their rounding drops. */
function residual(a: number, b: number, x: number): number {
  const ax = a * x;
  const bx = b * x;
  const first = a - ax;
  const second = first - bx;
  const back = second - first;
  const dropped = a - first - ax + (first - (second - back) - (bx + back));
  return second + (dropped - productError(a, x, ax) - productError(b, x, bx));
}

/** What the product's rounding dropped. Dekker 1971. */
function productError(u: number, v: number, product: number): number {
  const uSplit = SPLIT * u;
  const vSplit = SPLIT * v;
  const uHigh = uSplit - (uSplit - u);
  const vHigh = vSplit - (vSplit - v);
  const uLow = u - uHigh;
  const vLow = v - vHigh;
  return uLow * vLow - (product - uHigh * vHigh - uLow * vHigh - uHigh * vLow);
}

/** u − log(1 + u), without the cancellation near 0; `ratio` is 1 + u, from a source that is exact near 0. */
function excess(u: number, ratio: number): number {
  if (u < -0.5 || u > 1) return u - Math.log(ratio);
  const r = u / (2 + u);
  const square = r * r;
  let sum = 0;
  let power = 1;
  for (let k = 3; power > 1e-17; k += 2) {
    sum += power / k;
    power *= square;
  }
  return r * (u - 2 * square * sum);
}

/** log of I_x(a, b) for x up to about the mean. */
function logSmallerTail(x: number, y: number, beta: Beta): number {
  const { a, b } = beta;
  if (a < 1) return logSeries(x, a, b);
  return logDensity(x, y, beta) + Math.log(fraction(x, y, a, b));
}

/**
 * log of I_x(a, b) for a < 1, as exact where it is nearly 0: the power series in x, DiDonato & Morris 1992,
 * ACM TOMS 18, 360–373 (BPSER).
 */
function logSeries(x: number, a: number, b: number): number {
  let sum = 0;
  let term = 1 - b;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= x / k;
    sum += term / (a + k);
    term *= k + 1 - b;
  }
  return a * Math.log(x) + logGammaRise(b, a) - logGammaOnePlus(a) + Math.log1p(a * sum);
}

/** I_x(a, b) over the density, by the continued fraction of DiDonato & Morris 1992 (BFRAC), Lentz's method. */
function fraction(x: number, y: number, a: number, b: number): number {
  const short = shortfall(x, y, a, b);
  let value = (a * (short + 1)) / (a + 1);
  let c = value;
  let d = 0;
  let factor = 0;
  for (let m = 1; Math.abs(factor - 1) > 4e-16; m++) {
    const before = a + 2 * m - 1;
    const rest = ((b - m) * x) / before;
    const above = m * ((a + m - 1) / before) * (a + b + m - 1) * x * rest;
    const below = m + m * rest + ((a + m) * (short + 1 + m * (1 + y))) / (before + 2);
    d = 1 / (below + above * d);
    c = below + above / c;
    factor = c * d;
    value *= factor;
  }
  return 1 / value;
}

const TWO_PI = 2 * Math.PI;
/** Splits a double into halves of 26 bits. */
const SPLIT = 2 ** 27 + 1;
