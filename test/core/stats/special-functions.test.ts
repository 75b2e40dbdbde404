import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../../src/core/stats/beta.ts';
import { tQuantile } from '../../../src/core/stats/student-t.ts';

/** Relative distance: the references have at least 12 digits. */
function near(value: number, reference: number, digits: number): void {
  expect(Math.abs(value / reference - 1)).toBeLessThan(10 ** -digits);
}

describe('the regularised incomplete beta function', () => {
  // mpmath, 40 digits.
  it.each([
    [0.5, 0.5, 0.5, 0.5],
    [0.1, 2, 3, 0.0523],
    [0.7, 5, 0.5, 0.0652622461689082],
    [0.3, 10, 20, 0.3640040810719443],
    [0.02, 1, 200, 0.9824120533942784],
    [0.5, 1000, 1000, 0.5],
    [0.00001, 0.5, 0.5, 0.002013171839475387],
    [0.9999, 100_000, 3, 0.002768033960113611],
  ])('I_%f(%f, %f) is %f', (x, a, b, reference) => near(incompleteBeta(x, a, b), reference, 9));

  it('is 0 at 0 and below, 1 at 1 and above', () => {
    expect([-0.1, 0, 1, 1.1].map((x) => incompleteBeta(x, 2, 3))).toEqual([0, 0, 1, 1]);
  });

  const shape = fc.double({ min: 0.1, max: 5000, noNaN: true });
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

  it('of the other side is the rest: I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b)).toBeCloseTo(1 - incompleteBeta(1 - x, b, a), 9);
      }),
    );
  });

  it('has closed forms at a = 1 and at b = 1', () => {
    fc.assert(
      fc.property(share, shape, (x, k) => {
        expect(incompleteBeta(x, k, 1)).toBeCloseTo(x ** k, 10);
        expect(incompleteBeta(x, 1, k)).toBeCloseTo(1 - (1 - x) ** k, 10);
      }),
    );
  });

  it('is the upper tail of a binomial', () => {
    // P(Bin(10, 0.3) ≥ 4), summed by hand: 1 − 0.6496107184
    near(incompleteBeta(0.3, 4, 7), 0.3503892816, 12);
  });
});

describe('the quantile of the beta distribution', () => {
  // Boost, through scipy.
  it.each([
    [0.025, 81, 183, 0.25273674558527126],
    [0.975, 82, 182, 0.36762192260135135],
    [0.025, 0.5, 0.5, 0.001541333133436012],
    [0.5, 0.5, 10, 0.023051418325296162],
    [0.025, 1, 20, 0.0012650894979498038],
    [0.05, 499.5, 0.5, 0.996160162537157],
    [0.025, 1e5, 3, 0.999927756455468],
    [0.975, 1e5, 3, 0.9999938133597748],
    [0.025, 3, 1e5, 6.186640225262935e-6],
    [0.025, 0.5, 1e5, 4.910357849699779e-9],
    [0.025, 1e6, 1e6, 0.49930704833394945],
    [0.975, 9e5, 1e5, 0.9005872306888154],
  ])('%f of Beta(%f, %f) is %f', (p, a, b, reference) => near(betaQuantile(p, a, b), reference, 9));

  it('stays in [0, 1] where nearly all lies at one end', () => {
    expect(betaQuantile(0.025, 0.01, 5)).toBeCloseTo(0, 12);
    expect(betaQuantile(0.975, 5, 0.01)).toBeCloseTo(1, 12);
  });

  it('undoes the distribution', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.5, max: 1e4, noNaN: true }),
        fc.double({ min: 0.5, max: 1e4, noNaN: true }),
        (p, a, b) => {
          expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 8);
          expect(betaQuantile(p, a, b)).toBeCloseTo(1 - betaQuantile(1 - p, b, a), 9);
        },
      ),
    );
  });
});

describe("the quantile of Student's t", () => {
  // mpmath and Boost; the integers are in every table.
  it.each([
    [1, 12.7062047361747, 63.6567411628716],
    [2, 4.30265272974946, 9.92484320091829],
    [3, 3.18244630528371, 5.84090930973336],
    [5, 2.57058183563632, 4.03214298355523],
    [10, 2.22813885198627, 3.16927267261695],
    [19, 2.09302405440831, 2.86093460646498],
    [30, 2.04227245630124, 2.74999565356723],
    [100, 1.98397151852355, 2.62589052143802],
    [1000, 1.96233908082641, 2.58075469806595],
    [1e5, 1.9599877075346095, 2.575878469908375],
    [2.5, 3.57465484200368, 7.16372813894879],
    [0.7, 36.6114150315887, 364.935202981585],
  ])('with %f degrees of freedom is %f at 0.975 and %f at 0.995', (df, at975, at995) => {
    near(tQuantile(0.975, df), at975, 9);
    near(tQuantile(0.995, df), at995, 9);
  });

  it('has closed forms with one and two degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.51, max: 0.9999, noNaN: true }), (p) => {
        near(tQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)), 8);
        near(tQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 8);
      }),
    );
  });

  it('falls to the normal quantile as the degrees of freedom grow', () => {
    const grown = [1, 2, 5, 20, 100, 1000, 1e5, 1e6].map((df) => tQuantile(0.975, df));
    expect(grown).toEqual(grown.toSorted((a, b) => b - a));
    expect(grown.at(-1)).toBeCloseTo(1.959964, 5);
  });
});
