import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../../src/core/stats/beta.ts';
import { binomialCdf } from '../../../src/core/stats/binomial.ts';
import { logGamma } from '../../../src/core/stats/gamma.ts';
import { normalCdf, normalQuantile } from '../../../src/core/stats/normal.ts';
import { tCdf, tQuantile } from '../../../src/core/stats/student-t.ts';

const FUNCTIONS = {
  normalCdf,
  normalQuantile,
  logGamma,
  incompleteBeta,
  betaQuantile,
  tCdf,
  tQuantile,
  binomialCdf,
} satisfies Record<string, (...point: number[]) => number>;

/** Made by test/stats/special.py, which states the version of what made them: arguments, then the value. */
const REFERENCE: Record<keyof typeof FUNCTIONS, number[][]> = JSON.parse(
  readFileSync(new URL('../../stats/special.json', import.meta.url), 'utf8'),
);

function relativeError(value: number, reference: number): number {
  return value === reference ? 0 : Math.abs(value / reference - 1);
}

describe.each(Object.entries(FUNCTIONS))('%s', (name, compute) => {
  it('has twelve digits at every point of the reference, the far tails too', () => {
    const points = REFERENCE[name as keyof typeof FUNCTIONS];
    expect(points.length).toBeGreaterThan(15);
    const off = points.flatMap((point) => {
      const reference = point.at(-1)!;
      const value = (compute as (...point: number[]) => number)(...point.slice(0, -1));
      return relativeError(value, reference) < 1e-12 ? [] : [{ point, value }];
    });
    expect(off).toEqual([]);
  });
});

describe('the reference', () => {
  it('has hundreds of points and says what made it', () => {
    const count = Object.keys(FUNCTIONS).reduce(
      (sum, name) => sum + REFERENCE[name as keyof typeof FUNCTIONS].length,
      0,
    );
    expect(count).toBeGreaterThan(600);
    expect(REFERENCE).toHaveProperty('by.mpmath');
  });
});

/** From the far lower tail to just under 1, as many in the tail as in the middle. */
const level = fc.oneof(
  fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
  fc.double({ min: -250, max: -1, noNaN: true }).map((exponent) => 10 ** exponent),
);
const wide = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map((exponent) => Math.exp(exponent));
const shape = wide(0.01, 1e6);
const freedom = wide(0.5, 1e8);

describe('the distribution at its own quantile', () => {
  it('is the level: normal', () => {
    fc.assert(
      fc.property(level, (p) => {
        expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-12);
      }),
    );
  });

  it("is the level: Student's t", () => {
    fc.assert(
      fc.property(level, freedom, (p, df) => {
        const t = tQuantile(p, df);
        if (Number.isFinite(t)) expect(relativeError(tCdf(t, df), p)).toBeLessThan(2e-12);
      }),
    );
  });

  it('is the level: beta, as nearly as two neighbouring doubles allow', () => {
    fc.assert(
      fc.property(level, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        if (x < 1e-290 || x === 1) return;
        expect(incompleteBeta(x * (1 - 1e-13), a, b)).toBeLessThanOrEqual(p * (1 + 1e-12));
        expect(incompleteBeta(Math.min(1, x * (1 + 1e-13)), a, b)).toBeGreaterThanOrEqual(p * (1 - 1e-12));
      }),
    );
  });
});

describe('the regularised incomplete beta function', () => {
  const share = fc.double({ min: 2 ** -20, max: 1 - 2 ** -20, noNaN: true }).map((x) => 1 - (1 - x));

  it('of the other side is the rest: I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b)).toBeCloseTo(1 - incompleteBeta(1 - x, b, a), 13);
      }),
    );
  });

  it('does not fall as x grows, nor as a falls, nor as b grows', () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        const value = incompleteBeta(x, a, b);
        expect(incompleteBeta(x + (1 - x) / 100, a, b)).toBeGreaterThanOrEqual(value);
        expect(incompleteBeta(x, a * 0.99, b)).toBeGreaterThanOrEqual(value);
        expect(incompleteBeta(x, a, b * 1.01)).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it('has closed forms at a = 1 and at b = 1', () => {
    fc.assert(
      fc.property(share, shape, (x, k) => {
        expect(incompleteBeta(x, k, 1)).toBeCloseTo(x ** k, 12);
        expect(incompleteBeta(x, 1, k)).toBeCloseTo(-Math.expm1(k * Math.log1p(-x)), 12);
      }),
    );
  });

  it('is 0 at 0 and 1 at 1', () => {
    expect([0, 1].map((x) => incompleteBeta(x, 2, 3))).toEqual([0, 1]);
  });
});

