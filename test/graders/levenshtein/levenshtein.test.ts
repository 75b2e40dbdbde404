import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../../src/graders/edit-distance.ts';
import { levenshtein } from '../../../src/graders/levenshtein.ts';
import { UserError } from '../../../src/model/errors.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { measure, reason, sample } from '../sample.ts';
import { cases, distances } from './cases.ts';

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', ' ') });

/** The definition itself, in exponential time. */
function byDefinition(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  const rest = byDefinition(a.slice(1), b.slice(1));
  if (a[0] === b[0]) return rest;
  return 1 + Math.min(rest, byDefinition(a.slice(1), b), byDefinition(a, b.slice(1)));
}

describe('editDistance', () => {
  test.each(distances)('%s, %s: %i, both ways', (a, b, distance) => {
    expect(editDistance([...a], [...b])).toBe(distance);
    expect(editDistance([...b], [...a])).toBe(distance);
  });

  test('is what its definition says', () => {
    const short = fc.array(fc.constantFrom('a', 'b'), { maxLength: 5 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(editDistance(a, b)).toBe(byDefinition(a, b));
      }),
    );
  });

  test('is a metric: zero for equals only, symmetric, never longer by a detour', () => {
    fc.assert(
      fc.property(letters, letters, letters, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a.join() === b.join());
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe('levenshtein', () => {
  test.each(cases)('$why: $output against $expected is $score', ({ options, output, expected, score }) => {
    const found = measure(levenshtein(options) as never, output, expected);
    if (typeof score === 'string') expect(found).toBe(score);
    else expect(found).toBeCloseTo(score, 12);
  });

  test('is symmetric, in [0, 1], and 1 for equals', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const grader = levenshtein() as never;
        expect(measure(grader, a, b)).toBe(measure(grader, b, a));
        expect(measure(grader, a, a)).toBe(1);
      }),
    );
  });

  test('decides with a threshold only, which itself passes', () => {
    const scored = (threshold?: number) =>
      scoreOf(levenshtein(threshold === undefined ? {} : { threshold }) as never, sample('abcx', 'abcd'));
    expect(scored()).toMatchObject({ score: 0.75, pass: null });
    expect(scored(0.75)).toMatchObject({ pass: true });
    expect(scored(0.76)).toMatchObject({ pass: false });
  });

  test('passes a threshold that it reaches on paper', () => {
    // 1 − 9 / 10 is less than 0.1 in floating point.
    const grader = levenshtein({ threshold: 0.1 }) as never;
    expect(scoreOf(grader, sample('a---------', 'abcdefghij'))).toMatchObject({ score: 0.1, pass: true });
  });

  test('expected may be a function of the sample', () => {
    const grader = levenshtein({ expected: ({ expected }) => (expected as { name: string }).name });
    expect(measure(grader, 'Ada', { name: 'Ada' })).toBe(1);
    expect(measure(grader, 'Ada', {})).toBe('throws');
  });

  test('the reason tells the distance, and of which text', () => {
    expect(reason(levenshtein() as never, 'sitting', ['x', 'kitten'])).toBe(
      '3 of 7 characters differ: found "sitting", wanted "kitten"',
    );
  });

  test('unknown options are UserErrors at definition', () => {
    expect(() => levenshtein({ maxDistance: 3 } as never)).toThrow(UserError);
    expect(() => levenshtein({ expected: 'a' } as never)).toThrow(UserError);
  });
});
