import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVariants, corrected } from '../../src/core/compare.ts';
import type { CompareOptions } from '../../src/core/compare-options.ts';
import { ACCURACY, type ScoreTable } from '../../src/core/score-table.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { directionOf } from '../../src/model/transition.ts';
import { flips, type Row, tableOf } from './score-tables.ts';

const OPTIONS: CompareOptions = { metrics: [ACCURACY, 'exact'], deciding: ['exact'] };

/** Variant b against a, of one table. */
function within(rows: readonly Row[], options: Partial<CompareOptions> = {}): Comparison {
  const table = tableOf(rows);
  return compareVariants({ table, variant: 'a' }, { table, variant: 'b' }, { ...OPTIONS, ...options });
}

/** Variant a of the later table against a of the earlier one. */
function between(earlier: ScoreTable, later: ScoreTable, options: Partial<CompareOptions> = {}): Comparison {
  return compareVariants(
    { table: earlier, variant: 'a' },
    { table: later, variant: 'a' },
    { ...OPTIONS, ...options },
  );
}

describe('the verdict', () => {
  it.each<[string, Row[], string]>([
    ['the interval is above zero', flips(80, 1, 12, 7), 'better'],
    ['the interval is below zero', flips(80, 12, 1, 7), 'worse'],
    ['the interval holds zero', flips(80, 4, 5, 11), 'unclear'],
    ['no case flipped', flips(90, 0, 0, 10), 'unclear'],
  ])('where %s', (_, rows, type) => {
    expect(within(rows).verdict.type).toBe(type);
  });

  it('is "the same" or "not worse" only where a margin was declared', () => {
    const rows = flips(480, 5, 6, 9);
    expect(within(rows).verdict.type).toBe('unclear');
    expect(within(rows, { marginOf: () => 0.05 }).verdict).toEqual({ type: 'same', margin: 0.05 });
    const better = flips(460, 5, 12, 23);
    expect(within(better, { marginOf: () => 0.01 }).verdict).toEqual({ type: 'not worse', margin: 0.01 });
  });

  it('has the level that is asked for, and the interval printed is the one that decides', () => {
    const rows = flips(80, 10, 2, 8);
    const [usual, strict] = [within(rows), within(rows, { alphaOf: () => 0.01 })];
    expect([usual.verdict.type, strict.verdict.type]).toEqual(['worse', 'unclear']);
    expect(strict.difference.confidence).toBe(0.99);
    expect(strict.difference.high).toBeGreaterThan(usual.difference.high!);
  });

  it('stands beside what can be detected, and so few cases detect nothing', () => {
    // Five flips at 5 %: of six cases they are 83 points, of four there are not so many.
    expect(within(flips(6, 0, 0, 0)).detectable).toBeCloseTo(5 / 6, 12);
    expect(within(flips(4, 0, 0, 0)).detectable).toBeNull();
    expect(within(flips(1, 1, 1, 0)).detectable).toBeNull();
  });

  it('of no case in common with a score is unknown', () => {
    const { verdict, difference } = within([{ scores: { a: 1, b: null } }]);
    expect(verdict.type).toBe('unknown');
    expect(difference).toMatchObject({ mean: null, low: null, high: null, p: null });
  });
});

describe('cases without a score', () => {
  const worse = flips(60, 12, 1, 7);

  it('are left out, counted, and do not matter where they could not change the verdict', () => {
    const { n, dropped, bounds, verdict } = within([...worse, { scores: { a: 1, b: null } }]);
    expect([n, dropped, verdict.type]).toEqual([80, 1, 'worse']);
    expect(bounds!.worst.mean).toBeLessThan(bounds!.best.mean!);
  });

  it('make the verdict unclear where what they would have scored could change it', () => {
    const missing = Array.from({ length: 12 }, (): Row => ({ scores: { a: 0, b: null } }));
    expect(within([...worse, ...missing]).verdict).toEqual({ type: 'unclear', dependsOn: 12 });
  });

  it('keep their other samples', () => {
    const { n, dropped } = within([{ scores: { a: [1, null], b: [1, 0] } }, { scores: { a: 1, b: 0 } }]);
    expect([n, dropped]).toEqual([2, 0]);
  });
});

