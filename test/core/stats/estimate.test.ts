import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../src/core/stats/estimate.ts';
import { clopperPearson, wilson } from '../../../src/core/stats/interval.ts';
import { columnOf, random, type Scores } from '../builders.ts';

const ones = (x: number, n: number): Scores => Array.from({ length: n }, (_, i) => [i < x ? 1 : 0]);
const all = (n: number, ...own: number[]): Scores => Array.from({ length: n }, () => own);
const of = (cases: Scores) => estimate(columnOf(cases), null);

describe('published intervals (Newcombe 1998, Statistics in Medicine 17, 857–872, table I)', () => {
  it.each([
    [81, 263, 0.2553, 0.3662, 0.2527, 0.3676],
    [15, 148, 0.0624, 0.1605, 0.0578, 0.1617],
    [0, 20, 0, 0.1611, 0, 0.1684],
    [1, 29, 0.0061, 0.1718, 0.0009, 0.1776],
  ])('%i of %i', (x, n, wilsonLow, wilsonHigh, exactLow, exactHigh) => {
    const [low, high] = wilson(x / n, n);
    expect([low, high].map((bound) => bound.toFixed(4))).toEqual(
      [wilsonLow, wilsonHigh].map((bound) => bound.toFixed(4)),
    );
    expect(clopperPearson(x, n).map((bound) => bound.toFixed(4))).toEqual(
      [exactLow, exactHigh].map((bound) => bound.toFixed(4)),
    );
    expect(of(ones(x, n))).toMatchObject({
      mean: x / n,
      low: expect.closeTo(low, 12),
      high: expect.closeTo(high, 12),
      n,
      groups: n,
      method: 'wilson',
    });
  });
});

describe('one 0/1 score a case: Wilson', () => {
  it('says nothing of no case', () => {
    expect(of([])).toMatchObject({ mean: null, low: null, high: null, n: 0, groups: 0 });
  });

  it('says a little of one case', () => {
    const [one, zero] = [of([[1]]), of([[0]])];
    expect([one.mean, one.low?.toFixed(3), one.high]).toEqual([1, '0.207', 1]);
    expect([zero.mean, zero.low, zero.high?.toFixed(3)]).toEqual([0, 0, '0.793']);
  });

  it('is never certain: 20 of 20 is 84 % or more, 0 of 20 is 16 % or less', () => {
    expect(of(ones(20, 20))).toMatchObject({ mean: 1, high: 1, low: expect.closeTo(0.838875, 6) });
    expect(of(ones(0, 20))).toMatchObject({ mean: 0, low: 0, high: expect.closeTo(0.161125, 6) });
  });

  it('narrows towards the familiar formula: at 2,000 cases within 0.1 points', () => {
    const { low, high } = of(ones(1740, 2000));
    const half = 1.96 * Math.sqrt((0.87 * 0.13) / 2000);
    expect(low).toBeCloseTo(0.87 - half, 2.7);
    expect(high).toBeCloseTo(0.87 + half, 2.7);
  });

  it('covers the truth in at least 93 % of samples at n = 20, p near 0.98', () => {
    const next = random(20261120);
    let covered = 0;
    const rounds = 20_000;
    for (let round = 0; round < rounds; round++) {
      // As in the simulation behind the defaults: the mean over p ± 1.5 points.
      const p = 0.965 + 0.03 * next();
      let x = 0;
      for (let i = 0; i < 20; i++) if (next() < p) x++;
      const [low, high] = wilson(x / 20, 20);
      if (low <= p && p <= high) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.93);
  });
});

