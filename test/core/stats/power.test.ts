import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcNemarMidP } from '../../../src/core/stats/mcnemar.ts';
import {
  casesForDifference,
  casesForFlips,
  casesWithoutFailure,
  clusterFactor,
  detectableDifference,
  detectableDrop,
  flipShare,
  powerOf,
  rateWithoutFailure,
} from '../../../src/core/stats/power.ts';
import { random } from '../builders.ts';
import { reference } from './reference.ts';

const USUAL = { alpha: 0.05, power: 0.8 };

type Vector = Record<
  | 'alpha'
  | 'power'
  | 'flips'
  | 'difference'
  | 'variance'
  | 'casesForFlips'
  | 'casesForDifference'
  | 'detectable'
  | 'powerOf',
  number
>;

describe('planning', () => {
  it.each(reference<Vector[]>('power'))(
    'a difference of $difference with $flips flips, at $alpha and $power',
    (vector) => {
      const { flips, difference, variance, alpha } = vector;
      expect(casesForFlips(flips, difference, vector)).toBe(vector.casesForFlips);
      expect(casesForDifference(variance, difference, vector)).toBe(vector.casesForDifference);
      const standardError = Math.sqrt(variance / 100);
      expect(detectableDifference(standardError, vector, null)).toBeCloseTo(vector.detectable, 10);
      expect(powerOf(difference, standardError, alpha)).toBeCloseTo(vector.powerOf, 10);
    },
  );

  it.each([
    [0.1, 108],
    [0.05, 353],
    [0.03, 897],
    [0.02, 1931],
  ])('a drop of %d from 90 %%, with correlation 0.5, takes %d cases', (drop, cases) => {
    expect(casesForFlips(flipShare(0.9, 0.9 - drop, 0.5), drop, USUAL)).toBe(cases);
    expect(detectableDrop(0.9, 0.5, cases, USUAL)).toBeLessThanOrEqual(drop);
    expect(detectableDrop(0.9, 0.5, cases - 1, USUAL)).toBeGreaterThan(drop);
  });

  it("of Miller's example, section 5, takes 969 cases", () => {
    expect(casesForDifference(1 / 9, 0.03, USUAL)).toBe(969);
    expect(detectableDifference(Math.sqrt(1 / 9 / 969), USUAL, null)).toBeCloseTo(0.03, 5);
  });
});

describe('the detectable difference after a run', () => {
  it('is 2.80 standard errors', () => {
    expect(detectableDifference(1, USUAL, null)).toBeCloseTo(2.8016, 4);
  });

  it('of 0/1 scores is five flips at least: also where nothing flipped', () => {
    expect(detectableDifference(0, USUAL, 100)).toBe(0.05);
    expect(detectableDifference(0.04, USUAL, 100)).toBeCloseTo(0.112, 3);
  });

  it('of 0/1 scores is as many flips as can be shown at the level: with one fewer nothing can', () => {
    for (const alpha of [0.2, 0.05, 0.01, 0.0001]) {
      const flips = Math.round(detectableDifference(0, { alpha, power: 0.8 }, 100) * 100);
      expect(mcNemarMidP(flips, 0)).toBeLessThanOrEqual(alpha);
      expect(mcNemarMidP(flips - 1, 0)).toBeGreaterThan(alpha);
    }
  });

  it('is seen with the power asked for', () => {
    const chance = fc.double({ min: 0.5, max: 0.99, noNaN: true });
    const level = fc.double({ min: 0.001, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(chance, level, (power, alpha) => {
        const standardError = 0.03;
        const difference = detectableDifference(standardError, { alpha, power }, null);
        expect(powerOf(difference, standardError, alpha)).toBeCloseTo(power, 9);
        expect(powerOf(-difference, standardError, alpha)).toBeCloseTo(power, 9);
      }),
    );
  });
});

describe('flips', () => {
  it('of equal pass rates are 2p(1 − p)(1 − ρ) of the cases', () => {
    expect(flipShare(0.9, 0.9, 0.5)).toBeCloseTo(2 * 0.9 * 0.1 * 0.5, 12);
    expect(flipShare(0.9, 0.9, 1)).toBeCloseTo(0, 12);
  });

  it('are never fewer than the difference of the rates, whatever the correlation', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(rate, rate, rate, (a, b, correlation) => {
        const flips = flipShare(a, b, correlation);
        expect(flips).toBeGreaterThanOrEqual(Math.abs(a - b));
        expect(flips).toBeLessThanOrEqual(1);
        expect(flipShare(b, a, correlation)).toBeCloseTo(flips, 12);
      }),
    );
  });

  it('that are too few cannot make the difference', () => {
    expect(casesForFlips(0.04, 0.05, USUAL)).toBeNull();
    expect(casesForFlips(0.05, -0.05, USUAL)).toBe(casesForFlips(0.05, 0.05, USUAL));
  });
});

