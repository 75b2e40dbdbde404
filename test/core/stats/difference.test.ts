import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedDifference } from '../../../src/core/stats/difference.ts';
import { compare, random, type Scores, table } from '../builders.ts';

const of = (...cells: [number, number, number, number]) => pairedDifference(...table(...cells), null);
const rounded = ({ mean, low, high }: ReturnType<typeof of>) =>
  [mean, low, high].map((value) => value?.toFixed(4));

describe('one 0/1 score a case: Newcombe 1998, method 10', () => {
  // The papers subtract the other way around: there the first of a pair is our b.
  it.each([
    // Newcombe 1998, Statistics in Medicine 17, 2635–2650: 36, 12, 2, 0.
    ['Newcombe', [36, 2, 12, 0], ['0.2000', '0.0569', '0.3404']],
    ['Newcombe', [20, 2, 12, 16], ['0.2000', '0.0562', '0.3292']],
    // Fagerland, Lydersen & Laake 2014: airway hyper-responsiveness (Bentur 2009), 1, 1, 7, 12.
    ['Bentur', [1, 7, 1, 12], ['-0.2857', '-0.5069', '-0.0256']],
  ] as const)('%s %j', (_, cells, published) => {
    expect(rounded(of(...(cells as unknown as [number, number, number, number])))).toEqual(published);
  });

  it('says nothing of no case', () => {
    expect(of(0, 0, 0, 0)).toMatchObject({ mean: null, low: null, high: null, standardError: null });
  });

  it('of one case spans nearly everything', () => {
    const { mean, low, high } = of(0, 0, 1, 0);
    expect([mean, high]).toEqual([1, 1]);
    expect(low).toBeLessThan(0);
  });

  it.each([
    ['both pass everything', [30, 0, 0, 0]],
    ['both fail everything', [0, 0, 0, 30]],
  ] as const)('%s: no difference, but a width (Newcombe: ± 0.1135)', (_, cells) => {
    expect(rounded(of(...(cells as unknown as [number, number, number, number])))).toEqual([
      '0.0000',
      '-0.1135',
      '0.1135',
    ]);
  });

  it('of identical arms is 0, narrower than of unrelated ones', () => {
    const [identical, unrelated] = [of(25, 0, 0, 25), of(12, 13, 13, 12)];
    expect(identical.mean).toBe(0);
    expect(identical.low).toBeCloseTo(-identical.high!, 12);
    expect(identical.low).toBeLessThan(0);
    expect(identical.high).toBeLessThan(unrelated.high! / 2);
  });

  it('of all lost is -1', () => {
    expect(of(0, 30, 0, 0)).toMatchObject({ mean: -1, low: -1, high: expect.closeTo(-0.8395, 4) });
  });

  it('says a clear difference from about six cases lost and none won, whatever n is', () => {
    for (const n of [20, 100, 1000]) {
      expect(of(n - 3, 3, 0, 0).high).toBeGreaterThan(0);
      expect(of(n - 8, 8, 0, 0).high).toBeLessThan(0);
    }
  });

  const cell = fc.nat({ max: 80 });

  it('lies in [-1, 1], holds its mean, and turns around when the arms do', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (n11, n10, n01, n00) => {
        fc.pre(n11 + n10 + n01 + n00 > 0);
        const { mean, low, high } = of(n11, n10, n01, n00);
        expect(mean).toBeCloseTo((n01 - n10) / (n11 + n10 + n01 + n00), 12);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(mean!);
        expect(high).toBeGreaterThanOrEqual(mean!);
        const swapped = of(n11, n01, n10, n00);
        expect(swapped.mean).toBeCloseTo(-mean!, 12);
        expect(swapped.low).toBeCloseTo(-high!, 12);
        expect(swapped.high).toBeCloseTo(-low!, 12);
      }),
    );
  });

  it('narrows with more cases of the same kind', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (n11, n10, n01, n00) => {
        fc.pre(n11 + n10 + n01 + n00 > 1);
        const [few, many] = [of(n11, n10, n01, n00), of(4 * n11, 4 * n10, 4 * n01, 4 * n00)];
        expect(many.high! - many.low!).toBeLessThan(few.high! - few.low!);
      }),
    );
  });

  it('covers the truth in at least 93 % of samples (n = 50, p = 0.9, ρ = 0.5), and rarely alarms', () => {
    const next = random(7);
    // Two arms with p = 0.9 and correlation 0.5: with probability ρ b repeats a, else it is drawn anew.
    const rounds = 20_000;
    let covered = 0;
    let worse = 0;
    for (let round = 0; round < rounds; round++) {
      const cells: [number, number, number, number] = [0, 0, 0, 0];
      for (let i = 0; i < 50; i++) {
        const a = next() < 0.9;
        const b = next() < 0.5 ? a : next() < 0.9;
        cells[(a ? 0 : 2) + (a === b ? (a ? 0 : 1) : a ? 1 : 0)]!++;
      }
      const { low, high } = of(...cells);
      if (low! <= 0 && 0 <= high!) covered++;
      if (high! < 0) worse++;
    }
    expect(covered / rounds).toBeGreaterThan(0.93);
    expect(worse / rounds).toBeLessThan(0.03);
  });
});

