import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelPairs, macroF1 } from '../../../src/core/stats/macro-f1.ts';

/** As test/stats/macro-f1.py computes it: with derivatives by a complex step, and CR2 by matrices. */
interface Reference {
  readonly name: string;
  readonly expected: number[];
  readonly predicted: number[];
  readonly clusters: number[];
  readonly labels: number[];
  readonly alpha: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const { classifications }: { classifications: Reference[] } = JSON.parse(
  readFileSync(new URL('../../stats/macro-f1.json', import.meta.url), 'utf8'),
);

const of = (
  expected: readonly number[],
  predicted: readonly number[],
  clusters: readonly number[] = [...expected.keys()],
): LabelPairs => ({ expected, predicted, clusters: Uint32Array.from(clusters) });
const labelsOf = ({ expected }: LabelPairs) => [...new Set(Array.from(expected))];
const ends = (pairs: LabelPairs) => {
  const { mean, low, high } = macroF1(pairs, labelsOf(pairs));
  return [mean, low, high];
};

describe('macro F1 and its interval, as numpy and scipy have it', () => {
  it.each(classifications)('$name', ({ expected, predicted, clusters, labels, alpha, mean, low, high }) => {
    expect(macroF1(of(expected, predicted, clusters), labels, alpha)).toEqual({
      mean: expect.closeTo(mean, 12),
      low: expect.closeTo(low, 9),
      high: expect.closeTo(high, 9),
      n: expected.length,
      groups: new Set(clusters).size,
      designEffect: null,
      method: 'korn-graubard',
    });
  });
});

describe('the interval of a macro F1', () => {
  it('needs two independent trials', () => {
    expect(ends(of([0, 0], [0, 1], [7, 7]))).toEqual([2 / 3, null, null]);
    expect(ends(of([0], [0]))).toEqual([1, null, null]);
  });

  it('is not of zero width where every answer is right, or wrong', () => {
    const [, low, high] = ends(of([0, 0, 1, 1], [0, 0, 1, 1]));
    expect([low! > 0, low! < 0.6, high]).toEqual([true, true, 1]);
    const [mean, least, most] = ends(of([0, 0, 1, 1], [1, 1, 0, 0]));
    expect([mean, least, most! > 0.4]).toEqual([0, 0, true]);
  });

  it('is wide where a label that weighs as much as the others is rare, even if it was always right', () => {
    const many = (rare: number) => {
      const expected = Array.from({ length: 200 }, (_, i) => (i < rare ? 1 : 0));
      return macroF1(of(expected, expected), [0, 1]);
    };
    expect(many(4).low).toBeLessThan(many(100).low! - 0.1);
  });

  const label = fc.nat({ max: 3 });
  const trials = fc.array(fc.tuple(label, fc.oneof(label, fc.constant(255)), fc.nat({ max: 9 })), {
    minLength: 2,
    maxLength: 60,
  });
  const pairsOf = (own: readonly (readonly [number, number, number])[]) =>
    of(
      own.map(([expected]) => expected),
      own.map(([, predicted]) => predicted),
      own.map(([, , cluster]) => cluster),
    );

  it('lies in [0, 1] around the value, in any order of the trials, under any names of the labels', () => {
    fc.assert(
      fc.property(trials, (own) => {
        const [mean, low, high] = ends(pairsOf(own));
        expect(mean).toBeGreaterThanOrEqual(0);
        expect(mean).toBeLessThanOrEqual(1 + 1e-12);
        if (low !== null) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(mean! + 1e-9);
          expect(high).toBeGreaterThanOrEqual(mean! - 1e-9);
        }
        const other = own.toReversed().map(([e, p, c]) => [3 - e, p === 255 ? 255 : 3 - p, 9 - c] as const);
        const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 8));
        expect(ends(pairsOf(other))).toEqual([mean, low, high].map((value) => near(value!)));
      }),
    );
  });

  it('of answers that are all right is no more certain where each comes twice in its group', () => {
    fc.assert(
      fc.property(trials, (own) => {
        const right = own.map(([expected, , cluster]) => [expected, expected, cluster] as const);
        const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 8));
        expect(ends(pairsOf([...right, ...right]))).toEqual(ends(pairsOf(right)).map((end) => near(end!)));
      }),
    );
  });
});
