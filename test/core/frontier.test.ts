import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVariants } from '../../src/core/compare.ts';
import { frontierOf, type Placed } from '../../src/core/frontier.ts';
import { ACCURACY } from '../../src/core/score-table.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { FrontierPoint } from '../../src/model/frontier.ts';
import { expired, fail, pass, score, summarize } from './builders.ts';
import { type Row, tableOf } from './score-tables.ts';

const point = (variant: string, costPerAnswer: number | null, accuracy: number | null): Placed => ({
  variant,
  costPerAnswer,
  accuracy,
});

type Found = Pick<Comparison, 'verdict' | 'cost'>;
const found = (verdict: Comparison['verdict'], high: number | null = 0.9): Found => ({
  verdict,
  cost: { ratio: 0.5, low: 0.4, high, n: 100 },
});
const unclear = found({ type: 'unclear', dependsOn: 0 });
const dominators = (points: readonly FrontierPoint[]) => points.map(({ dominatedBy }) => dominatedBy);

/** The frontier of a run with one 0/1 score a case: for each variant its scores and what an answer costs. */
function frontierOfRun(
  variants: Readonly<Record<string, { passes: readonly boolean[]; cost: number | null }>>,
) {
  const names = Object.keys(variants);
  const cases = variants[names[0]!]!.passes.map((_, i) =>
    names.map((name) => {
      const { passes, cost } = variants[name]!;
      return [passes[i] ? pass({ cost }) : fail({ cost })];
    }),
  );
  return summarize(cases, {
    baseline: names[0]!,
    variants: names.map((name) => ({ name, model: name, turnaroundSeconds: null, simulated: false })),
  }).frontier;
}
/** True in `count` of a hundred cases, from the `first` on. */
const passes = (count: number, first = 0) =>
  Array.from({ length: 100 }, (_, i) => (i - first + 100) % 100 < count);

describe('the front', () => {
  it('is drawn from the point estimates', () => {
    const points = [point('a', 3, 0.9), point('b', 1, 0.7), point('c', 2, 0.6), point('d', 4, 0.9)];
    const front = frontierOf(points, () => unclear);
    expect(front.filter(({ onFront }) => onFront).map(({ variant }) => variant)).toEqual(['a', 'b']);
    expect(dominators(front)).toEqual([null, null, null, null]);
  });

  it('holds both of two that are the same in cost and accuracy', () => {
    const front = frontierOf([point('a', 1, 0.5), point('b', 1, 0.5)], () => unclear);
    expect(front.map(({ onFront }) => onFront)).toEqual([true, true]);
  });

  it('is empty where no cost is known', () => {
    expect(frontierOf([point('a', null, 0.5), point('b', null, 0.9)], () => unclear)).toEqual([]);
  });

  it('does not take an unknown cost for none: such a variant dominates nobody and is not on it', () => {
    const front = frontierOf([point('a', 2, 0.5), point('recorded', null, 1)], () =>
      found({ type: 'better' }),
    );
    expect(front).toEqual([
      { ...point('a', 2, 0.5), onFront: true, dominatedBy: null },
      { ...point('recorded', null, 1), onFront: false, dominatedBy: null },
    ]);
  });

  it('holds a variant that nothing surpasses, whatever the points are', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), (all) => {
        const front = frontierOf(
          all.map(([cost, accuracy], i) => point(`v${i}`, cost, accuracy)),
          () => unclear,
        );
        const on = front.filter(({ onFront }) => onFront);
        expect(on.length).toBeGreaterThan(0);
        for (const one of front) {
          const asGood = on.some(
            (other) => other.costPerAnswer! <= one.costPerAnswer! && other.accuracy! >= one.accuracy!,
          );
          expect(asGood).toBe(true);
        }
      }),
    );
  });
});

