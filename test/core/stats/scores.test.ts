import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillScores,
  isPlain,
  meanScore,
  ScoreColumnBuilder,
  selectScores,
} from '../../../src/core/stats/scores.ts';
import { columnOf } from '../builders.ts';

describe("a case's score", () => {
  it('is the mean of the samples that have one', () => {
    expect(meanScore([1, 0, null, 1])).toEqual({
      mean: expect.closeTo(2 / 3, 15),
      samples: 3,
      variance: expect.closeTo(1 / 3, 15),
      binary: true,
    });
  });

  it('is none when no sample has one', () => {
    expect(meanScore([null])).toBeNull();
    expect(meanScore([])).toBeNull();
  });

  it('is binary when each sample is 0 or 1', () => {
    expect(meanScore([0, 1, 1])?.binary).toBe(true);
    expect(meanScore([0, 0.5])?.binary).toBe(false);
  });

  it('has a variance of exactly zero where the samples do not vary', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 30 }), (value, n) => {
        expect(meanScore(Array<number>(n).fill(value))).toMatchObject({ mean: value, variance: 0 });
      }),
    );
  });
});

describe('a column of scores', () => {
  it('holds a case an entry, and NaN where there is no score', () => {
    const column = new ScoreColumnBuilder();
    for (const values of [[1], [null], [0, 1]]) column.add(meanScore(values));
    expect(column.finish()).toEqual({
      means: Float64Array.of(1, Number.NaN, 0.5),
      samples: Uint16Array.of(1, 0, 2),
      variances: Float64Array.of(0, 0, 0.5),
      binary: true,
    });
  });

  it('grows as far as it has to', () => {
    const scores = Array.from({ length: 1000 }, (_, i) => [(i % 7) / 7]);
    expect(Array.from(columnOf(scores).means)).toEqual(scores.flat());
  });

  it('is plain where each case has one sample of 0 or 1', () => {
    expect(isPlain(columnOf([[1], [0]]))).toBe(true);
    expect(isPlain(columnOf([[1], [0, 1]]))).toBe(false);
    expect(isPlain(columnOf([[1], [0.5]]))).toBe(false);
  });

  it('gives the cases that are asked for, in that order', () => {
    const { means, samples } = selectScores(columnOf([[1], [0], [0.5, 1]]), [2, 0]);
    expect([Array.from(means), Array.from(samples)]).toEqual([
      [0.75, 1],
      [2, 1],
    ]);
  });

  it('is filled where it has no score, with one sample', () => {
    const column = new ScoreColumnBuilder();
    for (const values of [[1, 1], [null]]) column.add(meanScore(values));
    const { means, samples } = fillScores(column.finish(), 0);
    expect([Array.from(means), Array.from(samples)]).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });
});
