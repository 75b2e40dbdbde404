import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bleu } from '../../../src/graders/bleu.ts';
import { bleuScore, bleuStatistics } from '../../../src/graders/bleu-score.ts';
import { tokenize13a } from '../../../src/graders/tokenize-13a.ts';
import { UserError } from '../../../src/model/errors.ts';
import { measure, reason } from '../sample.ts';
import { cases, tokens } from './cases.ts';

const grader = bleu() as never;
const words = fc
  .array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 7 })
  .map((list) => list.join(' '));

describe('bleu', () => {
  test.each(cases)('$why: $score', ({ output, expected, score, places }) => {
    const found = measure(grader, output, expected);
    if (typeof score === 'string' || places === undefined) expect(found).toBe(score);
    else expect(found).toBeCloseTo(score, places);
  });

  test.each(tokens)('13a parts %j into %j', (text, parted) => {
    expect(tokenize13a(text).join(' ')).toBe(parted);
  });

  test('counts, and what becomes of them, are as in the tests of sacrebleu', () => {
    // test/test_bleu.py, test_case_statistics and test_case_scoring.
    expect(
      bleuStatistics('am I am a character sequence'.split(' '), [
        'I am a symbol string sequence a a'.split(' '),
      ]),
    ).toMatchObject({ common: [4, 2, 1, 0], total: [6, 5, 4, 3] });
    expect(
      bleuScore({ common: [9, 7, 5, 3], total: [10, 8, 6, 4], length: 11, referenceLength: 11 }),
    ).toBeCloseTo(0.8375922397, 8);
  });

  test('is in [0, 1], and 1 for what equals a reference', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(measure(grader, a, b)).not.toBe('throws');
        expect(measure(grader, a, [b, a])).toBe(1);
      }),
    );
  });

  test('the order of the references means nothing', () => {
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 4 }), (a, references) => {
        expect(measure(grader, a, references)).toBe(measure(grader, a, [...references].reverse()));
      }),
    );
  });

  test('without regard to case', () => {
    expect(measure(bleu({ caseSensitive: false }) as never, 'This Is A Test', 'this is a test')).toBe(1);
  });

  test('the reason tells the counts', () => {
    // (2/3 × 1/2 × 1/2)^(1/3) × e^(1 − 6/3)
    expect(reason(grader, 'the cat sat', 'the cat is on the mat')).toBe(
      'BLEU 0.202, runs of 1 to 4 words 2/3 1/2 0/1 0/0, length 3/6: found "the cat sat"',
    );
  });

  test('unknown options are UserErrors at definition', () => {
    expect(() => bleu({ tokenize: 'intl' } as never)).toThrow(UserError);
  });
});
