import { number } from './argument.ts';
import { polynomial } from './polynomial.ts';

/** P(Z ≤ x) for a standard normal Z, to about 1e-15 of itself; 1e-13 in the farthest tail. */
export function normalCdf(x: number): number {
  number('x', x, true, 'a number');
  return x > 0 ? 1 - upperTail(x) : upperTail(-x);
}

function upperTail(x: number): number {
  const density = Math.exp(-(x * x) / 2) / ROOT_TWO_PI;
  return density === 0 ? 0 : density * millsRatio(x);
}

/** P(Z > x) over the density at x, for x ≥ 0. Rational approximations of Cody 1969, Math. Comp. 23, 631–637. */
export function millsRatio(x: number): number {
  const square = x * x;
  if (x < 0.66291) {
    const fromCenter = (x * polynomial(square, CENTER_ABOVE)) / polynomial(square, CENTER_BELOW);
    return ROOT_TWO_PI * Math.exp(square / 2) * (0.5 - fromCenter);
  }
  if (x < 5.656854) return (ROOT_TWO_PI * polynomial(x, FLANK_ABOVE)) / polynomial(x, FLANK_BELOW);
  const inverse = 1 / square;
  const rest = (inverse * polynomial(inverse, TAIL_ABOVE)) / polynomial(inverse, TAIL_BELOW);
  return (1 - ROOT_TWO_PI * rest) / x;
}

/** The x with P(Z ≤ x) = p, to about 1e-15 of itself. Wichura 1988, Applied Statistics 37, 477–484 (AS 241). */
export function normalQuantile(p: number): number {
  number('p', p, p >= 0 && p <= 1, 'from 0 to 1');
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(r, MIDDLE_ABOVE)) / polynomial(r, MIDDLE_BELOW);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  const size =
    r <= 5
      ? polynomial(r - 1.6, NEAR_ABOVE) / polynomial(r - 1.6, NEAR_BELOW)
      : polynomial(r - 5, FAR_ABOVE) / polynomial(r - 5, FAR_BELOW);
  return q < 0 ? -size : size;
}

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

const CENTER_ABOVE = [
  18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745,
];
const CENTER_BELOW = [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1];
const FLANK_ABOVE = [
  9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002,
  93.50665613217785, 8.883149794388377, 0.39894151208813466, 1.0765576773720192e-8,
];
const FLANK_BELOW = [
  19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761,
  1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
];
const TAIL_ABOVE = [
  2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736, 0.215898534057957,
  0.023073441764940174,
];
const TAIL_BELOW = [
  7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1,
];

const MIDDLE_ABOVE = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const MIDDLE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const NEAR_ABOVE = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const NEAR_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_ABOVE = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const FAR_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
