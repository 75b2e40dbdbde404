import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenF1 } from '../../../src/graders/token-f1.ts';
import { UserError } from '../../../src/model/errors.ts';
import { scoreOf } from '../../../src/model/score-of.ts';
import { measure, reason, sample } from '../sample.ts';
import { cases } from './cases.ts';

const grader = tokenF1() as never;
const words = fc.array(fc.constantFrom('x', 'y', 'z', 'é'), { minLength: 1, maxLength: 6 });

describe('tokenF1', () => {
  test.each(cases)('$why: $output against $expected is $score', ({ output, expected, score }) => {
    const found = measure(grader, output, expected);
    if (typeof score === 'string') expect(found).toBe(score);
    else expect(found).toBeCloseTo(score, 12);
  });

  test('is symmetric, in [0, 1], and 1 exactly for the same words in any order', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const score = measure(grader, a.join(' '), b.join(' '));
        expect(score).toBe(measure(grader, b.join(' '), a.join(' ')));
        expect(score === 1).toBe([...a].sort().join() === [...b].sort().join());
        expect(measure(grader, [...a].reverse().join(' '), a.join(' '))).toBe(1);
      }),
    );
  });

  test('another reference never lowers it', () => {
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        const [one, two] = [b.join(' '), c.join(' ')];
        expect(measure(grader, a.join(' '), [one, two])).toBeGreaterThanOrEqual(
          measure(grader, a.join(' '), one) as number,
        );
      }),
    );
  });

  test('decides with a threshold only', () => {
    expect(scoreOf(grader, sample('cat', 'cat dog'))).toMatchObject({ pass: null });
    expect(scoreOf(tokenF1({ threshold: 0.6 }) as never, sample('cat', 'cat dog'))).toMatchObject({
      pass: true,
    });
  });

  test('the reason tells precision, recall and the text that counted', () => {
    expect(reason(grader, 'cat', ['dog', 'cat dog bird'])).toBe(
      'precision 1, recall 0.333: found "cat", wanted "cat dog bird"',
    );
  });

  test('unknown options are UserErrors at definition', () => {
    expect(() => tokenF1({ stopWords: [] } as never)).toThrow(UserError);
  });
});