describe('what changed', () => {
  it('is counted and listed by case', () => {
    const found = within([
      { id: 'kept', scores: { a: 1, b: 1 } },
      { id: 'lost', scores: { a: 1, b: 0 } },
      { id: 'won', scores: { a: 0, b: 1 } },
      { id: 'missed', scores: { a: 0, b: 0 } },
    ]);
    expect(found).toMatchObject({
      bothPass: 1,
      broken: 1,
      fixed: 1,
      bothFail: 1,
      brokenCases: ['lost'],
      fixedCases: ['won'],
      drops: [],
    });
  });

  it('of continuous scores names the largest drops', () => {
    const rows = [0.1, 0.5, 0.3, 0.2, 0.4, 0.6].map(
      (drop, i): Row => ({ id: `t${i}`, scores: { a: 0.9, b: 0.9 - drop } }),
    );
    const { drops } = within(rows, { metrics: ['exact'], deciding: [] });
    expect(drops.map((drop) => drop.case)).toEqual(['t5', 't1', 't4', 't2', 't3']);
    expect(drops[0]).toEqual({ case: 't5', before: 0.9, after: expect.closeTo(0.3, 12) });
  });

  it.each([
    [0, 1, 1],
    [1, 0, -1],
    [0.5, 0.5, 0],
    [0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 0],
    [0.5, 0.5 + 1e-9, 1],
  ])('from %f to %f is %i', (before, after, direction) => {
    expect(directionOf(before, after)).toBe(direction);
    expect(directionOf(after, before)).toBeCloseTo(-direction, 15);
  });
});

describe('what could be detected', () => {
  it('is what the interval says where nothing varied over several samples', () => {
    const rows = Array.from({ length: 60 }, (_, i): Row => {
      const score = i < 50 ? 1 : 0;
      return { scores: { a: [score, score], b: [score, score] } };
    });
    const { difference, detectable } = within(rows);
    expect(difference.standardError).toBe(0);
    const half = (difference.high! - difference.low!) / 2;
    expect(detectable).toBeCloseTo((half * (1.959964 + 0.841621)) / 1.959964, 5);
  });
});

describe('clusters', () => {
  it('widen the interval, and are what is counted', () => {
    const rows = flips(80, 12, 2, 6);
    const clustered = rows.map((row, i): Row => ({ ...row, cluster: `document ${Math.floor(i / 5)}` }));
    const [alone, together] = [within(rows), within(clustered)];
    expect([alone.groups, together.groups]).toEqual([100, 20]);
    expect(together.difference.high! - together.difference.low!).toBeGreaterThan(
      alone.difference.high! - alone.difference.low!,
    );
  });

  it('are cases with the same input: a duplicated dataset is no more certain', () => {
    const rows = flips(40, 6, 2, 12).map((row, i): Row => ({ ...row, input: i }));
    const twice = [...rows, ...rows].map((row, i): Row => ({ ...row, id: `t${i}` }));
    const [once, doubled] = [within(rows), within(twice)];
    expect([doubled.n, doubled.groups, doubled.duplicated]).toEqual([120, 60, 60]);
    const width = ({ difference: { low, high } }: Comparison) => high! - low!;
    expect(width(doubled)).toBeGreaterThan(0.95 * width(once));
  });
});

