import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, type WordCountOptions, wordCount } from '../../../src/graders/word-count.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('wordCount', () => {
  test.each(cases)('$why: $text has $words', ({ text, words }) => {
    expect(countWords(text)).toBe(words);
    expect(outcome(wordCount({ exactly: words }), text, null)).toBe('pass');
    expect(outcome(wordCount({ exactly: words + 1 }), text, null)).toBe('fail');
  });

  test('both limits pass themselves', () => {
    const grader = wordCount({ min: 2, max: 3 });
    expect(['a', 'a b', 'a b c', 'a b c d'].map((text) => outcome(grader, text, null))).toEqual([
      'fail',
      'pass',
      'pass',
      'fail',
    ]);
    expect(outcome(wordCount({ min: 2 }), 'a b c d', null)).toBe('pass');
    expect(outcome(wordCount({ max: 0 }), '!', null)).toBe('pass');
  });

  test('two texts on two lines have the words of both, in any order', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', "'", '-', '.', '1', '🎉') });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(countWords(`${a}\n${b}`)).toBe(countWords(a) + countWords(b));
        expect(countWords(`${b}\n${a}`)).toBe(countWords(a) + countWords(b));
      }),
    );
  });

  test('the reason tells how many, and how many were wanted', () => {
    expect(reason(wordCount({ max: 1 }), 'a b', null)).toBe('2 words, wanted at most 1: "a b"');
    expect(reason(wordCount({ min: 2 }), 'a', null)).toBe('1 word, wanted at least 2: "a"');
    expect(reason(wordCount({ min: 2, max: 3 }), '', null)).toBe('0 words, wanted 2 to 3: ""');
    expect(reason(wordCount({ exactly: 2 }), 'a', null)).toBe('1 word, wanted exactly 2: "a"');
  });

  test.each<[WordCountOptions, string]>([
    [{}, 'there is no limit'],
    [{ min: -1 }, 'min: -1 is no limit'],
    [{ max: 1.5 }, 'max: 1.5 is no limit'],
    [{ min: 3, max: 2 }, 'nothing is at least 3 and at most 2'],
    [{ exactly: 2, max: 3 }, 'exactly says it all'],
    [{ maximum: 3 } as never, "unknown option 'maximum'"],
  ])('%j is a UserError at definition', (options, message) => {
    expect(() => wordCount(options)).toThrow(UserError);
    expect(() => wordCount(options)).toThrow(message);
  });
});