describe('everything else in [0, 1]: Korn–Graubard', () => {
  // Section 2 of the statistics page, written again in Python with scipy's quantiles.
  it('of scores in between', () => {
    expect(of([0.5, 0.7, 0.9, 1, 0.2, 0.8, 0.6, 0.95].map((score) => [score]))).toMatchObject({
      mean: expect.closeTo(0.70625, 12),
      low: expect.closeTo(0.43081016004343103, 8),
      high: expect.closeTo(0.9020619571187923, 8),
      n: 8,
      method: 'korn-graubard',
    });
  });

  it('of several trials a case', () => {
    const cases = [
      [1, 1, 0],
      [0, 0, 0],
      [1, 1, 1],
      [1, 0, 1],
      [1, 1, 1],
      [0, 1, 0],
      [1, 1, 1],
      [1, 1, 0],
      [0, 0, 1],
      [1, 1, 1],
    ];
    expect(of(cases)).toMatchObject({
      mean: expect.closeTo(2 / 3, 12),
      low: expect.closeTo(0.36785426199688004, 8),
      high: expect.closeTo(0.8906182338273245, 8),
      n: 10,
      method: 'korn-graubard',
    });
  });

  it('of 0/1 trials is never worth more than there are trials, however evenly cases fall out', () => {
    // The means vary so little that the variance alone says 15 cases' worth; there were 8 trials.
    const cases = [
      [1, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    expect(of(cases)).toMatchObject({
      mean: 0.625,
      low: expect.closeTo(0.07961693062675793, 8),
      high: expect.closeTo(0.9858561364024696, 8),
    });
  });

  it('counts a case once, however often it was asked', () => {
    const once = of(ones(8, 20));
    const often = of(ones(8, 20).map(([score]) => [score!, score!, score!, score!, score!]));
    expect(often.n).toBe(20);
    expect(often.mean).toBe(once.mean);
    // Repetitions that all agree add nothing: the interval is not that of 100 cases.
    expect(often.high! - often.low!).toBeGreaterThan(once.high! - once.low!);
  });

  it('gives a case with fewer answers the same weight', () => {
    expect(of([[1, 1, 1, 0], [0]]).mean).toBe(0.375);
  });

  it('says no interval for one case', () => {
    expect(of([[0.4]])).toMatchObject({ mean: 0.4, low: null, high: null, n: 1, method: 'korn-graubard' });
    expect(of([[1, 0]])).toMatchObject({ mean: 0.5, low: null, high: null, n: 1, method: 'korn-graubard' });
  });

  it('is never certain when all pass or all fail', () => {
    const exact = clopperPearson(20, 20)[0];
    const { mean, low, high } = of(all(20, 1, 1, 1));
    expect([mean, high]).toEqual([1, 1]);
    expect(low).toBeGreaterThan(0.7);
    expect(low).toBeLessThan(exact);
    expect(of(all(20, 0, 0, 0))).toMatchObject({ mean: 0, low: 0, high: expect.closeTo(1 - low!, 9) });
  });

  it.each([0.1, 0.3, 0.55, 0.8, 0.9, 1 / 3])(
    'of cases that all scored %f is the rule of three, whatever rounding makes of the sums',
    (value) => {
      for (const n of [2, 3, 10, 50, 1000, 20_000]) {
        const b = 1 - 0.05 ** (1 / n);
        expect(of(all(n, value))).toMatchObject({
          mean: expect.closeTo(value, 10),
          low: expect.closeTo(value * (1 - b), 8),
          high: expect.closeTo(value + (1 - value) * b, 8),
          n,
          method: 'korn-graubard',
        });
      }
    },
  );
});

describe('scores that differ by rounding alone', () => {
  it.each([1e-6, 1e-9, 1e-11])(
    'one of a thousand is off by %d: an interval, and no end of precision',
    (off) => {
      const { mean, low, high } = of([...all(999, 0.5), [0.5 + off]]);
      expect(mean).toBeCloseTo(0.5, 6);
      expect(low).toBeLessThanOrEqual(mean!);
      expect(high).toBeGreaterThanOrEqual(mean!);
      expect(high! - low!).toBeLessThan(0.01);
    },
  );
});

describe('any interval', () => {
  const scores = fc.oneof(
    fc.constantFrom(0, 1),
    fc.integer({ min: 0, max: 100 }).map((score) => score / 100),
    fc.constantFrom(0, 1),
  );
  const cases = fc.array(fc.array(scores, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 60 });

  it('lies in [0, 1] and holds its mean', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const { mean, low, high, n } = of(own);
        expect(n).toBe(own.length);
        expect(mean).toBeGreaterThanOrEqual(0);
        expect(mean).toBeLessThanOrEqual(1);
        if (low === null || high === null) {
          expect(n).toBe(1);
          return;
        }
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(mean! + 1e-9);
        expect(high).toBeGreaterThanOrEqual(mean! - 1e-9);
      }),
    );
  });

  it('does not depend on the order of the cases', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const [there, back] = [of(own), of(own.toReversed())];
        for (const key of ['mean', 'low', 'high'] as const) {
          if (there[key] === null) expect(back[key]).toBeNull();
          else expect(back[key]).toBeCloseTo(there[key], 7);
        }
      }),
    );
  });

  it('turns around with the scores: failures are the mirror of passes', () => {
    fc.assert(
      fc.property(cases, (own) => {
        const [as, mirrored] = [of(own), of(own.map((trials) => trials.map((score) => 1 - score)))];
        if (as.low === null) return;
        expect(mirrored.low).toBeCloseTo(1 - as.high!, 6);
        expect(mirrored.high).toBeCloseTo(1 - as.low, 6);
      }),
    );
  });

  it('narrows with more cases of the same kind', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(scores, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 20 }),
        (own) => {
          const width = ({ low, high }: ReturnType<typeof of>) => high! - low!;
          expect(width(of([...own, ...own, ...own]))).toBeLessThan(width(of(own)) + 1e-9);
        },
      ),
    );
  });
});