describe('everything else in [0, 1]: MOVER with effective-n limits', () => {
  const of = (a: Scores, b: Scores) => compare(a, b).difference;
  const once = (...scores: number[]): Scores => scores.map((score) => [score]);

  // Sections 2 and 3 of the statistics page, written again in Python with scipy's quantiles.
  const A = once(0.5, 0.7, 0.9, 1, 0.2, 0.8, 0.6, 0.95);
  const B = once(0.6, 0.7, 0.85, 1, 0.4, 0.9, 0.5, 1);

  it('of scores in between', () => {
    expect(of(A, B)).toMatchObject({
      mean: expect.closeTo(0.0375, 12),
      low: expect.closeTo(-0.08256083390412909, 8),
      high: expect.closeTo(0.1854674481483389, 8),
      method: 'mover',
    });
  });

  it('of several trials a case', () => {
    const a = ['110', '000', '111', '101', '111', '010', '111', '110', '001', '111'];
    const b = ['111', '010', '111', '111', '111', '011', '101', '111', '000', '111'];
    const trials = (texts: readonly string[]) => texts.map((text) => [...text].map(Number));
    expect(of(trials(a), trials(b))).toMatchObject({
      mean: expect.closeTo(0.1, 12),
      low: expect.closeTo(-0.15218826451418904, 8),
      high: expect.closeTo(0.32081957918252324, 8),
      method: 'mover',
    });
  });

  it('of a 0/1 arm against one in between', () => {
    expect(of(once(1, 0, 1, 1, 1, 0, 1, 1), B)).toMatchObject({
      mean: expect.closeTo(-0.00625, 12),
      low: expect.closeTo(-0.30906806505582274, 8),
      high: expect.closeTo(0.3814371214685317, 8),
      method: 'mover',
    });
  });

  it('agrees with Newcombe where both hold', () => {
    // The same 2,000 pairs, once as one trial a case and once as two equal ones.
    const cells = [1500, 60, 90, 350];
    const pairs = [
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ].flatMap((pair, i) => Array.from({ length: cells[i]! }, () => pair));
    const newcombe = of(
      pairs.map(([a]) => [a!]),
      pairs.map(([, b]) => [b!]),
    );
    const mover = of(
      pairs.map(([a]) => [a!, a!]),
      pairs.map(([, b]) => [b!, b!]),
    );
    expect([newcombe.method, mover.method]).toEqual(['newcombe', 'mover']);
    expect(mover.mean).toBeCloseTo(newcombe.mean!, 12);
    expect(mover.low).toBeCloseTo(newcombe.low!, 4);
    expect(mover.high).toBeCloseTo(newcombe.high!, 4);
  });

  it('says no interval for one case', () => {
    expect(of([[0.25]], [[0.75]])).toMatchObject({ mean: 0.5, low: null, high: null, method: 'mover' });
  });

  it('keeps a width where all cases scored the same', () => {
    const { mean, low, high } = of(once(...Array(10).fill(0.8)), once(...Array(10).fill(0.9)));
    expect(mean).toBeCloseTo(0.1, 12);
    // Two arms of rule of three, unrelated: √(0.9·b)² + (0.2·b)² with b = 1 − 0.05^(1/10).
    const b = 1 - 0.05 ** 0.1;
    expect(low).toBeCloseTo(0.1 - Math.hypot(0.9 * b, 0.2 * b), 8);
    expect(high).toBeCloseTo(0.1 + Math.hypot(0.8 * b, 0.1 * b), 8);
  });

  it('takes an arm that always scores 1 as unrelated to one that varies', () => {
    const { mean, low, high } = of(A, once(...Array(8).fill(1)));
    expect(mean).toBeCloseTo(1 - 0.70625, 12);
    expect(low).toBeLessThan(mean!);
    expect(high).toBeGreaterThan(mean!);
  });

  const scores = fc.oneof(
    fc.constantFrom(0, 1),
    fc.integer({ min: 0, max: 100 }).map((score) => score / 100),
  );
  const pairs = (repeat: number) => {
    const trials = fc.array(scores, { minLength: repeat, maxLength: repeat });
    return fc.array(fc.tuple(trials, trials), { minLength: 2, maxLength: 40 });
  };

  it('lies in [-1, 1], holds its mean, and turns around when the arms do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }).chain(pairs), (own) => {
        const [a, b] = [own.map(([first]) => first), own.map(([, second]) => second)];
        const { mean, low, high } = of(a, b);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(mean! + 1e-9);
        expect(high).toBeGreaterThanOrEqual(mean! - 1e-9);
        const swapped = of(b, a);
        expect(swapped.mean).toBeCloseTo(-mean!, 10);
        expect(swapped.low).toBeCloseTo(-high!, 6);
        expect(swapped.high).toBeCloseTo(-low!, 6);
      }),
    );
  });

  it('does not depend on the order of the cases', () => {
    fc.assert(
      fc.property(pairs(1), (own) => {
        const [a, b] = [own.map(([first]) => first), own.map(([, second]) => second)];
        const [there, back] = [of(a, b), of(a.toReversed(), b.toReversed())];
        expect(back.low).toBeCloseTo(there.low!, 6);
        expect(back.high).toBeCloseTo(there.high!, 6);
      }),
    );
  });

  it('covers the truth in at least 93 % of samples of 5 trials a case (n = 50)', () => {
    const next = random(11);
    const rounds = 1500;
    let covered = 0;
    for (let round = 0; round < rounds; round++) {
      const a: number[][] = [];
      const b: number[][] = [];
      for (let i = 0; i < 50; i++) {
        // Cases differ in difficulty, alike for both arms: so the arms are related and so are repetitions.
        const p = next() < 0.7 ? 0.95 : 0.4;
        const draw = () => Array.from({ length: 5 }, () => (next() < p ? 1 : 0));
        a.push(draw());
        b.push(draw());
      }
      const { low, high } = of(a, b);
      if (low! <= 0 && 0 <= high!) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.93);
  });
});
