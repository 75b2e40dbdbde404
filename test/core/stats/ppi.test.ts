import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictionPoweredDifference, predictionPoweredMean } from '../../../src/core/stats/ppi.ts';
import { numbered, random } from '../builders.ts';
import { reference } from './reference.ts';

interface Vector {
  labels: number[];
  judged: number[];
  unlabelled: number[];
  lambda: number;
  value: number;
  se: number;
  low: number;
  high: number;
}

type Method = typeof predictionPoweredMean;

function by(
  method: Method,
  labels: readonly number[],
  judged: readonly number[],
  unlabelled: readonly number[],
  clusters: (index: number) => number = (index) => index,
) {
  const clustersOf = (from: number, values: readonly number[]) =>
    numbered(values.map((_, index) => clusters(from + index)));
  const labelled = {
    labels: Float64Array.from(labels),
    judged: Float64Array.from(judged),
    clusters: clustersOf(0, labels),
  };
  const others = { judged: Float64Array.from(unlabelled), clusters: clustersOf(labels.length, unlabelled) };
  return method(labelled, others, 0.05);
}

const VECTORS = reference<{ means: Vector[]; differences: Vector[] }>('ppi');

describe.each([
  ['the mean', predictionPoweredMean, VECTORS.means, 20],
  ['the difference', predictionPoweredDifference, VECTORS.differences, 50],
] as const)('%s by labels and a judge', (_, method, vectors, least) => {
  it.each(vectors)('of $labels.length labels is what numpy makes of it: $value', (vector) => {
    expect(by(method, vector.labels, vector.judged, vector.unlabelled)).toEqual({
      value: expect.closeTo(vector.value, 10),
      low: expect.closeTo(vector.low, 9),
      high: expect.closeTo(vector.high, 9),
      standardError: expect.closeTo(vector.se, 10),
      lambda: expect.closeTo(vector.lambda, 10),
    });
  });

  it(`is none of fewer than ${least} labels`, () => {
    const labels = Array.from({ length: least }, (_, i) => i % 2);
    expect(by(method, labels, labels, [0, 1, 1])).not.toBeNull();
    expect(by(method, labels.slice(1), labels.slice(1), [0, 1, 1])).toBeNull();
  });

  it('is that of the labels alone where the judge never varies, or has scored nothing else', () => {
    const labels = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 0 : 1));
    const constant = by(
      method,
      labels,
      labels.map(() => 1),
      [1, 1, 1],
    );
    expect(constant).toMatchObject({ lambda: 0, value: expect.closeTo(2 / 3, 12) });
    expect(by(method, labels, labels, [])).toEqual(constant);
  });

  const score = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
  const pairs = fc.array(fc.tuple(score, score), { minLength: 50, maxLength: 80 });

  it('lies in its interval, trusts the judge between 0 and 1, and does not depend on the order of cases', () => {
    fc.assert(
      fc.property(pairs, fc.array(score, { maxLength: 80 }), (labelled, unlabelled) => {
        const [labels, judged] = [labelled.map(([label]) => label), labelled.map(([, own]) => own)];
        const found = by(method, labels, judged, unlabelled)!;
        expect(found.low).toBeLessThanOrEqual(found.value + 1e-12);
        expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-12);
        expect(found.lambda).toBeGreaterThanOrEqual(0);
        expect(found.lambda).toBeLessThanOrEqual(1);
        const back = by(method, labels.toReversed(), judged.toReversed(), unlabelled.toReversed())!;
        expect(back.low).toBeCloseTo(found.low, 9);
        expect(back.high).toBeCloseTo(found.high, 9);
      }),
    );
  });
});

it('never claims certainty where all labels and all judgments are passes', () => {
  const ones = Array(40).fill(1);
  const found = by(predictionPoweredMean, ones, ones, Array(500).fill(1))!;
  expect(found.value).toBe(1);
  // Wilson of 40 of 40, with t of 39 degrees of freedom.
  expect(found.low).toBeCloseTo(40 / (40 + 2.0226909 ** 2), 6);
  expect(found.high).toBe(1);
});

it('covers the true pass rate in at least 93 % of samples with 40 labels, and is narrower than they alone', () => {
  const next = random(13);
  const rounds = 2000;
  let [covered, width, alone] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const labels = Array.from({ length: 440 }, () => (next() < 0.8 ? 1 : 0));
    const judged = labels.map((label) => (next() < (label === 1 ? 0.95 : 0.15) ? 1 : 0));
    const own = by(predictionPoweredMean, labels.slice(0, 40), judged.slice(0, 40), judged.slice(40))!;
    const only = by(predictionPoweredMean, labels.slice(0, 40), judged.slice(0, 40), [])!;
    if (own.low <= 0.8 && 0.8 <= own.high) covered++;
    width += own.high - own.low;
    alone += only.high - only.low;
  }
  expect(covered / rounds).toBeGreaterThan(0.93);
  expect(width / alone).toBeLessThan(0.8);
});

describe('cases of clusters', () => {
  /** Ten cases a document, alike in whether they pass and in whether the judge errs. */
  function documents(next: () => number, labelled: number, others: number) {
    const labels: number[] = [];
    const judged: number[] = [];
    while (labels.length < labelled + others) {
      const passes = next() < 0.7 ? 1 : 0;
      const errs = next() < 0.15;
      for (let i = 0; i < 10; i++) {
        const label = next() < 0.8 ? passes : next() < 0.7 ? 1 : 0;
        labels.push(label);
        judged.push(errs ? 1 - label : label);
      }
    }
    return { labels, judged };
  }

  const rounds = 1000;
  const coverage = (clusters?: (index: number) => number) => {
    const next = random(17);
    let covered = 0;
    for (let round = 0; round < rounds; round++) {
      const { labels, judged } = documents(next, 200, 1000);
      const own = by(
        predictionPoweredMean,
        labels.slice(0, 200),
        judged.slice(0, 200),
        judged.slice(200),
        clusters,
      )!;
      if (own.low <= 0.7 && 0.7 <= own.high) covered++;
    }
    return covered / rounds;
  };

  it('are worth less than as many independent ones: taken for such, the interval misses the truth', () => {
    expect(coverage()).toBeLessThan(0.75);
    expect(coverage((index) => Math.floor(index / 10))).toBeGreaterThan(0.92);
  });

  it('say nothing where all labels are of one', () => {
    const labels = Array.from({ length: 60 }, (_, i) => i % 2);
    expect(by(predictionPoweredMean, labels, labels, [0, 1, 1], () => 0)).toBeNull();
    expect(by(predictionPoweredDifference, labels, labels, [0, 1, 1], () => 0)).toBeNull();
  });
});
