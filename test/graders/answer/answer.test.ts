import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/graders/answer.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Grader } from '../../../src/model/grader.ts';
import { label, outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('answer', () => {
  test.each(cases)(
    '$why: $output against $expected is $verdict',
    ({ kind, options, output, expected, verdict, predicted }) => {
      const grader = answer(kind, options) as Grader;
      expect(outcome(grader, output, expected)).toBe(verdict);
      if (predicted !== undefined) expect(label(grader, output, expected)?.predicted).toBe(predicted);
    },
  );

  test('a label that passes is the expected one', () => {
    for (const { kind, options, output, expected, verdict } of cases) {
      if (verdict !== 'pass') continue;
      const own = label(answer(kind, options) as Grader, output, expected);
      expect(own?.predicted).toBe(own?.expected);
    }
  });

  test('the option expected derives what is compared', () => {
    const grader = answer('word', { expected: ({ expected }) => (expected as { label: string }).label });
    expect(outcome(grader, 'ANSWER: bug', { label: 'bug' })).toBe('pass');
    expect(outcome(grader, 'ANSWER: bug', { label: 'billing' })).toBe('fail');
  });

  test('the reason says what was read, and what was not', () => {
    expect(reason(answer('letter') as Grader, 'ANSWER: A', 'B')).toBe('found "A", wanted "B"');
    expect(reason(answer('letter') as Grader, 'A', 'B')).toBe('no marker in "A", wanted "B"');
    expect(reason(answer('letter') as Grader, 'ANSWER: AB', 'B')).toBe(
      'no letter behind the marker in "ANSWER: AB", wanted "B"',
    );
  });

  test('hostile answers take no quadratic time', () => {
    const long = 200_000;
    for (const output of ['answer ', '*', 'ANSWER: ', '(', 'A, ', "'", 'a-'].map((part) =>
      part.repeat(long),
    )) {
      for (const kind of ['letter', 'word', 'line'] as const) {
        expect(outcome(answer(kind) as Grader, `ANSWER: ${output}`, 'B')).toBe('fail');
      }
    }
    expect(outcome(answer('line') as Grader, `answer${' '.repeat(long)}x`, 'B')).toBe('fail');
  }, 10_000);

  test('another kind and unknown options are UserErrors at definition', () => {
    expect(() => answer('letters' as never)).toThrow(UserError);
    expect(() => answer('toString' as never)).toThrow(UserError);
    expect(() => answer('word', { ignoreCase: true } as never)).toThrow(UserError);
    expect(() => answer('word', { marker: 5 } as never)).toThrow(UserError);
    expect(() => answer('word', { marker: '' })).toThrow(UserError);
  });
});