describe('the detectable drop before a run', () => {
  it('is null where even a drop to 0 would go unseen', () => {
    expect(detectableDrop(0.9, 0.5, 4, USUAL)).toBeNull();
    expect(detectableDrop(0.02, 0.5, 100, USUAL)).toBeNull();
    expect(detectableDrop(0, 0.5, 1000, USUAL)).toBeNull();
  });

  it('is five flips at least', () => {
    expect(detectableDrop(1, 0.5, 20, USUAL)! * 20).toBeGreaterThanOrEqual(5);
    expect(detectableDrop(1, 0.5, 1000, { alpha: 0.05, power: 0.5 })).toBe(0.005);
  });

  it('falls with more cases, and takes no more of them than there are', () => {
    const rate = fc.double({ min: 0.05, max: 1, noNaN: true });
    const correlation = fc.double({ min: 0, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(rate, correlation, fc.integer({ min: 5, max: 5000 }), (p, rho, cases) => {
        const drop = detectableDrop(p, rho, cases, USUAL);
        if (drop === null) return;
        expect(drop).toBeLessThanOrEqual(p);
        expect(casesForFlips(flipShare(p, p - drop, rho), drop, USUAL)).toBeLessThanOrEqual(cases);
        expect(detectableDrop(p, rho, 2 * cases, USUAL)).toBeLessThanOrEqual(drop + 1e-9);
      }),
    );
  });

  it('is seen about four times out of five, by a test of the paired difference', () => {
    const [cases, p, rho] = [300, 0.9, 0.5];
    const drop = detectableDrop(p, rho, cases, USUAL)!;
    const flips = flipShare(p, p - drop, rho);
    const lost = (flips + drop) / 2;
    const next = random(3);
    const rounds = 4000;
    let seen = 0;
    for (let round = 0; round < rounds; round++) {
      let [b, c] = [0, 0];
      for (let i = 0; i < cases; i++) {
        const draw = next();
        if (draw < lost) b++;
        else if (draw < flips) c++;
      }
      if (b - c > 1.959964 * Math.sqrt(b + c)) seen++;
    }
    expect(seen / rounds).toBeGreaterThan(0.77);
    expect(seen / rounds).toBeLessThan(0.83);
  });
});

describe('the power of a difference', () => {
  it('is what a non-inferiority gate passes an unchanged prompt with', () => {
    // Margin 5 points, p = 0.9, correlation 0.5.
    const gate = (cases: number) => powerOf(0.05, Math.sqrt(flipShare(0.9, 0.9, 0.5) / cases), 0.05);
    expect(gate(100)).toBeCloseTo(0.385, 3);
    expect(gate(500)).toBeCloseTo(0.961, 3);
    expect(gate(casesForDifference(0.09, 0.05, USUAL))).toBeCloseTo(0.8, 2);
  });

  it('is certainty without a standard error, and nothing without a difference either', () => {
    expect(powerOf(0.01, 0, 0.05)).toBe(1);
    expect(powerOf(0, 0, 0.05)).toBe(0);
  });
});

describe('clusters and suites that only pass', () => {
  it('500 cases in 100 documents with ICC 0.3 are worth about 227', () => {
    expect(Math.round(500 / clusterFactor(5, 0.3))).toBe(227);
    expect(clusterFactor(1, 0.3)).toBe(1);
  });

  it.each([
    [0.95, 59],
    [0.99, 299],
  ])('to show %d at 95 %% takes %d cases without a failure', (rate, cases) => {
    expect(casesWithoutFailure(rate, 0.05)).toBe(cases);
    expect(rateWithoutFailure(cases, 0.05)).toBeGreaterThanOrEqual(rate);
    expect(rateWithoutFailure(cases - 1, 0.05)).toBeLessThan(rate);
  });

  it('n cases without a failure leave room for about 3/n', () => {
    expect(1 - rateWithoutFailure(1000, 0.05)).toBeCloseTo(3 / 1000, 4);
  });
});
