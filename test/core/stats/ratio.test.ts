import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioOfMeans } from '../../../src/core/stats/ratio.ts';
import { numbered, random } from '../builders.ts';
import { reference } from './reference.ts';

interface Vector {
  name: string;
  a: number[];
  b: number[];
  clusters: number[];
  alpha: number;
  ratio: number;
  low: number;
  high: number;
}

const of = (a: readonly number[], b: readonly number[], clusters: readonly number[] | null, alpha = 0.05) =>
  ratioOfMeans(Float64Array.from(a), Float64Array.from(b), clusters && numbered(clusters), alpha);

describe('the ratio of two means', () => {
  it.each(reference<Vector[]>('ratio'))(
    "over clusters, $name, α $alpha, has clubSandwich's standard error and t",
    ({ a, b, clusters, alpha, ratio, low, high }) => {
      expect(of(a, b, clusters, alpha)).toEqual({
        ratio: expect.closeTo(ratio, 10),
        low: expect.closeTo(low, 9),
        high: expect.closeTo(high, 9),
        n: a.length,
        clusters: new Set(clusters).size,
      });
    },
  );

  it('is undefined where a mean is not above 0, or there is no case', () => {
    const nothing = { ratio: null, low: null, high: null };
    expect(of([0, 0], [1, 2], null)).toEqual({ ...nothing, n: 2, clusters: 2 });
    expect(of([1, 2], [0, 0], null)).toEqual({ ...nothing, n: 2, clusters: 2 });
    expect(of([1, -2], [1, 1], null)).toEqual({ ...nothing, n: 2, clusters: 2 });
    expect(of([], [], null)).toEqual({ ...nothing, n: 0, clusters: 0 });
  });

  it('of one cluster has no interval', () => {
    expect(of([1, 2], [2, 4], [3, 3])).toEqual({ ratio: 2, low: null, high: null, n: 2, clusters: 1 });
    expect(of([1], [3], null)).toEqual({ ratio: 3, low: null, high: null, n: 1, clusters: 1 });
  });

  it('of costs that are the same multiple in every case is certain', () => {
    const { ratio, low, high } = of([1, 2, 5], [0.7, 1.4, 3.5], null);
    expect([ratio, low, high]).toEqual(Array(3).fill(expect.closeTo(0.7, 12)));
  });

  const cost = fc.integer({ min: 1, max: 1000 }).map((cents) => cents / 100);
  const cases = fc.array(fc.tuple(cost, cost, fc.nat({ max: 6 })), { minLength: 2, maxLength: 40 });
  const columns = (rows: readonly (readonly [number, number, number])[]) =>
    [0, 1, 2].map((column) => rows.map((row) => row[column]!)) as [number[], number[], number[]];
  const relative = (value: number, other: number) => expect(value / other).toBeCloseTo(1, 9);

  it('holds its value, and turns around when the two do: 1/ratio, and the ends exchanged', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const [a, b, clusters] = columns(rows);
        fc.pre(new Set(clusters).size > 1);
        const [there, back] = [of(a, b, clusters), of(b, a, clusters)];
        expect(there.low).toBeLessThanOrEqual(there.ratio!);
        expect(there.high).toBeGreaterThanOrEqual(there.ratio!);
        relative(back.ratio!, 1 / there.ratio!);
        relative(back.low!, 1 / there.high!);
        relative(back.high!, 1 / there.low!);
      }),
    );
  });

  it('does not depend on the order of the cases, nor on the unit', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const [a, b, clusters] = columns(rows);
        fc.pre(new Set(clusters).size > 1);
        const there = of(a, b, clusters);
        const back = of(a.toReversed(), b.toReversed(), clusters.toReversed());
        const inMicro = of(
          a.map((value) => value * 1e6),
          b.map((value) => value * 1e6),
          clusters,
        );
        for (const other of [back, inMicro]) {
          relative(other.low!, there.low!);
          relative(other.high!, there.high!);
        }
      }),
    );
  });

  it('covers the truth in at least 93 % of samples of skewed costs (n = 100)', () => {
    const next = random(5);
    const exponential = () => -Math.log(1 - next());
    const rounds = 2000;
    let covered = 0;
    for (let round = 0; round < rounds; round++) {
      const a = Array.from({ length: 100 }, () => 1 + exponential());
      // As dear as a, half of it, and as much again of its own: the true ratio is 1.
      const b = a.map((own) => own / 2 + exponential());
      const { low, high } = of(a, b, null);
      if (low! <= 1 && 1 <= high!) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.93);
  });
});
