import { describe, expect, test } from 'vitest';
import { regex } from '../../../src/graders/regex.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('regex', () => {
  test.each(cases)(
    '$why: $pattern on $output is $verdict',
    ({ pattern, group, output, expected, verdict }) => {
      const grader = group === undefined ? regex(pattern) : regex(pattern, { group });
      expect(outcome(grader, output, expected)).toBe(verdict);
    },
  );

  test.each([/a/g, /a/y, /a/gy])('%s carries nothing from one sample to the next', (pattern) => {
    const grader = regex(pattern);
    const grouped = regex(pattern, { group: 0 });
    pattern.lastIndex = 1;
    for (let repetition = 0; repetition < 5; repetition++) {
      expect(outcome(grader, 'a', undefined)).toBe('pass');
      expect(outcome(grouped, 'a', 'a')).toBe('pass');
    }
    expect(pattern.lastIndex).toBe(1);
  });

  test('a function makes the pattern from the sample; its lastIndex is not used either', () => {
    const shared = /b/g;
    const grader = regex(({ expected }) => (expected === 'b' ? shared : /c/));
    for (let repetition = 0; repetition < 3; repetition++) expect(outcome(grader, 'ab', 'b')).toBe('pass');
    expect(outcome(grader, 'ab', 'c')).toBe('fail');
  });

  test('a function that returns no RegExp, or one without the group, is a failed score', () => {
    expect(outcome(regex((() => 'a') as never), 'a', 'a')).toBe('throws');
    expect(
      outcome(
        regex<unknown, string>(() => /a/, { group: 1 }),
        'a',
        'a',
      ),
    ).toBe('throws');
  });

  test.each(['(', '[z-a]', '(?i)answer', '*'])(
    'the syntax error in %s is a UserError at definition',
    (pattern) => {
      expect(() => regex(pattern)).toThrow(UserError);
    },
  );

  test.each([
    [/(a)/, 2],
    [/(a)/, 'a'],
    [/(?<a>a)/, 'b'],
    [/(?<a>a)/, 'toString'],
    [/(a)/, -1],
    [/(a)/, 0.5],
  ])('%s has no group %s: a UserError at definition', (pattern, group) => {
    expect(() => regex(pattern, { group })).toThrow(UserError);
  });

  test('a pattern of another type and unknown options are UserErrors', () => {
    expect(() => regex(5 as never)).toThrow(UserError);
    expect(() => regex(/a/, { flags: 'i' } as never)).toThrow(UserError);
  });

  test('reasons', () => {
    expect(reason(regex(/a/), 'b', undefined)).toBe('"b" does not match /a/');
    expect(reason(regex(/A: (\w)/, { group: 1 }), 'A: B', 'C')).toBe('found "B", wanted "C"');
    expect(reason(regex(/A: (\w)/, { group: 1 }), '?', 'C')).toBe(
      '"?" does not match /A: (\\w)/, wanted "C"',
    );
  });
});
