import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf } from '../../../src/core/stats/binomial.ts';
import { signFlip } from '../../../src/core/stats/sign-flip.ts';
import { reference } from './reference.ts';

const of = (sums: readonly number[], seed = 1) => signFlip(Float64Array.from(sums), seed);

interface Vector {
  sums: number[];
  p: number;
}

describe('the sign-flip test', () => {
  const { exact, many } = reference<{ exact: Vector[]; many: Vector }>('signFlip');

  it.each(exact)("of $sums is scipy's permutation test", ({ sums, p }) => {
    expect(of(sums)).toBeCloseTo(p, 12);
  });

  it('of more than 16 clusters is nearly that of all patterns, the same each time for the same seed', () => {
    expect(Math.abs(of(many.sums) - many.p)).toBeLessThan(0.02);
    expect(of(many.sums, 5)).toBe(of(many.sums, 5));
    expect(of(many.sums, 5)).not.toBe(of(many.sums, 6));
  });

  it('of more than 16 clusters is never 0: the observed pattern is one of them', () => {
    expect(of([...Array(40).fill(1), -0.5])).toBe(1 / 10_001);
  });

  it('is 1 where nothing differs', () => {
    expect(of([])).toBe(1);
    expect(of([0, 0, 0])).toBe(1);
    expect(of([0.1 + 0.2 - 0.3])).toBe(1);
  });

  it('leaves out clusters that do not differ, however many', () => {
    expect(of([0.3, -0.1, 0, 0.2, 0.5, ...Array(30).fill(0)])).toBe(of([0.3, -0.1, 0.2, 0.5]));
  });

  it('of m differences in one direction is 2^(1 − m), exactly and at once for any m', () => {
    expect(of([0.3, 0.3, 0.1, 0.3, 0.2])).toBe(2 ** -4);
    expect(of(Array(40).fill(-0.1))).toBe(2 ** -39);
    expect(of([...Array(40).fill(0.1), ...Array(1_000_000).fill(0)])).toBe(2 ** -39);
    expect(of(Array.from({ length: 200_000 }, (_, i) => (i % 7) + 1))).toBe(0);
  });

  it('takes sums for equal that are so but for rounding', () => {
    // 0.1 + 0.2 against 0.3: every pattern is as far as the observed or nearer.
    expect(of([0.1, 0.2, -0.3])).toBe(1);
  });

  it('of ±1 is the exact McNemar test', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 }), fc.nat({ max: 8 }), (b, c) => {
        fc.pre(b + c > 0);
        const p = Math.min(1, 2 * binomialCdf(Math.min(b, c), b + c, 0.5));
        expect(of([...Array(b).fill(-1), ...Array(c).fill(1)])).toBeCloseTo(p, 12);
      }),
    );
  });

  const sums = fc.array(
    fc.integer({ min: -50, max: 50 }).map((value) => value / 10),
    { maxLength: 20 },
  );

  it('is the same with all signs swapped, and in any order', () => {
    fc.assert(
      fc.property(sums, (own) => {
        const p = of(own);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(of(own.map((sum) => -sum))).toBe(p);
        expect(of(own.toReversed())).toBe(p);
      }),
      { numRuns: 30 },
    );
  });
});
