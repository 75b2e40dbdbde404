import { finite } from './argument.ts';
import { polynomial } from './polynomial.ts';

/** log Γ(x) for x > 0, to about 1e-15 of itself, near its zeros at 1 and 2 too. */
export function logGamma(x: number): number {
  finite('x', x, x > 0, 'above 0');
  if (x >= LARGE) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x < 1.5) return logGammaOnePlus(x - 1);
  let product = 1;
  let rest = x;
  while (rest >= 2.5) {
    rest -= 1;
    product *= rest;
  }
  return aroundTwo(rest - 2) + Math.log(product);
}

/** log Γ(1 + x) for x ≥ −0.5, exact for small x too, where it is −0.577 x. */
export function logGammaOnePlus(x: number): number {
  return x < 0.5 ? aroundTwo(x) - Math.log1p(x) : logGamma(1 + x);
}

/**
 * What Stirling's formula leaves: log Γ(x) − (x − ½) log x + x − ½ log 2π. Differences of log Γ are made from
 * it, because log Γ itself is so large that its rounding alone would show.
 */
export function stirlingError(x: number): number {
  if (x < LARGE) return logGamma(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
  return polynomial(1 / (x * x), STIRLING) / x;
}

/** log Γ(x + step) − log Γ(x), without forming either; exact for small steps too. */
export function logGammaRise(x: number, step: number): number {
  let base = x;
  let passed = 0;
  for (; base < LARGE; base++) passed += Math.log1p(step / base);
  const end = base + step;
  const stirling = (base - 0.5) * Math.log1p(step / base) + step * (Math.log(end) - 1);
  return stirling + (stirlingError(end) - stirlingError(base)) - passed;
}

/** log Γ(2 + z) for |z| ≤ 0.5: its Taylor series, Abramowitz & Stegun 6.1.33. */
function aroundTwo(z: number): number {
  return z * polynomial(z, AROUND_TWO);
}

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** From here on seven terms of Stirling's series are all that a double holds. */
const LARGE = 10;

/** B₂ₖ / (2k (2k − 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/** 1 − γ, then (−1)ᵏ (ζ(k) − 1) / k for k = 2, 3, … */
const AROUND_TWO = [
  0.42278433509846713, 0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986,
  0.0028905103307415234, -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939,
  9.945751278180853e-5, -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6,
  4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7,
  2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9,
  5.731367241678862e-10,
];
