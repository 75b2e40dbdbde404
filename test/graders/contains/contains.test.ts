import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains } from '../../../src/graders/contains.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('contains', () => {
  test.each(cases)('$why: $expected in $output is $verdict', ({ options, output, expected, verdict }) => {
    expect(outcome(contains(options as { value: string }), output, expected)).toBe(verdict);
  });

  test('whatever stands between spaces is found, folded or not', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string(),
        fc.boolean(),
        (a, b, c, caseSensitive) => {
          expect(outcome(contains({ caseSensitive }), `${a} ${b} ${c}`, b)).toBe('pass');
        },
      ),
    );
  });

  test('value may be a function of the sample', () => {
    const grader = contains({ value: ({ expected }) => (expected as { name: string }).name });
    expect(outcome(grader, 'Dear Ada', { name: 'Ada' })).toBe('pass');
    expect(outcome(grader, 'Dear Bob', { name: 'Ada' })).toBe('fail');
    expect(outcome(grader, 'Dear Bob', { name: '' })).toBe('throws');
  });

  test('the reason says what was looked for', () => {
    expect(reason(contains(), 'No.', 'yes')).toBe('did not find "yes" in "No."');
  });

  test('an empty value and unknown options are UserErrors at definition', () => {
    expect(() => contains({ value: '' })).toThrow(UserError);
    expect(() => contains({ value: ['a'] } as never)).toThrow(UserError);
    expect(() => contains({ ignoreCase: true } as never)).toThrow(UserError);
  });
});
