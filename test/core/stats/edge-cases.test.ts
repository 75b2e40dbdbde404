import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../../src/core/clusters.ts';
import { compareVariants } from '../../../src/core/compare.ts';
import { ACCURACY } from '../../../src/core/score-table.ts';
import { pairedDifference } from '../../../src/core/stats/difference.ts';
import { estimate, guaranteedInterval } from '../../../src/core/stats/estimate.ts';
import { clopperPearson } from '../../../src/core/stats/interval.ts';
import { pairedP } from '../../../src/core/stats/p-value.ts';
import { headline } from '../../../src/render/wording/comparison.ts';
import { columnOf, type Scores, table } from '../builders.ts';
import { flips, tableOf } from '../score-tables.ts';

const once = (...scores: number[]): Scores => scores.map((score) => [score]);
const all = (n: number, score: number): Scores => Array.from({ length: n }, () => [score]);
const inClusters = (...numbers: number[]) => Uint32Array.from(numbers);

/** Variant b against a of a run, in words. */
function said(...cells: Parameters<typeof flips>): string {
  const run = tableOf(flips(...cells));
  const options = { metrics: [ACCURACY], deciding: ['exact'] };
  return headline(
    compareVariants({ table: run, variant: 'a' }, { table: run, variant: 'b' }, options),
    (text) => text,
  );
}

// Row by row what is done where data are few or do not vary. What is printed of a small sample, of few groups, of
// constant scores and of duplicates is in test/render/basis.test.ts; gates and baselines have their own tests.

describe('no cases', () => {
  it('everything is null', () => {
    const none = columnOf([]);
    expect(estimate(none, null)).toMatchObject({ mean: null, low: null, high: null, n: 0 });
    expect(guaranteedInterval(none, null)).toBeNull();
    expect(pairedDifference(none, none, null)).toMatchObject({ mean: null, low: null, high: null });
  });
});

describe('a single case, a single cluster', () => {
  it('one 0/1 score has Wilson’s interval', () => {
    expect(estimate(columnOf([[1]]), null)).toMatchObject({ low: expect.closeTo(0.207, 3), high: 1 });
    expect(estimate(columnOf([[0]]), null)).toMatchObject({ low: 0, high: expect.closeTo(0.793, 3) });
  });

  it('one score in between has none, and neither has one cluster of whatever scores', () => {
    for (const [cases, clusters] of [
      [[[0.4]], null],
      [once(1, 0, 1, 1), inClusters(3, 3, 3, 3)],
      [once(0.2, 0.4), inClusters(0, 0)],
    ] as const) {
      const scores = columnOf(cases);
      expect(estimate(scores, clusters)).toMatchObject({ low: null, high: null });
      expect(guaranteedInterval(scores, clusters)).toBeNull();
      expect(pairedDifference(scores, scores, clusters)).toMatchObject({ mean: 0, low: null, high: null });
      expect(pairedP(scores, scores, clusters)).toBeNull();
    }
  });
});

describe('all pass, or all fail', () => {
  it('of clusters counts as many cases as there are clusters of equal size', () => {
    const scores = columnOf(all(20, 1));
    const clusters = Uint32Array.from({ length: 20 }, (_, i) => Math.floor(i / 5));
    const { low, high } = estimate(scores, clusters);
    expect(high).toBe(1);
    expect(low).toBeLessThan(clopperPearson(4, 4)[0]);
    expect(low).toBeGreaterThan(0);
  });
});

describe('all cases score the same, neither 0 nor 1', () => {
  it('of clusters is the rule of three over clusters', () => {
    const b = 1 - 0.05 ** (1 / 4);
    expect(
      estimate(
        columnOf(all(8, 0.8)),
        Uint32Array.from({ length: 8 }, (_, i) => Math.floor(i / 2)),
      ),
    ).toMatchObject({
      low: expect.closeTo(0.8 * (1 - b), 9),
      high: expect.closeTo(0.8 + 0.2 * b, 9),
    });
  });
});

