import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseScore, directionOf } from '../../src/core/case-scores.ts';
import { expired, fail, pass, score, sumsOf } from './builders.ts';

const passOf = ({ pass: ok }: { readonly pass: boolean | null }) => (ok === null ? null : Number(ok));

describe("a case's score", () => {
  it('is the mean of the trials that have one', () => {
    expect(caseScore([pass(), fail(), expired(), pass()], passOf)).toEqual({
      mean: 2 / 3,
      samples: 3,
      binary: true,
    });
  });

  it('is none when no trial has one', () => {
    expect(caseScore([expired()], passOf)).toBeNull();
    expect(caseScore([], passOf)).toBeNull();
  });

  it('is binary when each trial is 0 or 1', () => {
    const of = (...values: number[]) =>
      caseScore(
        values.map((value) => score(value)),
        ({ scores }) => (scores.exact as { score: number }).score,
      );
    expect(of(0, 1, 1)?.binary).toBe(true);
    expect(of(0, 0.5)?.binary).toBe(false);
  });
});

describe('the sums over cases', () => {
  it('know whether each case has one 0/1 score', () => {
    expect(sumsOf([[1], [0]])).toMatchObject({ n: 2, sum: 1, samples: 2, binary: true, binarySamples: true });
    expect(sumsOf([[1, 1], [0]])).toMatchObject({ samples: 3, binary: false, binarySamples: true });
    expect(sumsOf([[0.5], [0]])).toMatchObject({ binary: false, binarySamples: false });
    expect(sumsOf([])).toMatchObject({ n: 0, sum: 0, squaredDeviations: 0, binary: true });
  });

  it('have deviations of exactly zero where nothing varies', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (value, n) => {
          expect(sumsOf(Array.from({ length: n }, () => [value])).squaredDeviations).toBe(0);
        },
      ),
    );
  });

  it('have the deviations from the mean, squared', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (values) => {
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          const wanted = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
          expect(sumsOf(values.map((value) => [value])).squaredDeviations).toBeCloseTo(wanted, 10);
        },
      ),
    );
  });
});

describe('the direction of a change', () => {
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