describe('two runs', () => {
  const rows = flips(40, 6, 2, 12).map((row, i): Row => ({ ...row, id: `t${i}`, input: i }));

  it('are compared on the cases they share, whatever their order', () => {
    const earlier = tableOf(rows);
    const later = tableOf(
      rows
        .toReversed()
        .slice(10)
        .concat({ id: 'new', scores: { a: 1, b: 1 } }),
      {
        run: 'later',
      },
    );
    const found = between(earlier, later);
    expect(found).toMatchObject({
      paired: true,
      n: 50,
      unshared: { baseline: 10, variant: 1 },
      against: { type: 'run', run: 'run' },
      fixed: 0,
      broken: 0,
    });
  });

  it('without a case in common are compared unpaired, with a wider interval', () => {
    const other = tableOf(
      rows.map((row, i) => ({ ...row, id: `other${i}`, input: `other ${i}` })),
      { run: 'later' },
    );
    const found = between(tableOf(rows), other);
    expect(found).toMatchObject({ paired: false, n: 60, fixedCases: [], brokenCases: [] });
    expect(found.difference.mean).toBe(0);
    expect(found.difference.p).toBeCloseTo(1, 12);
  });

  it('without a case in common are bounded by what is missing, as pairs are', () => {
    const own = (wrong: number, missing: number, name: string) =>
      tableOf(
        Array.from({ length: 1000 }, (_, i): Row => {
          const score = i < missing ? null : i < missing + wrong ? 0 : 1;
          return { id: `${name}${i}`, input: `${name} ${i}`, scores: { a: score } };
        }),
        { run: name },
      );
    const found = between(own(100, 0, 'x'), own(98, 20, 'y'), { marginOf: () => 0.04 });
    expect(found).toMatchObject({ paired: false, dropped: 20 });
    expect(found.difference.low).toBeGreaterThan(-0.04);
    expect(found.bounds!.worst.low).toBeLessThan(-0.04);
    expect(found.bounds!.worst.mean).toBeCloseTo(0.882 - 0.9, 12);
    expect(found.bounds!.best.mean).toBeCloseTo(0.902 - 0.9, 12);
    expect(found.verdict).toEqual({ type: 'unclear', dependsOn: 20 });
  });

  it.each<[string, ScoreTable, string]>([
    [
      'an input has changed',
      tableOf(rows.map((row, i) => ({ ...row, input: i === 7 ? 'another' : i }))),
      'the input of a case has changed: t7',
    ],
    [
      'expected values have changed',
      tableOf(rows.map((row, i) => ({ ...row, expected: i === 3 || i === 5 ? 'another' : null }))),
      'the expected value of 2 cases has changed: t3',
    ],
    ['a grader has changed', tableOf(rows, { graders: { exact: 'v2' } }), 'the grader exact has changed'],
    ['a grader is new', tableOf(rows, { graders: {} }), 'only one of them has the grader exact'],
  ])('are not comparable where %s', (_, later, reason) => {
    const found = between(tableOf(rows.map((row, i) => ({ ...row, input: i }))), later);
    expect(found.verdict).toEqual({ type: 'not comparable', reason });
    expect(found.difference).toMatchObject({ mean: null, low: null, high: null });
    expect(found.slices).toEqual([]);
  });

  it('are comparable where it is not known which version of a grader was at work', () => {
    const earlier = tableOf(rows, { graders: { exact: null } });
    expect(between(earlier, tableOf(rows)).verdict.type).toBe('unclear');
  });

  it('are not compared by cost where prices were others', () => {
    const found = between(tableOf(rows), tableOf(rows, { pricesDate: '2026-12-01' }));
    expect(found.cost.ratio).toBeNull();
    expect(found.costReason).toBe('prices of 2026-11-09 and of 2026-12-01');
    expect(found.verdict.type).toBe('unclear');
  });
});

describe('slices', () => {
  const slice = (tag: string, rows: Row[]) => rows.map((row): Row => ({ ...row, tags: [tag] }));

  it('show the regression that a better total hides', () => {
    // Better by 30 in English, worse by 14 in German: in all better.
    const found = within([...slice('en', flips(150, 2, 32, 16)), ...slice('de', flips(60, 16, 2, 22))]);
    expect(found.verdict.type).toBe('better');
    const de = found.slices.find(({ tag }) => tag === 'de')!;
    expect(de.comparison).toMatchObject({ verdict: { type: 'worse' }, n: 100, broken: 16 });
    expect(de.adjustedP).toBeLessThan(0.1);
    expect(de.declared).toBe(false);
  });

  it('of fewer than twenty cases are not looked at, unless a gate names them', () => {
    const rows = [...slice('small', flips(10, 2, 0, 2)), ...slice('large', flips(30, 2, 2, 6))];
    expect(within(rows).slices.map(({ tag }) => tag)).toEqual(['large']);
    const declared = within(rows, { slices: [{ tag: 'small', metric: ACCURACY }] }).slices;
    expect(declared.map((one) => [one.tag, one.declared, one.comparison.n, one.adjustedP === null])).toEqual([
      ['small', true, 14, true],
      ['large', false, 40, false],
    ]);
  });

  it('are corrected for their number (Benjamini–Hochberg)', () => {
    const rows = Array.from({ length: 8 }, (_, i) =>
      slice(`s${i}`, i === 0 ? flips(30, 9, 1, 10) : flips(35, 3, 3, 9)),
    ).flat();
    const [first] = within(rows).slices;
    expect(first!.tag).toBe('s0');
    expect(first!.adjustedP).toBeCloseTo(8 * first!.comparison.difference.p!, 10);
  });

  it('hold a case once, however often it has the tag', () => {
    const rows = flips(20, 2, 2, 6).map((row): Row => ({ ...row, tags: ['x', 'x'] }));
    expect(within(rows).slices[0]!.comparison.n).toBe(30);
  });
});

