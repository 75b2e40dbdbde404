import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTables } from '../../src/core/compare-tables.ts';
import { ACCURACY, type ScoreTable, ScoreTableBuilder } from '../../src/core/score-table.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { comparisonMarkdown } from '../../src/render/comparison-markdown.ts';
import { renderComparison } from '../../src/render/comparison-terminal.ts';
import { expired, measured, passed, record, wrong } from './builders.ts';

/** What a case scored: passes and a number a sample; none: no answer. */
interface Row {
  readonly id: string;
  readonly cluster: string | undefined;
  readonly a: readonly number[];
  readonly b: readonly number[];
}

const samples = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });
const rows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      cluster: fc.option(fc.constantFrom('doc 1', 'doc 2', 'doc 3'), { nil: undefined }),
      a: samples,
      b: samples,
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((row, i) => ({ id: `case-${i}`, ...row })));

function tableOf(all: readonly Row[], side: 'a' | 'b', names = ['haiku']): ScoreTable {
  const builder = new ScoreTableBuilder(
    names.map((name) => ({ name, model: null })),
    [ACCURACY, 'exact', 'rouge'],
  );
  for (const row of all) {
    const { id, cluster } = row;
    const records = row[side].map((score) =>
      record({
        pass: score > 0.5,
        scores: { exact: score > 0.5 ? passed : wrong, rouge: measured(score) },
        cost: score,
      }),
    );
    builder.addCase(
      { id, input: id, expected: null, tags: [], ...(cluster !== undefined && { cluster }) },
      names.map(() => (records.length === 0 ? [expired()] : records)),
    );
  }
  return builder.finish({
    suite: 'suite',
    run: side,
    createdAt: '2026-11-20T09:00:00.000Z',
    file: null,
    dataset: 'hash',
    simulated: false,
    pricesDate: '2026-11-09',
    graders: { exact: 'f00d', rouge: 'f00d' },
    roles: new Map([
      ['exact', 'gate'],
      ['rouge', 'metric'],
    ]),
  });
}

const all = (table: ScoreTable, variant: string | null = null) => ({ table, variant });
const compare = (own: readonly Row[]): Comparison =>
  compareTables(all(tableOf(own, 'a')), all(tableOf(own, 'b'))).comparisons[0]!;
const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));
const minus = (value: number | null) => near(value === null ? null : -value);

describe('two runs against each other', () => {
  it('are mirrored when they change sides', () => {
    fc.assert(
      fc.property(rows, (own) => {
        const [there, back] = [compare(own), compareTables(all(tableOf(own, 'b')), all(tableOf(own, 'a')))];
        for (const [i, one] of [there, ...there.others].entries()) {
          const other = [back.comparisons[0]!, ...back.comparisons[0]!.others][i]!;
          expect(other).toMatchObject({
            n: one.n,
            fixed: one.broken,
            broken: one.fixed,
            difference: {
              mean: minus(one.difference.mean),
              low: minus(one.difference.high),
              high: minus(one.difference.low),
            },
          });
        }
      }),
    );
  });

  it('say the same whatever order their cases stand in', () => {
    const shuffled = rows.chain((own) =>
      fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length })),
    );
    fc.assert(
      fc.property(shuffled, ([own, other]) => {
        const [one, found] = [
          compare(own),
          compareTables(all(tableOf(own, 'a')), all(tableOf(other, 'b'))).comparisons[0]!,
        ];
        expect(found.verdict).toEqual(one.verdict);
        expect(found).toMatchObject({
          n: one.n,
          groups: one.groups,
          fixed: one.fixed,
          broken: one.broken,
          difference: { low: near(one.difference.low), high: near(one.difference.high) },
        });
        expect(found.brokenCases.toSorted()).toEqual(one.brokenCases.toSorted());
      }),
    );
  });

  it('get the same verdict in every format', () => {
    fc.assert(
      fc.property(rows, (own) => {
        const compared = compareTables(all(tableOf(own, 'a')), all(tableOf(own, 'b')));
        const words = {
          better: 'haiku is better',
          worse: 'haiku is worse',
          unclear: 'No clear difference',
          unknown: 'too little data to compare',
        };
        const { type } = compared.comparisons[0]!.verdict;
        const texts = [
          renderComparison(compared, { columns: 400, color: false }),
          [...comparisonMarkdown(compared)].join(''),
        ];
        for (const text of texts) {
          for (const [other, said] of Object.entries(words)) expect(text.includes(said)).toBe(other === type);
        }
      }),
    );
  });

  it('are compared by the variants that both have, or by those that are chosen', () => {
    const own = [{ id: 'a', cluster: undefined, a: [1], b: [0] }];
    const [a, b] = [tableOf(own, 'a', ['x', 'y']), tableOf(own, 'b', ['y', 'z'])];
    const pairs = (one: string | null, other: string | null) =>
      compareTables(all(a, one), all(b, other)).comparisons.map(({ baseline, variant }) => [
        baseline,
        variant,
      ]);
    expect(pairs(null, null)).toEqual([['y', 'y']]);
    expect(pairs('x', 'z')).toEqual([['x', 'z']]);
    expect(pairs('y', null)).toEqual([['y', 'y']]);
    expect(() => pairs('x', null)).toThrow('only one of them has the variant "x"');
    expect(() => compareTables(all(tableOf(own, 'a', ['x'])), all(tableOf(own, 'b', ['z'])))).toThrow(
      'no variant has the same name in both: x and z',
    );
  });

  it('cannot steer the terminal or the page by their names', () => {
    const own = [{ id: '<b>\u202e\u001b[2J', cluster: undefined, a: [1], b: [0] }];
    const compared = compareTables(
      all(tableOf(own, 'a', ['\u001b[31m<i>'])),
      all(tableOf(own, 'b', ['\u001b[31m<i>'])),
    );
    expect(renderComparison(compared, { columns: 80, color: false })).not.toMatch(/[\u001b\u202e]/);
    const markdown = [...comparisonMarkdown(compared)].join('');
    expect(markdown).not.toMatch(/[\u001b\u202e]|<[bi]>/);
  });
});