describe('both variants do the same on every case', () => {
  it.each<[string, Scores]>([
    ['0/1 scores', once(1, 0, 1, 1, 0, 1)],
    ['scores in between', once(0.3, 0.8, 0.5, 1, 0.9, 0.2)],
  ])('%s: no difference, a width, and p = 1', (_, cases) => {
    const scores = columnOf(cases);
    const { mean, low, high } = pairedDifference(scores, scores, null);
    expect(mean).toBe(0);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    expect(pairedP(scores, scores, null)).toBe(1);
  });

  it('it is said that no case changed', () => {
    expect(said(40, 0, 0, 10)).toContain('50 cases: 0 improved, 0 got worse, 50 same. No clear difference');
  });
});

describe('all differences are equal and not 0', () => {
  it('p is that of signs which all happen to agree: 2 of 2^m', () => {
    for (const m of [2, 6, 12, 25]) {
      const [a, b] = [columnOf(all(m, 0.5)), columnOf(all(m, 0.6))];
      expect(pairedP(a, b, null)).toBeCloseTo(2 ** (1 - m), 9);
      const { low, high } = pairedDifference(a, b, null);
      expect(low).toBeLessThan(0.1);
      expect(high).toBeGreaterThan(0.1);
    }
  });
});

describe('ties', () => {
  it('do not touch p, and make the interval of the difference smaller as cases do', () => {
    const [few, many] = [table(0, 8, 2, 0), table(500, 8, 2, 500)];
    expect(pairedP(...many, null)).toBe(pairedP(...few, null));
    expect(pairedDifference(...many, null).mean).toBeCloseTo(-6 / 1010, 12);
    const grouped = (n: number) => Uint32Array.from({ length: n }, (_, i) => Math.floor(i / 2));
    const [a, b] = [columnOf(once(1, 1, 0, 0, 0.5, 0.5)), columnOf(once(1, 1, 1, 1, 0.5, 0.5))];
    expect(pairedP(a, b, grouped(6))).toBe(1);
  });
});

describe('one arm always passes, the other varies', () => {
  it('they count as unrelated: the ends are those of Newcombe with a correlation of 0', () => {
    const [a, b] = table(15, 0, 5, 0);
    const [one, other] = [estimate(a, null), estimate(b, null)];
    const { low, high } = pairedDifference(a, b, null);
    expect(low).toBeCloseTo(0.25 - Math.hypot(1 - other.low!, one.high! - 0.75), 12);
    expect(high).toBeCloseTo(0.25 + Math.hypot(0.75 - one.low!, 0), 12);
  });
});

describe('cases with unequal numbers of samples', () => {
  it('count the same', () => {
    expect(estimate(columnOf([[1, 1, 1, 0], [0]]), null).mean).toBe(0.375);
    expect(pairedDifference(columnOf([[1, 0], [1]]), columnOf([[1], [0, 0, 0, 1]]), null).mean).toBe(-0.125);
  });
});

describe('cases with the very same input', () => {
  it('are one group, so that copying cases makes nothing surer', () => {
    const cases = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8].map((input) => ({ input }));
    const { of, duplicated } = clustersOf(cases);
    const [own, copied] = [
      once(1, 0, 1, 1, 0, 1, 1, 1),
      once(1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1),
    ];
    const [before, after] = [estimate(columnOf(own), null), estimate(columnOf(copied), of)];
    expect(duplicated).toBe(8);
    expect(after).toMatchObject({ n: 16, groups: 8, mean: before.mean });
    expect(after.high! - after.low!).toBeGreaterThanOrEqual(before.high! - before.low!);
  });
});

describe('a level that is no number', () => {
  it('is refused', () => {
    const [a, b] = table(10, 2, 1, 3);
    const mixed = columnOf(once(0.2, 0.4, 0.9));
    for (const alpha of [Number.NaN, Number.POSITIVE_INFINITY, -0.05]) {
      expect(() => pairedDifference(a, b, null, alpha)).toThrow();
      expect(() => estimate(mixed, null, alpha)).toThrow();
      expect(() => guaranteedInterval(a, null, alpha)).toThrow();
    }
  });
});
