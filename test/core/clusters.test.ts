import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../src/core/clusters.ts';
import type { Case } from '../../src/model/case.ts';

type Row = Pick<Case, 'input' | 'cluster'>;

/** A letter is an input; what stands after a colon is the declared cluster. */
const rows = (text: string): Row[] =>
  text.split(' ').map((word) => {
    const [input, cluster] = word.split(':');
    return { input, ...(cluster !== undefined && { cluster }) };
  });

const numbersOf = (text: string) => {
  const { of, ...rest } = clustersOf(rows(text));
  return { of: of && [...of], ...rest };
};

describe('clusters', () => {
  it('are declared', () => {
    expect(numbersOf('a:x b:y c:x d:z e:y')).toEqual({
      of: [0, 1, 0, 2, 1],
      count: 3,
      duplicated: 0,
      declared: true,
    });
  });

  it('come from equal inputs, too', () => {
    expect(numbersOf('a b a c a')).toEqual({
      of: [0, 1, 0, 2, 0],
      count: 3,
      duplicated: 2,
      declared: false,
    });
  });

  it('are joined by an input that stands in both', () => {
    expect(numbersOf('a:x b:y c:z b:x')).toMatchObject({ of: [0, 0, 1, 0], count: 2, duplicated: 1 });
    expect(numbersOf('a:x b:y b c:y').of).toEqual([0, 1, 1, 1]);
  });

  it('of one case each need no numbers', () => {
    expect(numbersOf('a b c')).toEqual({ of: null, count: 3, duplicated: 0, declared: false });
    expect(numbersOf('a:x b:y c')).toEqual({ of: null, count: 3, duplicated: 0, declared: true });
    expect(clustersOf([])).toEqual({ of: null, count: 0, duplicated: 0, declared: false });
  });

  it('take an input for the same whatever the order of its keys, and no number for a text', () => {
    expect(clustersOf([{ input: { a: 1, b: [2] } }, { input: { b: [2], a: 1 } }]).count).toBe(1);
    expect(clustersOf([{ input: { a: 1 } }, { input: { a: '1' } }]).count).toBe(2);
  });

  it('do not mistake a name for an input', () => {
    expect(numbersOf('a:b b:a').of).toBeNull();
  });
});

const anyRow: fc.Arbitrary<Row> = fc.record(
  {
    input: fc.integer({ min: 0, max: 20 }).map((n) => ({ n })),
    cluster: fc.constantFrom(...'abcdefgh'),
  },
  { requiredKeys: ['input'] },
);
const someRows = fc.array(anyRow, { maxLength: 40 });

/** Which pairs are together, by going over all until nothing changes. */
function closure(cases: readonly Row[]): boolean[][] {
  const linked = (a: Row, b: Row) =>
    a === b ||
    JSON.stringify(a.input) === JSON.stringify(b.input) ||
    (a.cluster !== undefined && a.cluster === b.cluster);
  const together = cases.map((a) => cases.map((b) => linked(a, b)));
  for (const via of cases.keys())
    for (const a of cases.keys())
      for (const b of cases.keys()) together[a]![b] ||= together[a]![via]! && together[via]![b]!;
  return together;
}

/** What `of: null` stands for is written out. */
const written = (cases: readonly Row[]): number[] => [...(clustersOf(cases).of ?? cases.keys())];

describe('for any cases', () => {
  it('two are in one cluster when and only when a chain of equal names and inputs joins them', () => {
    fc.assert(
      fc.property(someRows, (cases) => {
        const of = written(cases);
        expect(of.map((a) => of.map((b) => a === b))).toEqual(closure(cases));
      }),
    );
  });

  it('clusters are numbered from 0 by first appearance, and counted', () => {
    fc.assert(
      fc.property(someRows, (cases) => {
        const inOrder = [...new Set(written(cases))];
        expect(inOrder).toEqual([...inOrder.keys()]);
        expect(clustersOf(cases).count).toBe(inOrder.length);
      }),
    );
  });

  it('the order of the cases changes nothing but the numbers', () => {
    fc.assert(
      fc.property(
        someRows.chain((cases) =>
          fc.tuple(
            fc.constant(cases),
            fc.shuffledSubarray([...cases.keys()], { minLength: cases.length, maxLength: cases.length }),
          ),
        ),
        ([cases, order]) => {
          const shuffled = order.map((index) => cases[index]!);
          const [before, after] = [written(cases), written(shuffled)];
          for (const [a, i] of order.entries())
            for (const [b, j] of order.entries()) expect(after[a] === after[b]).toBe(before[i] === before[j]);
          const { of: _, ...counts } = clustersOf(cases);
          expect(clustersOf(shuffled)).toMatchObject(counts);
        },
      ),
    );
  });

  it('each is counted as duplicated whose input came before', () => {
    fc.assert(
      fc.property(someRows, (cases) => {
        const distinct = new Set(cases.map(({ input }) => JSON.stringify(input)));
        expect(clustersOf(cases).duplicated).toBe(cases.length - distinct.size);
      }),
    );
  });
});

it('100,000 cases in clusters of ten are told apart', () => {
  const cases = Array.from({ length: 100_000 }, (_, n) => ({ input: n, cluster: String(n % 10_000) }));
  const { of, count } = clustersOf(cases);
  expect(count).toBe(10_000);
  expect(of).toEqual(Uint32Array.from(cases, (_, n) => n % 10_000));
});
