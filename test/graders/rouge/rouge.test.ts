import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RougeVariant, rouge } from '../../../src/graders/rouge.ts';
import { UserError } from '../../../src/model/errors.ts';
import { measure, reason } from '../sample.ts';
import { cases } from './cases.ts';

const words = fc
  .array(fc.constantFrom('x', 'y', 'z'), { minLength: 2, maxLength: 7 })
  .map((list) => list.join(' '));
const VARIANTS: readonly RougeVariant[] = ['rouge1', 'rouge2', 'rougeL'];
const of = (variant: RougeVariant) => rouge({ variant }) as never;

describe('rouge', () => {
  test.each(cases)('$variant, $why: $score', ({ variant, output, expected, score, source }) => {
    const found = measure(of(variant), output, expected);
    if (typeof score === 'string') expect(found).toBe(score);
    else expect(found).toBeCloseTo(score, source ? 5 : 12);
  });

  test('each is symmetric, in [0, 1], and 1 for equals', () => {
    fc.assert(
      fc.property(words, words, fc.constantFrom(...VARIANTS), (a, b, variant) => {
        expect(measure(of(variant), a, b)).toBe(measure(of(variant), b, a));
        expect(measure(of(variant), a, a)).toBe(1);
      }),
    );
  });

  test('words in another order are the same to ROUGE-1, and never more to ROUGE-L', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const reversed = a.split(' ').reverse().join(' ');
        expect(measure(of('rouge1'), a, b)).toBe(measure(of('rouge1'), reversed, b));
        expect(measure(of('rougeL'), a, b)).toBeLessThanOrEqual(measure(of('rouge1'), a, b) as number);
      }),
    );
  });

  test('is ROUGE-L unless told otherwise, and says so', () => {
    expect(reason(rouge() as never, 'testing two', 'testing one two')).toBe(
      'rougeL: precision 1, recall 0.667: found "testing two", wanted "testing one two"',
    );
  });

  test('an unknown variant or option is a UserError at definition', () => {
    expect(() => rouge({ variant: 'rougeLsum' as never })).toThrow("variant: 'rougeLsum' is not known");
    expect(() => rouge({ variant: 'toString' as never })).toThrow(UserError);
    expect(() => rouge({ stemming: true } as never)).toThrow(UserError);
  });
});
