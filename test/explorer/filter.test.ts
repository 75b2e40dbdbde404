import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completions } from '../../src/explorer/query/complete.ts';
import { filterCases } from '../../src/explorer/query/filter.ts';
import { KINDS, type Show } from '../../src/explorer/query/kinds.ts';
import { parseQuery } from '../../src/explorer/query/parse-query.ts';
import { sortCases } from '../../src/explorer/query/sort.ts';
import { changesBetween } from '../../src/pack/changes.ts';
import type { CaseColumns, VariantColumns } from '../../src/pack/columns.ts';

interface Made {
  readonly tag: number;
  /** By variant: samples that passed, and that have a verdict, of three. */
  readonly passed: readonly [number, number];
  readonly decided: readonly [number, number];
  readonly cost: readonly [number, number];
}

function columnsOf(cases: readonly Made[]): CaseColumns {
  const column = (of: (one: Made) => number) => Float64Array.from(cases, of);
  const variant = (v: 0 | 1): VariantColumns => ({
    samples: column(() => 3),
    passed: column((one) => Math.min(one.passed[v], one.decided[v])),
    decided: column((one) => one.decided[v]),
    missing: column((one) => 3 - one.decided[v]),
    scores: [column((one) => one.passed[v] / 3)],
    cost: column((one) => one.cost[v]),
    tokensIn: column(() => 100),
    tokensOut: column(() => 10),
    latency: null,
  });
  return {
    ids: cases.map((_, i) => `case-${i}`),
    tagNames: ['a', 'b'],
    tags: Uint32Array.from(cases, ({ tag }) => tag),
    tagStarts: Uint32Array.from({ length: cases.length + 1 }, (_, i) => i),
    variants: [variant(0), variant(1)],
  };
}

const pair = { a: 0, b: 1 };
const filtered = (columns: CaseColumns, query = '', show: Show = 'all', tag: number | null = null) =>
  filterCases(columns, {
    pair,
    kinds: changesBetween(columns, { baseline: 0, grader: null }, 1),
    conditions: parseQuery(query, { tags: columns.tagNames, graders: ['exact'] }).conditions,
    tag,
    hits: null,
    show,
  });

const two = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one);
const cases = fc.array(
  fc.record({
    tag: fc.constantFrom(0, 1),
    passed: two(fc.integer({ min: 0, max: 3 })),
    decided: two(fc.integer({ min: 0, max: 3 })),
    cost: two(fc.constantFrom(0.01, 0.02, 0.03, Number.NaN)),
  }),
  { maxLength: 30 },
);
const queries = fc.constantFrom(
  '',
  'a:fail',
  '-b:pass',
  'cost>0.015',
  'is:unstable tag:a',
  'b.grader:exact<0.5',
);

describe('counts', () => {
  test('each choice has as many cases as it says, and kinds of change are all cases', () => {
    fc.assert(
      fc.property(cases, queries, (made, query) => {
        const columns = columnsOf(made);
        const { byShow, places } = filtered(columns, query);
        expect(byShow.all).toBe(places.length);
        expect(KINDS.reduce((sum, kind) => sum + byShow[kind], 0)).toBe(byShow.all);
        for (const show of [...KINDS, 'unstable'] as const)
          expect(filtered(columns, query, show).places.length, show).toBe(byShow[show]);
      }),
    );
  });

  test('a slice has as many as it says, whatever else is chosen', () => {
    fc.assert(
      fc.property(cases, queries, fc.constantFrom(...KINDS, 'all' as const), (made, query, show) => {
        const columns = columnsOf(made);
        const { byTag, anyTag } = filtered(columns, query, show, 1);
        expect(filtered(columns, query, show, 0).places.length).toBe(byTag[0]);
        expect(filtered(columns, query, show).places.length).toBe(anyTag);
      }),
    );
  });

  test('what is not is the rest', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom('a:fail', 'cost>0.015', 'is:unstable', 'tag:a', 'id:1'),
        (made, word) => {
          const columns = columnsOf(made);
          const [yes, no] = [filtered(columns, word).places, filtered(columns, `-${word}`).places];
          expect([...yes, ...no].sort((one, other) => one - other)).toEqual(made.map((_, i) => i));
        },
      ),
    );
  });
});

test('what is not known is neither more nor less', () => {
  const unknown: Made = { tag: 0, passed: [1, 1], decided: [3, 3], cost: [Number.NaN, Number.NaN] };
  const columns = columnsOf([unknown]);
  for (const query of ['cost>0', 'cost<=0', 'cost=0', 'time>0'])
    expect(filtered(columns, query).places.length, query).toBe(0);
});

test('cases are ordered by what was added, and what is not known comes last', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const columns = columnsOf(made);
      const all = Uint32Array.from(made, (_, i) => i);
      const added = Array.from(
        sortCases(all, columns, pair, 'cost'),
        (i) => made[i]!.cost[1] - made[i]!.cost[0],
      );
      const known = added.filter((value) => !Number.isNaN(value));
      expect(added.slice(0, known.length)).toEqual(known);
      for (let i = 1; i < known.length; i++) expect(known[i]!).toBeLessThanOrEqual(known[i - 1]! + 1e-12);
      expect(sortCases(all, columns, pair, null)).toBe(all);
    }),
  );
});

describe('completions', () => {
  const vocabulary = { tags: ['billing', 'two words'], graders: ['exact'] };
  test.each([
    ['t', ['tag:', 'tokens>', 'time>']],
    ['-ta', ['-tag:']],
    ['tag:wo', ['tag:"two words"']],
    ['x tag:b', ['tag:billing']],
    ['a:f', ['a:fail']],
    ['b.co', ['b.cost>']],
    ['grader:', ['grader:exact<']],
    ['tag:billing', []],
    ['', []],
  ])('%s', (text, words) => {
    expect(completions(text, text.length, vocabulary).words.map(({ word }) => word)).toEqual(words);
  });
});
