import { describe, expect, it } from 'vitest';
import { type Noise, noiseOfDifference, varianceFactor } from '../../../src/core/stats/noise.ts';
import { meanScore, ScoreColumnBuilder } from '../../../src/core/stats/scores.ts';
import { reference } from './reference.ts';

/** The samples of each case; none: no score. */
function columnOf(cases: readonly (readonly number[])[]) {
  const column = new ScoreColumnBuilder();
  for (const samples of cases) column.add(meanScore(samples));
  return column.finish();
}

/** Of one variant: its difference to another that scores 0 in every sample. */
function noiseOf(column: ReturnType<typeof columnOf>): Noise | null {
  return noiseOfDifference(columnOf(Array.from(column.means, () => [0, 0])), column);
}

type Parts = Omit<Noise, 'n'>;
const close = (parts: Parts, n: number) => ({
  n,
  ...Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, expect.closeTo(value!, 12)])),
});

describe('the noise of a mean score', () => {
  const { a, b, ofA, ofDifference } = reference<{
    a: number[][];
    b: number[][];
    ofA: Parts;
    ofDifference: Parts;
  }>('noise');

  it('is the mean of s²/K; the rest is between the cases', () => {
    expect(noiseOf(columnOf(a))).toEqual(close(ofA, a.length));
  });

  it('of a difference is that of both variants', () => {
    expect(noiseOfDifference(columnOf(a), columnOf(b))).toEqual(close(ofDifference, a.length));
  });

  it('leaves out cases without a score, of a difference those that lack one of the two', () => {
    expect(noiseOf(columnOf([...a, []]))).toEqual(close(ofA, a.length));
    expect(noiseOfDifference(columnOf([[1, 0], ...a]), columnOf([[], ...b]))).toEqual(
      close(ofDifference, a.length),
    );
  });

  it('cannot be told where a case has a single sample, nor from fewer than two cases', () => {
    expect(noiseOf(columnOf([[1, 0], [0, 0], [1]]))).toBeNull();
    expect(
      noiseOfDifference(
        columnOf([
          [1, 0],
          [0, 0],
        ]),
        columnOf([[1, 0], [0]]),
      ),
    ).toBeNull();
    expect(noiseOf(columnOf([[1, 0]]))).toBeNull();
    expect(noiseOf(columnOf([]))).toBeNull();
  });

  it('is everything where cases differ less than their samples do', () => {
    const found = noiseOf(
      columnOf([
        [1, 0],
        [0, 1],
        [1, 0],
      ]),
    );
    expect(found).toMatchObject({ between: 0, share: 1, seIfKInfinite: 0 });
    expect(found!.noise).toBeCloseTo(0.25, 12);
  });

  it('has no share where nothing varies, and none of a variance between cases alone', () => {
    expect(
      noiseOf(
        columnOf([
          [0.1, 0.1],
          [0.1, 0.1],
        ]),
      ),
    ).toMatchObject({ total: 0, noise: 0, share: null });
    expect(
      noiseOf(
        columnOf([
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toMatchObject({ noise: 0, share: 0 });
  });
});

describe('more samples per case', () => {
  it.each([
    [0.5, 4, 21],
    [0.8, 4, 37],
  ])('of a noise share of %d, %d times as many shrink the interval by %d %%', (share, times, percent) => {
    expect(100 * (1 - Math.sqrt(varianceFactor(share, times)))).toBeCloseTo(percent, 0);
  });

  it('change nothing where there is no noise, and everything where there is nothing else', () => {
    expect(varianceFactor(0, 10)).toBe(1);
    expect(varianceFactor(1, 10)).toBeCloseTo(0.1, 12);
    expect(varianceFactor(0.3, 1)).toBe(1);
  });
});
