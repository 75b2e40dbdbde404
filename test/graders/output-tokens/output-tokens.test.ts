import { describe, expect, test } from 'vitest';
import { outputTokens } from '../../../src/graders/output-tokens.ts';
import { UserError } from '../../../src/model/errors.ts';
import { answered, outcomeOf } from '../sample.ts';

const used = (output_tokens: unknown) => answered({ usage: { output_tokens } as never }, null);

describe('outputTokens', () => {
  test.each([
    [299, 'pass'],
    [300, 'pass'],
    [301, 'fail'],
    [0, 'pass'],
    [undefined, 'throws'],
    [null, 'throws'],
    [Number.NaN, 'throws'],
  ])('%s of at most 300: %s', (tokens, verdict) => {
    expect(outcomeOf(outputTokens({ max: 300 }), used(tokens))).toBe(verdict);
  });

  test('an answer without usage is a failed score: unknown is not few', () => {
    expect(() => outputTokens({ max: 300 }).grade(answered({}, null))).toThrow('how many tokens it took');
  });

  test('the reason tells both numbers', () => {
    expect(outputTokens({ max: 300 }).grade(used(301))).toMatchObject({
      reason: '301 output tokens, wanted at most 300',
    });
  });

  test('what is no limit is a UserError at definition', () => {
    for (const max of [-1, 1.5, Number.NaN, Infinity, '9', undefined]) {
      expect(() => outputTokens({ max: max as number })).toThrow(UserError);
    }
    expect(() => outputTokens({ max: 1, min: 0 } as never)).toThrow("unknown option 'min'");
  });
});
