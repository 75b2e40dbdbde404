/**
 * The standard normal's distribution function, to about 1e-15. Hart's rational approximation as given by
 * West 2005, Wilmott Magazine, "Better approximations to cumulative normal functions".
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (size > 37) return x > 0 ? 1 : 0;
  const tail = Math.exp((-size * size) / 2) * (size < 7.07106781186547 ? inner(size) : outer(size));
  return x > 0 ? 1 - tail : tail;
}

function inner(x: number): number {
  return polynomial(x, NUMERATOR) / polynomial(x, DENOMINATOR);
}

/** A continued fraction, for the far tail. */
function outer(x: number): number {
  return 1 / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
}

function polynomial(x: number, coefficients: readonly number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

const NUMERATOR = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const DENOMINATOR = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];

/** Its quantile for p in (0, 1), by bisection: it cannot fail to converge. */
export function normalQuantile(p: number): number {
  let low = -38;
  let high = 38;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
