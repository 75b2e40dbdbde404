import { finite } from './argument.ts';
import { type Beta, betaOf, logDensity, logLowerTail, shortfall } from './beta-tail.ts';
import { halley, SETTLED } from './halley.ts';
import { normalQuantile } from './normal.ts';

/** The regularised incomplete beta function I_x(a, b), the distribution function of Beta(a, b). */
export function incompleteBeta(x: number, a: number, b: number): number {
  finite('x', x, x >= 0 && x <= 1, 'from 0 to 1');
  checkShapes(a, b);
  return Math.exp(logLowerTail(x, 1 - x, betaOf(a, b)));
}

/** The x with I_x(a, b) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  finite('p', p, p >= 0 && p <= 1, 'from 0 to 1');
  checkShapes(a, b);
  if (p > 0.5) return lowerQuantile(1 - p, betaOf(b, a))[1];
  return lowerQuantile(p, betaOf(a, b))[0];
}

/** Shapes far beyond any data: above, a double cannot tell one from the next; below, all lies at the ends. */
function checkShapes(a: number, b: number): void {
  finite('a', a, a >= 1e-12 && a <= 1e15, 'from 1e-12 to 1e15');
  finite('b', b, b >= 1e-12 && b <= 1e15, 'from 1e-12 to 1e15');
}

/**
 * The x with I_x(a, b) = p for p up to ½, and 1 − x. Solves for log(x / y), of which log I is an increasing and
 * concave function: Newton's method gets there from wherever it starts. 0 where x is below what a double holds.
 */
export function lowerQuantile(p: number, beta: Beta): readonly [x: number, y: number] {
  if (p === 0) return [0, 1];
  let [x, y] = start(p, beta);
  // From 3 rounds to 25; the rest are for shapes so large that neighbouring doubles differ by more than SETTLED.
  for (let round = 0; round < 60; round++) {
    if (x < TINY) [x, y] = [TINY, 1];
    if (y < TINY) [x, y] = [1, TINY];
    const log = logLowerTail(x, y, beta);
    const excess = log - Math.log(p);
    const slope = Math.exp(logDensity(x, y, beta) - log);
    const step = halley(excess, slope, slope * (shortfall(x, y, beta.a, beta.b) - slope));
    if (x === TINY && step < 0) return [0, 1];
    if (y === TINY && step > 0) return [1, 0];
    const scale = Math.exp(-Math.max(-LIMIT, Math.min(LIMIT, step)));
    const sum = x + y * scale;
    x /= sum;
    y *= scale / sum;
    if (Math.abs(excess) < SETTLED) break;
  }
  return [x, y];
}

/** Where to start: Abramowitz & Stegun 26.5.22, or, for a or b below 1, the power law at the nearer end. */
function start(p: number, { a, b }: Beta): [x: number, y: number] {
  if (a >= 1 && b >= 1) {
    const z = -normalQuantile(p);
    const [u, v] = [1 / (2 * a - 1), 1 / (2 * b - 1)];
    const h = 2 / (u + v);
    const l = (z * z - 3) / 6;
    const w = (z * Math.sqrt(h + l)) / h - (v - u) * (l + 5 / 6 - 2 / (3 * h));
    const odds = (a / b) * Math.exp(-2 * w);
    return [odds / (1 + odds), 1 / (1 + odds)];
  }
  const left = Math.exp(a * Math.log(a / (a + b))) / a;
  const right = Math.exp(b * Math.log(b / (a + b))) / b;
  if (p * (left + right) < left) {
    const x = Math.exp(Math.log(a * p * (left + right)) / a);
    return [x, 1 - x];
  }
  const y = Math.exp(Math.log(b * (1 - p) * (left + right)) / b);
  return [1 - y, y];
}

/** Below this a double has no digits left to work with. */
const TINY = 1e-307;
/** The longest step: further than that lies nothing that a double holds. */
const LIMIT = 700;
