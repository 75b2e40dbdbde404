import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startsWith } from '../../../src/graders/starts-with.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => one.trim() !== '');

describe('startsWith', () => {
  test.each(cases)('$why: $expected in $output is $verdict', ({ options, output, expected, verdict }) => {
    expect(outcome(startsWith(options as { value: string }), output, expected)).toBe(verdict);
  });

  test('whatever stands before a space is found, folded or not, trimmed or not', () => {
    fc.assert(
      fc.property(text, fc.string(), fc.boolean(), fc.boolean(), (value, rest, caseSensitive, trim) => {
        expect(outcome(startsWith({ value, caseSensitive, trim }), `${value} ${rest}`, null)).toBe('pass');
      }),
    );
  });

  test('value may be a function of the sample', () => {
    const grader = startsWith({ value: ({ expected }) => (expected as { name: string }).name });
    expect(outcome(grader, 'Ada', { name: 'Ada' })).toBe('pass');
    expect(outcome(grader, 'Bob', { name: 'Ada' })).toBe('fail');
    expect(outcome(grader, 'Bob', { name: '' })).toBe('throws');
  });

  test('the reason says what was looked for', () => {
    expect(reason(startsWith(), 'No.', 'Yes')).toBe('"No." does not begin with "Yes"');
    expect(reason(startsWith(), 'Yes', 'Yes')).toBe('"Yes" begins with "Yes"');
  });

  test('an empty value and unknown options are UserErrors at definition', () => {
    expect(() => startsWith({ value: '' })).toThrow(UserError);
    expect(() => startsWith({ value: ' ' })).toThrow(UserError);
    expect(() => startsWith({ value: ' ', trim: false })).not.toThrow();
    expect(() => startsWith({ ignoreCase: true } as never)).toThrow(UserError);
  });
});
