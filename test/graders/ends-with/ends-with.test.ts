import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endsWith } from '../../../src/graders/ends-with.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => one.trim() !== '');

describe('endsWith', () => {
  test.each(cases)('$why: $expected in $output is $verdict', ({ options, output, expected, verdict }) => {
    expect(outcome(endsWith(options as { value: string }), output, expected)).toBe(verdict);
  });

  test('whatever stands behind a space is found, folded or not, trimmed or not', () => {
    fc.assert(
      fc.property(text, fc.string(), fc.boolean(), fc.boolean(), (value, rest, caseSensitive, trim) => {
        expect(outcome(endsWith({ value, caseSensitive, trim }), `${rest} ${value}`, null)).toBe('pass');
      }),
    );
  });

  test('value may be a function of the sample', () => {
    const grader = endsWith({ value: ({ expected }) => (expected as { name: string }).name });
    expect(outcome(grader, 'Ada', { name: 'Ada' })).toBe('pass');
    expect(outcome(grader, 'Bob', { name: 'Ada' })).toBe('fail');
    expect(outcome(grader, 'Bob', { name: '' })).toBe('throws');
  });

  test('the reason says what was looked for', () => {
    expect(reason(endsWith(), 'No.', 'Yes')).toBe('"No." does not end with "Yes"');
    expect(reason(endsWith(), 'Yes', 'Yes')).toBe('"Yes" ends with "Yes"');
  });

  test('an empty value and unknown options are UserErrors at definition', () => {
    expect(() => endsWith({ value: '' })).toThrow(UserError);
    expect(() => endsWith({ value: ' ' })).toThrow(UserError);
    expect(() => endsWith({ value: ' ', trim: false })).not.toThrow();
    expect(() => endsWith({ ignoreCase: true } as never)).toThrow(UserError);
  });
});
