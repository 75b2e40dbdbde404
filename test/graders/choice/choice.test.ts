import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice } from '../../../src/graders/choice.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Grader } from '../../../src/model/grader.ts';
import { label, outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('choice', () => {
  test.each(cases)(
    '$why: $output against $expected is $verdict',
    ({ options, output, expected, verdict, predicted }) => {
      const grader = choice(options) as Grader;
      expect(outcome(grader, output, expected)).toBe(verdict);
      if (predicted !== undefined) expect(label(grader, output, expected)?.predicted).toBe(predicted);
    },
  );

  test('any set of letters is itself, however it is written', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1 });
    const separator = fc.constantFrom(', ', ',', ' and ', ' ', ' & ', '; ', ', and ');
    const item = fc.constantFrom(...['x', '(x)', '**x**', '`x`', '[x]', '"x"']);
    fc.assert(
      fc.property(letters, separator, item, fc.boolean(), (own, between, around, lower) => {
        const names = own.map((letter) => around.replace('x', lower ? letter.toLowerCase() : letter));
        const output = `ANSWER: ${names.join(between)}`;
        expect(outcome(choice() as Grader, output, own), output).toBe('pass');
        expect(outcome(choice() as Grader, `ANSWER: ${own.toSorted().join('')}`, own)).toBe('pass');
      }),
    );
  });

  test('no answer in words is read as a choice', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/).filter((text) => text !== 'and');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        expect(label(choice() as Grader, `ANSWER: ${words.join(' ')}`, 'A')?.predicted).toBeNull();
      }),
    );
  });

  test('the option expected derives what is compared', () => {
    const grader = choice({ expected: ({ expected }) => (expected as { right: string[] }).right });
    expect(outcome(grader, 'ANSWER: C, A', { right: ['A', 'C'] })).toBe('pass');
  });

  test('the reason says what was read, and what was not', () => {
    expect(reason(choice() as Grader, 'ANSWER: C, A', 'B')).toBe('found A, C, wanted B');
    expect(reason(choice() as Grader, 'Hm.', 'B')).toBe('no choice could be read in "Hm.", wanted B');
  });

  test('a number of choices that is none and unknown options are UserErrors at definition', () => {
    for (const choices of [0, 1, 2.5, Number.NaN]) expect(() => choice({ choices })).toThrow(UserError);
    expect(() => choice({ letters: 4 } as never)).toThrow(UserError);
    expect(() => choice({ marker: '' })).toThrow(UserError);
  });
});