describe('costs', () => {
  it('are compared over the cases for which both are known', () => {
    const rows: Row[] = [
      { scores: { a: 1, b: 1 }, cost: { a: 0.002, b: 0.001 } },
      { scores: { a: 1, b: 1 }, cost: { a: 0.004, b: 0.003 } },
      { scores: { a: 1, b: 1 }, cost: { a: null, b: 0.003 } },
      { scores: { a: 1, b: null }, cost: { a: 0.004, b: 0 } },
    ];
    expect(within(rows).cost).toMatchObject({ n: 2, ratio: expect.closeTo(4 / 6, 12) });
  });
});

describe('several variants with one baseline', () => {
  it('have p-values corrected by Holm', () => {
    const [one, other] = [within(flips(60, 12, 1, 7)), within(flips(60, 6, 5, 9))];
    expect(corrected([one]).map(({ adjustedP }) => adjustedP)).toEqual([null]);
    const [first, second] = corrected([one, other]);
    expect(first!.adjustedP).toBeCloseTo(2 * one.difference.p!, 12);
    expect(second!.adjustedP).toBeCloseTo(other.difference.p!, 12);
  });
});

describe('any comparison', () => {
  const value = fc.oneof(
    fc.constantFrom(0, 1),
    fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
    fc.constant(null),
  );
  const samples = fc.array(value, { minLength: 1, maxLength: 3 });
  const rows = fc.array(
    fc
      .record({
        a: samples,
        b: samples,
        cluster: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      })
      .map(
        ({ a, b, cluster }): Row => ({
          scores: { a, b },
          ...(cluster !== undefined && { cluster: `c${cluster}` }),
        }),
      ),
    { minLength: 2, maxLength: 30 },
  );
  const options = { metrics: ['exact'], deciding: [] };

  it('turns around with its sides', () => {
    fc.assert(
      fc.property(rows, (own) => {
        const table = tableOf(own);
        const [there, back] = [
          compareVariants({ table, variant: 'a' }, { table, variant: 'b' }, options),
          compareVariants({ table, variant: 'b' }, { table, variant: 'a' }, options),
        ];
        if (there.difference.low === null) {
          expect(back.difference.low).toBeNull();
          return;
        }
        expect(back.difference.low).toBeCloseTo(-there.difference.high!, 9);
        expect(back.difference.high).toBeCloseTo(-there.difference.low, 9);
        expect(back.difference.p).toBeCloseTo(there.difference.p!, 9);
        expect([back.fixed, back.broken]).toEqual([there.broken, there.fixed]);
      }),
    );
  });

  it('does not depend on the order of the cases', () => {
    fc.assert(
      fc.property(rows, (own) => {
        const numbered = own.map((row, i) => ({ ...row, id: `t${i}`, input: i }));
        const [there, back] = [within(numbered, options), within(numbered.toReversed(), options)];
        expect(back.verdict).toEqual(there.verdict);
        expect(back.n).toBe(there.n);
        if (there.difference.low === null) return;
        expect(back.difference.low).toBeCloseTo(there.difference.low, 10);
        expect(back.difference.high).toBeCloseTo(there.difference.high!, 10);
      }),
    );
  });

  it('of scores that all rise by the same has the same difference', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })), {
          minLength: 2,
          maxLength: 30,
        }),
        (pairs) => {
          const shifted = (by: number) =>
            within(
              pairs.map(([a, b]): Row => ({ scores: { a: a / 20 + by, b: b / 20 + by } })),
              options,
            ).difference;
          const [low, high] = [shifted(0.125), shifted(0.25)];
          expect(high.mean).toBeCloseTo(low.mean!, 12);
          expect(high.standardError).toBeCloseTo(low.standardError!, 12);
        },
      ),
    );
  });
});
