import { describe, expect, test } from 'vitest';
import { oneOf } from '../../../src/graders/one-of.ts';
import { UserError } from '../../../src/model/errors.ts';
import type { Grader } from '../../../src/model/grader.ts';
import { label, outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('oneOf', () => {
  test.each(cases)(
    '$why: $output against $expected is $verdict',
    ({ options, output, expected, verdict, predicted }) => {
      const grader = oneOf(options as { values: string[] }) as Grader;
      expect(outcome(grader, output, expected)).toBe(verdict);
      if (predicted !== undefined) expect(label(grader, output, expected)?.predicted).toBe(predicted);
    },
  );

  test('the label that was expected is the one found, or else the first', () => {
    const right = oneOf() as Grader;
    expect(label(right, 'b', ['a', 'b'])).toEqual({ expected: 'b', predicted: 'b' });
    expect(label(right, 'c', ['a', 'b'])).toEqual({ expected: 'a', predicted: 'c' });
  });

  test('with values the label that was expected is the case’s, as the values write it', () => {
    const known = oneOf({ values: ['Billing', 'Bug'], caseSensitive: false });
    expect(label(known, 'bug', 'BILLING')).toEqual({ expected: 'Billing', predicted: 'Bug' });
    expect(label(known, 'bug', 'other')).toEqual({ expected: 'other', predicted: 'Bug' });
    expect(label(known, 'bug', { a: 1 })).toEqual({ expected: null, predicted: 'Bug' });
  });

  test('values may be a function of the sample', () => {
    const listed = oneOf({ values: ({ expected }) => (expected as { allowed: string[] }).allowed });
    expect(outcome(listed, 'a', { allowed: ['a', 'b'] })).toBe('pass');
    expect(outcome(listed, 'c', { allowed: ['a', 'b'] })).toBe('fail');
    expect(outcome(listed, 'c', { allowed: [] })).toBe('throws');
    expect(outcome(listed, 'c', {})).toBe('throws');
  });

  test('the reason lists what was wanted, and no more than five of it', () => {
    expect(reason(oneOf() as Grader, 'c', ['a', 'b'])).toBe('found "c", wanted "a" or "b"');
    expect(reason(oneOf({ values: [1, 2, 3, 4, 5, 6, 7] }), 'c', null)).toBe(
      'found "c", wanted "1" or "2" or "3" or "4" or "5" or 2 more',
    );
  });

  test('values that are none, or the same, are UserErrors at definition', () => {
    expect(() => oneOf({ values: [] })).toThrow(UserError);
    expect(() => oneOf({ values: ['a', null] as never })).toThrow(UserError);
    expect(() => oneOf({ values: 'a' } as never)).toThrow(UserError);
    expect(() => oneOf({ values: ['a', 'a'] })).toThrow('"a" and "a" are the same value');
    expect(() => oneOf({ values: ['a', 'A'], caseSensitive: false })).toThrow(UserError);
    expect(() => oneOf({ values: ['?'], ignorePunctuation: true })).toThrow(UserError);
    expect(() => oneOf({ value: ['a'] } as never)).toThrow(UserError);
  });
});
