import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsAll } from '../../../src/graders/contains-all.ts';
import { containsAny } from '../../../src/graders/contains-any.ts';
import type { Text } from '../../../src/graders/expected-text.ts';
import { UserError } from '../../../src/model/errors.ts';
import { outcome, reason } from '../sample.ts';
import { cases } from './cases.ts';

describe('containsAny', () => {
  test.each(cases)('$why: $expected in $output is $verdict', ({ options, output, expected, verdict }) => {
    expect(outcome(containsAny(options as { values: Text[] }), output, expected)).toBe(verdict);
  });

  test('of one text it is containsAll; whatever contains all contains any', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b') }),
        fc.array(text, { minLength: 1 }),
        (output, values) => {
          const [all, any] = [containsAll({ values }), containsAny({ values })].map((one) =>
            outcome(one, output, null),
          );
          if (all === 'pass' || values.length === 1) expect(any).toBe(all);
        },
      ),
    );
  });

  test('the reason says which was found', () => {
    const grader = containsAny({ values: ['x', 'b', 'a'] });
    expect(reason(grader, 'a b', null)).toBe('found "b" in "a b"');
    expect(reason(grader, 'c', null)).toBe('did not find "x" or "b" or "a" in "c"');
  });

  test('an empty list, an empty text and unknown options are UserErrors at definition', () => {
    expect(() => containsAny({ values: [] })).toThrow(UserError);
    expect(() => containsAny({ values: [''] })).toThrow(UserError);
    expect(() => containsAny({ trim: true } as never)).toThrow(UserError);
  });
});