describe('a variant is confidently dominated', () => {
  const two = [point('dear', 2, 0.7), point('cheap', 1, 0.8)];

  it.each<[string, Found, string | null]>([
    ['better, and the whole interval of the cost ratio below 1', found({ type: 'better' }, 0.99), 'cheap'],
    ['better, and the ratio’s interval reaches 1', found({ type: 'better' }, 1), null],
    ['better, and no interval of the ratio', found({ type: 'better' }, null), null],
    ['not shown to be better', unclear, null],
    ['not worse by a declared margin', found({ type: 'not worse', margin: 0.02 }), 'cheap'],
    ['the same within a declared margin', found({ type: 'same', margin: 0.02 }), 'cheap'],
    ['worse', found({ type: 'worse' }), null],
    ['not comparable', found({ type: 'not comparable', reason: 'why' }), null],
  ])('where a cheaper one is %s', (_, comparison, by) => {
    expect(dominators(frontierOf(two, () => comparison))).toEqual([by, null]);
  });

  it('by the most accurate of those that dominate it', () => {
    const points = [point('a', 9, 0.5), point('b', 1, 0.8), point('c', 2, 0.9)];
    expect(dominators(frontierOf(points, () => found({ type: 'better' })))[0]).toBe('c');
  });

  it('never by a dearer one: it is not even compared', () => {
    const asked: string[] = [];
    frontierOf(two, (variant, cheaper) => {
      asked.push(`${variant} < ${cheaper}`);
      return unclear;
    });
    expect(asked).toEqual(['dear < cheap']);
  });
});

describe('the frontier of a run', () => {
  it('compares all pairs, not only those with the baseline', () => {
    const front = frontierOfRun({
      base: { passes: passes(50), cost: 0.001 },
      good: { passes: passes(95), cost: 0.004 },
      dear: { passes: passes(70), cost: 0.02 },
    });
    expect(front).toEqual([
      {
        variant: 'base',
        costPerAnswer: expect.closeTo(0.001, 12),
        accuracy: 0.5,
        onFront: true,
        dominatedBy: null,
      },
      {
        variant: 'good',
        costPerAnswer: expect.closeTo(0.004, 12),
        accuracy: 0.95,
        onFront: true,
        dominatedBy: null,
      },
      {
        variant: 'dear',
        costPerAnswer: expect.closeTo(0.02, 12),
        accuracy: 0.7,
        onFront: false,
        dominatedBy: 'good',
      },
    ]);
  });

  it('leaves close calls open', () => {
    const front = frontierOfRun({
      base: { passes: passes(80), cost: 0.001 },
      close: { passes: passes(79, 2), cost: 0.002 },
    });
    expect(front[1]).toMatchObject({ onFront: false, dominatedBy: null });
  });

  it('is that of the first grader where none decides', () => {
    const cases = Array.from({ length: 30 }, (_, i) => [
      [score(0.2 + (i % 3) / 10, { cost: 2 })],
      [score(0.7, { cost: 1 })],
    ]);
    const { frontier } = summarize(cases);
    expect(frontier.map(({ accuracy }) => accuracy)).toEqual([
      expect.closeTo(0.3, 9),
      expect.closeTo(0.7, 9),
    ]);
    expect(dominators(frontier)).toEqual(['b', null]);
  });

  it('is empty where all is recorded or unpriced, and leaves out the variant that is', () => {
    const unknown = { passes: passes(50), cost: null };
    expect(frontierOfRun({ a: unknown, b: unknown })).toEqual([]);
    const [, known] = frontierOfRun({ a: unknown, b: { passes: passes(10), cost: 1 } });
    expect(known).toMatchObject({ onFront: true, dominatedBy: null });
  });

  it('counts what failed attempts cost to the answers', () => {
    const cases = [[[pass({ cost: 0.3 })]], [[expired({ cost: 0.1 })]], [[fail({ cost: 0.2 })]]];
    const variants = [{ name: 'a', model: 'm', turnaroundSeconds: null, simulated: false }];
    expect(summarize(cases, { variants }).frontier[0]?.costPerAnswer).toBeCloseTo(0.3, 12);
  });

  it('takes a margin as every comparison does', () => {
    const rows = Array.from({ length: 400 }, (_, i): Row => {
      const right = i % 10 === 0 ? 0 : 1;
      return { scores: { a: right, b: right }, cost: { a: 2 + (i % 2), b: 1 + (i % 2) } };
    });
    const table = tableOf(rows);
    const compare = (margin: number | null) => (variant: string, cheaper: string) =>
      compareVariants(
        { table, variant },
        { table, variant: cheaper },
        { metrics: [ACCURACY], deciding: ['exact'], marginOf: () => margin },
      );
    const points = [point('a', 2.5, 0.9), point('b', 1.5, 0.9)];
    expect(dominators(frontierOf(points, compare(null)))).toEqual([null, null]);
    expect(dominators(frontierOf(points, compare(0.03)))).toEqual(['b', null]);
  });
});
