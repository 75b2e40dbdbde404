import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains } from '../../../src/graders/contains.ts';
import { containsAll } from '../../../src/graders/contains-all.ts';
import type { Text } from '../../../src/graders/expected-text.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('containsAll', () => {
  test.each(cases)('$why: $expected in $output is $verdict', ({ options, output, expected, verdict }) => {
    expect(outcome(containsAll(options as { values: Text[] }), output, expected)).toBe(verdict);
  });

  test('is what contains says of each, in any order of the list', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'é') }),
        fc.array(text, { minLength: 1 }),
        (output, list) => {
          const each = list.every((value) => outcome(contains({ value }), output, null) === 'pass');
          expect(outcome(containsAll({ values: list }), output, null)).toBe(each ? 'pass' : 'fail');
          expect(outcome(containsAll({ values: [...list].reverse() }), output, null)).toBe(
            each ? 'pass' : 'fail',
          );
        },
      ),
    );
  });

  test('values may be a function of the sample', () => {
    const grader = containsAll({ values: ({ expected }) => (expected as { words: string[] }).words });
    expect(outcome(grader, 'Dear Ada', { words: ['Dear', 'Ada'] })).toBe('pass');
    expect(outcome(grader, 'Dear Ada', { words: [] })).toBe('throws');
  });

  test('the reason names what is missing, and only that', () => {
    const grader = containsAll({ values: ['a', 'x', 'y'] });
    expect(reason(grader, 'a b', null)).toBe('did not find "x" and "y" in "a b"');
    expect(reason(grader, 'a x y', null)).toBe('found all 3 in "a x y"');
  });

  test('an empty list, an empty text and unknown options are UserErrors at definition', () => {
    expect(() => containsAll({ values: [] })).toThrow(UserError);
    expect(() => containsAll({ values: ['a', ''] })).toThrow(UserError);
    expect(() => containsAll({ values: 'a,b' as never })).toThrow(UserError);
    expect(() => containsAll({ value: ['a'] } as never)).toThrow("unknown option 'value'");
  });
});