describe('the quantile of the beta distribution', () => {
  it('of the other side is the rest, and rises with the level', () => {
    fc.assert(
      fc.property(level, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        expect(betaQuantile(1 - p, b, a)).toBeCloseTo(1 - betaQuantile(1 - (1 - p), a, b), 13);
        expect(betaQuantile(p + (1 - p) / 100, a, b)).toBeGreaterThanOrEqual(x);
      }),
    );
  });

  it('is 0 or 1 where a double holds nothing nearer to the end', () => {
    expect(betaQuantile(0.025, 0.001, 5)).toBe(0);
    expect(betaQuantile(0.025, 1e-9, 20)).toBe(0);
    expect(betaQuantile(0.975, 5, 0.001)).toBe(1);
    expect([0, 1].map((p) => betaQuantile(p, 2, 3))).toEqual([0, 1]);
  });

  it('arrives, whatever the shapes', () => {
    const shapes = [1e-12, 1e-9, 1e-3, 1, 2.7, 1e6, 1e12, 1e15];
    for (const a of shapes) {
      for (const b of shapes) {
        for (const p of [1e-300, 1e-12, 0.025, 0.5, 0.975, 1 - 1e-12]) {
          const x = betaQuantile(p, a, b);
          expect(x >= 0 && x <= 1, `${p} of Beta(${a}, ${b}) is ${x}`).toBe(true);
        }
      }
    }
  });
});

describe("Student's t", () => {
  it('has closed forms with one and two degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.51, max: 0.999, noNaN: true }), (p) => {
        expect(relativeError(tQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)))).toBeLessThan(1e-11);
        expect(relativeError(tQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)))).toBeLessThan(1e-12);
      }),
    );
  });

  it('is symmetric, and 0 at one half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), freedom, (k, df) => {
        expect(tQuantile(1 - k / 1024, df)).toBe(k === 512 ? 0 : -tQuantile(k / 1024, df));
        expect(tCdf(k / 100, df) + tCdf(-k / 100, df)).toBeCloseTo(1, 14);
      }),
    );
  });

  it('is one curve where one method hands over to the next', () => {
    for (const p of [1e-300, 1e-9, 0.0249, 0.2499]) {
      const [below, at, above] = [29.999999, 30, 30.000001].map((df) => tQuantile(p, df));
      expect(relativeError((below! + above!) / 2, at!)).toBeLessThan(1e-12);
    }
    for (const df of [3, 30, 1e6]) {
      const [below, at, above] = [0.25 - 1e-8, 0.25, 0.25 + 1e-8].map((p) => tQuantile(p, df));
      expect(relativeError((below! + above!) / 2, at!)).toBeLessThan(1e-12);
    }
  });

  it('falls to the normal quantile as the degrees of freedom grow', () => {
    const grown = [1, 2, 5, 20, 29, 30, 100, 1000, 1e5, 1e6, 1e12, 1e300].map((df) => tQuantile(0.975, df));
    expect(grown).toEqual(grown.toSorted((a, b) => b - a));
    expect(grown.at(-1)).toBeCloseTo(normalQuantile(0.975), 11);
    expect(tQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.975));
    expect(tCdf(1.3, Number.POSITIVE_INFINITY)).toBe(normalCdf(1.3));
  });

  it('has its ends', () => {
    expect([0, 0.5, 1].map((p) => tQuantile(p, 3))).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    expect([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map((t) => tCdf(t, 3))).toEqual([0, 1]);
  });
});

describe('the binomial distribution', () => {
  it('is the sum of its chances', () => {
    // P(Bin(10, 0.3) ≤ 3), summed by hand.
    expect(binomialCdf(3, 10, 0.3)).toBeCloseTo(0.6496107184, 15);
    expect([-1, 0, 10, 11].map((k) => binomialCdf(k, 10, 0.5))).toEqual([
      0,
      expect.closeTo(2 ** -10, 17),
      1,
      1,
    ]);
  });

  it('knows the sure and the impossible', () => {
    expect(binomialCdf(4, 10, 0)).toBe(1);
    expect(binomialCdf(4, 10, 1)).toBe(0);
    expect(binomialCdf(0, 0, 0.5)).toBe(1);
  });
});

describe('the ends of the normal distribution', () => {
  it('are 0 and 1', () => {
    expect([Number.NEGATIVE_INFINITY, -40, 0, 40, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
    expect([0, 1].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

describe('an argument out of range', () => {
  it.each<[string, () => number, string]>([
    ['a level above 1', () => normalQuantile(1.5), 'p must be from 0 to 1, not 1.5'],
    ['a level that is no number', () => tQuantile(Number.NaN, 3), 'p must be from 0 to 1, not NaN'],
    ['a level below 0', () => betaQuantile(-0.1, 1, 1), 'p must be from 0 to 1, not -0.1'],
    ['no degrees of freedom', () => tQuantile(0.975, 0), 'df must be above 0, not 0'],
    ['degrees of freedom that are no number', () => tCdf(1, Number.NaN), 'df must be above 0, not NaN'],
    ['no t', () => tCdf(Number.NaN, 3), 't must be a number, not NaN'],
    ['no x', () => normalCdf(Number.NaN), 'x must be a number, not NaN'],
    ['an x outside', () => incompleteBeta(1.1, 2, 3), 'x must be from 0 to 1, not 1.1'],
    ['a shape of 0', () => incompleteBeta(0.5, 0, 3), 'a must be from 1e-12 to 1e15, not 0'],
    [
      'an infinite shape',
      () => betaQuantile(0.5, 1, Number.POSITIVE_INFINITY),
      'b must be from 1e-12 to 1e15, not Infinity',
    ],
    ['log Γ of 0', () => logGamma(0), 'x must be above 0, not 0'],
    ['a broken count', () => binomialCdf(1, 2.5, 0.5), 'n must be a whole number from 0, not 2.5'],
  ])('%s is refused with what was given', (_, compute, message) => {
    expect(compute).toThrow(new RangeError(message));
  });
});
